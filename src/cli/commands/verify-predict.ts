import { availableParallelism } from 'node:os';
import { derive } from '../../derive/index.ts';
import { estimate } from '../../estimate.ts';
import type { Project } from '../../inspect/index.ts';
import { valuesAt } from '../../model/expression.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Measurement } from '../../model/measurement.ts';
import type { Objective } from '../../model/objective.ts';
import type { Interval } from '../../model/range.ts';
import type { Settings } from '../../model/settings.ts';
import type { PredictedLoad, RatePrediction } from '../../model/verification.ts';
import { compile, simulate } from '../../solve/index.ts';
import { capacityAsJudged } from '../../verify/index.ts';

export interface Prediction extends PredictedLoad {
  readonly objective: Objective;
  /** Seconds that a route is allowed: the objective, or twice its own time where that is longer. */
  readonly allowed: (id: string) => number;
  /** The capacity as a load of windows of so many seconds would find it: it judges alone only the routes that it sees often enough. */
  readonly judged: (window: number) => Interval;
  /** Response times at a rate. */
  readonly atRate: (rate: number) => RatePrediction;
}

/** Of the simulation that gives response times at a rate. */
const RUN = { seed: 20_261, requests: 20_000, maximumEvents: 3_000_000 };
/** Seconds to a database of the same machine and back. */
const LOOPBACK = 0.0001;

/** Requests per second below which no prediction is looked for. */
const LEAST_RATE = 0.01;

/** The interval around another value, in proportion. */
function scaled({ low, typical, high }: Interval, to: number): Interval {
  const factor = typical > 0 ? to / typical : 1;
  return { low: low * factor, typical: to, high: high * factor };
}

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
  const { objective } = result;
  const throughput = capacity?.throughput ?? { low: 0, typical: 1, high: 0 };
  const idle = new Map(capacity?.classes.map((each) => [each.id, each.idlePercentile]));
  const allowed = (id: string): number => {
    const alone = idle.get(id) ?? 0;
    return Math.max(objective.responseTime, alone > objective.responseTime / 2 ? 2 * alone : 0);
  };
  return {
    objective,
    capacity: throughput,
    bottleneck: capacity?.bottleneck.station ?? 'event-loop',
    utilization: capacity?.utilization ?? {},
    allowed,
    judged: (window) => {
      const judging = { objective, mix: normal, window, allowed };
      const rate = capacityAsJudged(judging, Math.max(LEAST_RATE, throughput.typical), (at) =>
        simulate(compiled, { kind: 'open', rate: at, mix: normal }, RUN),
      );
      return scaled(throughput, rate);
    },
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
