import type { Objective } from '../../model/objective.ts';
import type { Mix, Workload } from '../../model/workload.ts';
import type { CompiledModel } from '../compile.ts';
import type { Limits } from '../limits.ts';
import type { Probe } from './correction.ts';
import type { Expected } from './expected.ts';
import type { Histogram } from './histogram.ts';
import { type RunResult, run } from './run.ts';
import type { Simulation } from './state.ts';

/** What probes of a model are judged by. */
export interface Probing {
  readonly compiled: CompiledModel;
  readonly objective: Objective;
  readonly limits: Limits;
  readonly tables: readonly Expected[];
  /** Events that are left for all runs together: a search ends too. */
  readonly budget: { events: number };
}

/** Slow answers and all answers of the judged classes of each table, batch by batch, under one load. */
export interface Counted {
  readonly tallies: readonly Omit<Probe, 'rate'>[];
  readonly result: RunResult;
}

/** Events of all runs of one search. */
export const MOST_EVENTS = 50_000_000;

/** The mix that a model was compiled with. */
export function mixOf({ classes }: CompiledModel): Mix {
  return Object.fromEntries(classes.map(({ id, share }) => [id, share]));
}

/** Runs under one load, and counts the slow answers of the judged classes in each batch. */
export function countSlow(
  { compiled, objective, limits, tables, budget }: Probing,
  workload: Workload,
  requests: number,
  seed: number,
): Counted {
  const tallies = tables.map(({ judged }) => ({
    judged,
    counts: [] as Float64Array[],
    slow: [] as Float64Array[],
    before: [new Float64Array(judged.length), new Float64Array(judged.length)] as const,
  }));
  const limitsOfRun =
    objective.judges === 'the mix' ? new Float64Array(compiled.classes.length).fill(limits.ofMix) : limits.byClass;
  const result = run(
    compiled,
    workload,
    {
      seed,
      requests,
      percentile: objective.percentile,
      maximumEvents: budget.events,
      maximumInSystem: MOST_WAITING * requests + 1000,
    },
    {
      limits: limitsOfRun,
      settled: (sim) => {
        for (const { judged, counts, slow, before } of tallies) {
          counts.push(since(before[0], judged, (c) => (sim.histograms[c] as Histogram).count, sim));
          slow.push(since(before[1], judged, (c) => sim.over[c] as number, sim));
        }
        return false;
      },
    },
  );
  budget.events -= Math.min(budget.events, result.sim.events);
  return { tallies, result };
}

/** A run with more of its requests than this in the system is over. */
const MOST_WAITING = 0.3;

/** By judged class, how much a count has grown since the last time; −1 is the mix. */
function since(
  before: Float64Array,
  judged: readonly number[],
  of: (c: number) => number,
  sim: Simulation,
): Float64Array {
  return Float64Array.from(judged, (c, j) => {
    const now = c >= 0 ? of(c) : sim.histograms.reduce((sum, _, one) => sum + of(one), 0);
    const grown = now - (before[j] as number);
    before[j] = now;
    return grown;
  });
}

/** No judged class (or the mix) with more errors than allowed, by more than one standard error. */
export function errorsHold(
  { sim }: RunResult,
  objective: Objective,
  isJudged: (c: number) => boolean = () => true,
): boolean {
  const holds = (failed: number, count: number) => {
    const share = objective.errors;
    return failed === 0 || failed / (count + failed) <= share + Math.sqrt((share * (1 - share)) / (count + failed));
  };
  const counts = sim.histograms.map(({ count }) => count);
  if (objective.judges === 'each class')
    return counts.every((count, c) => !isJudged(c) || holds(sim.errors[c] as number, count));
  return holds(
    sim.errors.reduce((sum, failed) => sum + failed, 0),
    counts.reduce((sum, count) => sum + count, 0),
  );
}
