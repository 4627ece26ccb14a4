import { availableParallelism } from 'node:os';
import { derive } from '../../derive/index.ts';
import { estimate } from '../../estimate.ts';
import type { Project } from '../../inspect/index.ts';
import { valuesAt } from '../../model/expression.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Measurement } from '../../model/measurement.ts';
import type { Objective } from '../../model/objective.ts';
import type { Settings } from '../../model/settings.ts';
import type { PredictedLoad, RatePrediction } from '../../model/verification.ts';
import { compile, simulate } from '../../solve/index.ts';

export interface Prediction extends PredictedLoad {
  readonly objective: Objective;
  /** Seconds that a route is allowed: the objective, or twice its own time when it is slower even alone. */
  readonly allowed: (id: string) => number;
  /** Response times at a rate. */
  readonly atRate: (rate: number) => RatePrediction;
}

/** Of the simulation that gives response times at a rate. */
const RUN = { seed: 20_261, requests: 20_000, maximumEvents: 3_000_000 };
/** Seconds to a database of the same machine and back. */
const LOOPBACK = 0.0001;

/** The settings of an application that runs on this machine, its database beside it, whatever its hosting says. */
export function onThisMachine(settings: Settings): Settings {
  const processors = availableParallelism();
  return {
    ...settings,
    machine: { cpu: processors },
    instances: { minimum: 1, maximum: 1 },
    database: { cpu: processors, roundTrip: LOOPBACK },
  };
}

/** What the estimate says of a mix: its capacity, what gives way, and response times at any rate. */
export function predictMix(
  project: Project,
  inventory: Inventory,
  settings: Settings,
  measurement: Measurement | undefined,
  mix: Readonly<Record<string, number>>,
): Prediction {
  const known = new Set([...inventory.routes, ...(inventory.pages ?? [])].map(({ id }) => id));
  const kept = Object.entries(mix).filter(([id]) => known.has(id));
  const total = kept.reduce((sum, [, share]) => sum + share, 0);
  const normal = Object.fromEntries(kept.map(([id, share]) => [id, share / total]));
  const asked: Settings = { ...settings, scenarios: { normal } };
  const result = estimate(project, { settings: asked, ...(measurement === undefined ? {} : { measurement }) });
  const capacity = result.capacities.find(({ scenario }) => scenario === 'normal') ?? result.capacities[0];
  const derivation = derive(result.inventory, asked, measurement);
  const compiled = compile(derivation.model, valuesAt(derivation.model.parameters, 'typical'), normal);
  const slow = new Map(capacity?.classes.map((each) => [each.id, each.overWhenIdle ? 2 * each.idlePercentile : 0]));
  const { objective } = result;
  return {
    objective,
    capacity: capacity?.throughput ?? { low: 0, typical: 1, high: 0 },
    bottleneck: capacity?.bottleneck.station ?? 'event-loop',
    utilization: capacity?.utilization ?? {},
    allowed: (id) => Math.max(objective.responseTime, slow.get(id) ?? 0),
    atRate: (rate) => {
      // Simulated: the analytic law is fitted to the tail, and says little of the middle.
      const workload = { kind: 'open' as const, rate, mix: normal };
      const [middle, high] = [0.5, 0.95].map((percentile) => simulate(compiled, workload, { ...RUN, percentile }));
      return {
        rate,
        mix: { p50: middle?.percentileTime ?? Number.NaN, p95: high?.percentileTime ?? Number.NaN },
        classes: Object.fromEntries(
          (middle?.classes ?? []).map((each, i) => [
            each.id,
            { p50: each.percentileTime, p95: high?.classes[i]?.percentileTime ?? Number.NaN },
          ]),
        ),
      };
    },
  };
}
