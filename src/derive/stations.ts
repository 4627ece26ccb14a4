import { services as knownServices } from '../facts/services/index.ts';
import { product } from '../model/expression.ts';
import type { Inventory } from '../model/inventory.ts';
import type { RateLimit } from '../model/knowledge.ts';
import type { Measurement } from '../model/measurement.ts';
import type { Range } from '../model/range.ts';
import type { Settings } from '../model/settings.ts';
import type { Station } from '../model/station.ts';
import { databasePlan } from './machine.ts';
import { measuredLatencies } from './measured/latencies.ts';
import { knownRange, type ParameterBook } from './parameter-book.ts';

/** bcryptjs gives the loop back every 100 ms (measured; `docs/costs.md`): no service is longer than that without a pause. */
const LOOP_SLICE = 0.1;
const SERVICE_LATENCY: Range = {
  low: 0.05,
  typical: 0.2,
  high: 1,
  source: { provenance: 'assumed', reason: 'reason.service-latency' },
};

/** Where requests wait and are served in this deployment. */
export function stationsOf(
  inventory: Inventory,
  settings: Settings,
  book: ParameterBook,
  measurement: Measurement,
): readonly Station[] {
  const { stack } = inventory;
  const plan = databasePlan(inventory, settings);
  const pool = plan.database?.pool;
  const acquire = pool?.acquireTimeout?.typical;
  // The event loop and libuv's threads share the instance's processors; a share of one is in `machine.share` already.
  const processor = { id: 'machine', cpus: Math.max(1, Math.floor(inventory.deployment.machine.cpu.typical)) };
  const size = measurement.database?.poolSize?.typical ?? pool?.size.typical ?? 0;
  const connections = size === 0 ? 1000 : size * stack.processes.value;
  const latencies = measuredLatencies(inventory, measurement);
  return [
    {
      id: 'event-loop',
      type: 'queue',
      servers: stack.processes.value,
      scope: 'instance',
      slice: LOOP_SLICE,
      processor,
    },
    {
      id: 'threads',
      type: 'queue',
      servers: stack.threads.value * stack.processes.value,
      scope: 'instance',
      processor,
    },
    {
      id: 'connections',
      type: 'pool',
      servers: connections,
      scope: 'instance',
      ...(acquire === undefined || acquire <= 0 ? {} : { acquireTimeout: acquire }),
    },
    { id: 'network', type: 'delay', servers: 1, scope: 'shared' },
    { id: 'disk', type: 'delay', servers: 1, scope: 'shared' },
    { id: 'database', type: 'sharing', servers: Math.max(1, Math.floor(plan.cpu.typical)), scope: 'shared' },
    ...inventory.services.map((service) => serviceStation(service.id, latencies.get(service.id), settings, book)),
  ];
}

function serviceStation(id: string, measured: Range | undefined, settings: Settings, book: ParameterBook): Station {
  const known = knownServices.find((service) => service.id === id);
  book.use(`latency.${id}`, measured ?? (known === undefined ? SERVICE_LATENCY : knownRange(known.latency)), 's');
  const limit = known === undefined ? undefined : rateLimit(known.rateLimits, settings.plans?.[id]);
  const station: Station = { id: `service:${id}`, type: 'delay', servers: 1, scope: 'shared' };
  if (limit === undefined) return station;
  return { ...station, rateLimit: product(1, book.use(`rate-limit.${id}`, knownRange(limit.perSecond), 'calls/s')) };
}

/** Not limits of the account's calls: what one sender sends beyond its own waits in a queue of the provider, the call answered. */
const NARROWER = ['address', 'endpoint', 'sender'];

/** The limit of the plan in use, of the whole account. */
function rateLimit(limits: readonly RateLimit[], plan: string | undefined): RateLimit | undefined {
  const whole = limits.filter((limit) => !NARROWER.includes(limit.scope));
  return whole.find((limit) => plan !== undefined && limit.plan === plan) ?? whole[0];
}
