import type { Capacity } from '../../model/capacity.ts';
import type { Derivation } from '../../model/derivation.ts';
import type { AccountsEstimate, Threshold } from '../../model/estimate.ts';
import { valuesAt } from '../../model/expression.ts';
import type { Inventory } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import { compile, solveOpen } from '../../solve/index.ts';

/** Shares of the capacity at which to look, and at which to act. */
const WATCH = 0.5;
const ACT = 0.8;

/** Signals to watch with values computed from the estimate. */
export function thresholdsOf(
  capacities: readonly Capacity[],
  accounts: AccountsEstimate,
  inventory: Inventory,
  derivation: Derivation,
): readonly Threshold[] {
  const [normal, peak] = capacities;
  if (normal === undefined || peak === undefined) return [];
  return [
    ...traffic(normal, derivation),
    ...times(normal, derivation),
    ...machine(normal, inventory, derivation),
    ...pool(inventory, derivation),
    ...logins(peak, derivation),
    ...emails(derivation),
    {
      signal: 'accounts',
      unit: 'accounts',
      watch: accounts.total.typical * WATCH,
      act: accounts.total.typical * ACT,
      because: message('threshold.accounts', { total: accounts.total.typical }),
    },
  ];
}

function traffic(normal: Capacity, derivation: Derivation): readonly Threshold[] {
  const perMinute = normal.throughput.typical * 60;
  const perHour = (normal.throughput.typical * 3600) / derivation.usage.burst.typical;
  const because = message('threshold.traffic', { rate: normal.throughput.typical, watch: WATCH, act: ACT });
  return [
    { signal: 'requests-per-minute', unit: 'requests', watch: perMinute * WATCH, act: perMinute * ACT, because },
    { signal: 'requests-per-hour', unit: 'requests', watch: perHour * WATCH, act: perHour * ACT, because },
  ];
}

/** The p95 that the model gives at half and at four fifths of the capacity. */
function times(normal: Capacity, derivation: Derivation): readonly Threshold[] {
  const { model, objective } = derivation;
  const mix = derivation.scenarios.find((scenario) => scenario.name === 'normal')?.mix ?? {};
  const compiled = compile(model, valuesAt(model.parameters, 'typical'), mix);
  const at = (share: number): number => {
    const rate = normal.throughput.typical * share;
    // Where no rate meets the objective, the objective itself is all that there is to watch.
    return rate > 0 ? solveOpen(compiled, rate, objective.percentile).percentileTime : objective.responseTime;
  };
  return [
    {
      signal: 'response-time-p95',
      unit: 's',
      watch: Math.min(at(WATCH), objective.responseTime / 2),
      act: Math.min(Math.max(at(ACT), at(WATCH) * 1.2), objective.responseTime),
      because: message('threshold.response-time', { limit: objective.responseTime }),
    },
    {
      signal: 'error-rate',
      unit: 'ratio',
      watch: objective.errors / 2,
      act: objective.errors,
      because: message('threshold.errors', { limit: objective.errors }),
    },
  ];
}

function machine(normal: Capacity, inventory: Inventory, derivation: Derivation): readonly Threshold[] {
  const utilization = Math.min(1, normal.utilization['event-loop'] ?? 1);
  const limit = inventory.deployment.machine.memory.typical;
  return [
    {
      signal: 'event-loop-utilization',
      unit: 'ratio',
      watch: utilization * WATCH,
      act: utilization * ACT,
      because: message('threshold.event-loop', { utilization, binds: normal.bottleneck.station === 'event-loop' }),
    },
    {
      signal: 'memory',
      unit: 'bytes',
      watch: limit * 0.7,
      act: limit * 0.85,
      because: message('threshold.memory', { limit, assumed: derivation.memory.limit.source.provenance === 'assumed' }),
    },
  ];
}

function pool(inventory: Inventory, derivation: Derivation): readonly Threshold[] {
  const size = derivation.model.stations.find((station) => station.id === 'connections')?.servers;
  if (size === undefined || inventory.databases.length === 0) return [];
  const { databasePlans, currentDatabasePlan } = derivation.offers;
  const limit = databasePlans.find((plan) => plan.id === currentDatabasePlan)?.maxConnections;
  const waiting: Threshold = {
    signal: 'pool-waiting',
    unit: 'requests',
    watch: 1,
    act: size,
    because: message('threshold.pool', { size }),
  };
  if (limit === undefined || limit === null) return [waiting];
  const connections: Threshold = {
    signal: 'database-connections',
    unit: 'connections',
    watch: limit * 0.7,
    act: limit * 0.9,
    because: message('threshold.connections', { limit, size, instances: Math.floor(limit / size) }),
  };
  return [waiting, connections];
}

/** Logins that the peak capacity contains. */
function logins(peak: Capacity, derivation: Derivation): readonly Threshold[] {
  const share = peak.classes
    .filter((at) => derivation.purposes[at.id] === 'login')
    .reduce((sum, at) => sum + at.share, 0);
  if (share === 0) return [];
  const perMinute = peak.throughput.typical * share * 60;
  return [
    {
      signal: 'logins-per-minute',
      unit: 'logins',
      watch: perMinute * WATCH,
      act: perMinute * ACT,
      because: message('threshold.logins', { perMinute }),
    },
  ];
}

function emails(derivation: Derivation): readonly Threshold[] {
  const allowance = derivation.allowances.find(
    (candidate) => candidate.unit === 'email' && Object.keys(candidate.perRequest).length > 0,
  );
  if (allowance === undefined) return [];
  const perDay = allowance.amount.typical / (allowance.period === 'month' ? 30 : 1);
  return [
    {
      signal: 'emails-per-day',
      unit: 'emails',
      watch: perDay * 0.7,
      act: perDay * 0.9,
      because: message('threshold.emails', {
        service: allowance.service,
        amount: allowance.amount.typical,
        period: allowance.period,
        plan: allowance.plan,
      }),
    },
  ];
}
