import { services as knownServices } from '../../facts/services/index.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { MeasuredCalls, Measurement } from '../../model/measurement.ts';
import { walk } from '../../model/program.ts';
import type { Range } from '../../model/range.ts';
import { measuredRange } from './ranges.ts';

interface Heard {
  readonly service: string;
  readonly calls: MeasuredCalls;
}

/** Seconds of one call to each service whose host was heard while the routes were measured. */
export function measuredLatencies(inventory: Inventory, measurement: Measurement): ReadonlyMap<string, Range> {
  const services = servicesByHost(inventory, measurement);
  const heard: Heard[] = Object.entries(measurement.routes).flatMap(([route, { calls = {} }]) =>
    Object.entries(calls).flatMap(([host, each]) => {
      const service = services(host, route);
      return service === undefined ? [] : [{ service, calls: each }];
    }),
  );
  const ids = [...new Set(heard.map(({ service }) => service))];
  return new Map(ids.map((id) => [id, together(heard.filter(({ service }) => service === id))]));
}

/** Mean over the routes, weighed by their calls; bounds: the extreme ones. */
function together(heard: readonly Heard[]): Range {
  const times = heard.map(({ calls }) => calls.time);
  const weight = (count: number): number => Math.max(1, count);
  const total = times.reduce((sum, { count }) => sum + weight(count), 0);
  const low = Math.min(...times.map((time) => time.low));
  const high = Math.max(...times.map((time) => time.high));
  const mean = times.reduce((sum, time) => sum + time.typical * weight(time.count), 0) / total;
  // A mean of equal times may be rounded to more than any of them.
  const typical = Math.min(high, Math.max(low, mean));
  const count = times.reduce((sum, time) => sum + time.count, 0);
  return measuredRange({ low, typical, high, count, way: times[0]?.way ?? 'drive' });
}

/** Says which service is behind a host that a route called; undefined when nobody knows. */
export type ServiceOf = (host: string, route: string) => string | undefined;

/**
 * The service behind each host heard: by its known names, by its own (a host not known is its own identifier), or, for a stand-in on another
 * address, the only service that all the routes that call it have in common, else the only one that this route calls.
 */
export function servicesByHost(inventory: Inventory, measurement: Measurement): ServiceOf {
  const callers = new Map<string, string[]>();
  for (const [route, { calls = {} }] of Object.entries(measurement.routes))
    for (const host of Object.keys(calls)) callers.set(host, [...(callers.get(host) ?? []), route]);
  const result = new Map<string, string>();
  for (const [host, routes] of callers) {
    const service = byName(host, inventory) ?? inCommon(routes, inventory);
    if (service !== undefined) result.set(host, service);
  }
  return (host, route) => result.get(host) ?? inCommon([route], inventory);
}

function byName(host: string, inventory: Inventory): string | undefined {
  const name = host.replace(/:\d+$/, '');
  const ids = inventory.services.map(({ id }) => id);
  const known = knownServices.find(
    ({ id, hosts }) => ids.includes(id) && hosts.some((each) => name === each || name.endsWith(`.${each}`)),
  );
  return known?.id ?? ids.find((id) => id === name);
}

function inCommon(routes: readonly string[], inventory: Inventory): string | undefined {
  const reached = routes.map((id) => {
    const route = inventory.routes.find((each) => each.id === id);
    const steps = route === undefined ? [] : [...walk(route.program)];
    return new Set(steps.flatMap((step) => (step.kind === 'call' ? [step.service] : [])));
  });
  const [first, ...others] = reached;
  const shared = [...(first ?? [])].filter((service) => others.every((set) => set.has(service)));
  return shared.length === 1 ? shared[0] : undefined;
}
