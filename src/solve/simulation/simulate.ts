import type { Interval } from '../../model/range.ts';
import type { ClassSolution, Solution, StationSolution } from '../../model/solution.ts';
import type { Workload } from '../../model/workload.ts';
import type { CompiledModel } from '../compile.ts';
import { requirePercentile } from '../open.ts';
import { type Histogram, histogram, merge, quantile } from './histogram.ts';
import { type RunResult, run, type SimulationOptions } from './run.ts';
import { waitedByPresent } from './stations.ts';

/** A simulated solution, with its 95 % confidence intervals (batch means) and what it cost. */
export interface SimulatedSolution extends Solution {
  readonly confidence: { readonly responseTime: Interval; readonly percentileTime: Interval };
  /** Mean number of requests in the system. */
  readonly inSystem: number;
  readonly completed: number;
  readonly events: number;
  /** Simulated seconds counted. */
  readonly duration: number;
}

/**
 * Discrete-event simulation of a compiled model under a steady workload, open or closed: slices first come first served, pools in order of
 * arrival with their timeout, rate limits that refuse, detached and parallel work. Reproducible: same seed, same result; the n-th request
 * draws the same services at every load. Never hangs: stop rules end an overload with `stable: false`.
 */
export function simulate(compiled: CompiledModel, workload: Workload, options: SimulationOptions): SimulatedSolution {
  const percentile = options.percentile ?? 0.95;
  requirePercentile(percentile);
  return solutionOf(compiled, run(compiled, workload, { ...options, percentile }), percentile);
}

/** The solution that a run shows. */
export function solutionOf(compiled: CompiledModel, result: RunResult, percentile: number): SimulatedSolution {
  const { sim, duration } = result;
  const all = histogram();
  let failed = 0;
  const classes = compiled.classes.map(({ id }, c): ClassSolution => {
    const times = sim.histograms[c] as Histogram;
    const errors = sim.errors[c] as number;
    merge(all, times);
    failed += errors;
    return {
      id,
      throughput: times.count / duration,
      ...timesOf(times, sim.arrivals[c] as number, percentile),
      errors: errors / Math.max(1, errors + times.count),
    };
  });
  const arrived = sim.arrivals.reduce((sum, count) => sum + count, 0);
  const whole = timesOf(all, arrived, percentile);
  return {
    method: 'simulation',
    stable: result.stable,
    throughput: all.count / duration,
    ...whole,
    errors: failed / Math.max(1, failed + all.count),
    stations: stationsOf(compiled, result),
    classes,
    confidence: {
      responseTime: intervalOf(result.batchMeans, whole.responseTime),
      percentileTime: intervalOf(result.batchPercentiles, whole.percentileTime),
    },
    inSystem: result.meanInSystem,
    completed: all.count,
    events: sim.events,
    duration,
  };
}

/** Infinity when requests came and no answer did; 0 when none came. */
function timesOf(times: Histogram, arrived: number, percentile: number) {
  const none = arrived > 0 ? Number.POSITIVE_INFINITY : 0;
  return {
    responseTime: times.count > 0 ? times.sum / times.count : none,
    percentileTime: times.count > 0 ? quantile(times, percentile) : none,
  };
}

function stationsOf(compiled: CompiledModel, { sim, duration }: RunResult): readonly StationSolution[] {
  return compiled.stations.map((station, s) => {
    const first = sim.firstCopy[s] as number;
    let [busy, waited, visits] = [0, 0, 0];
    for (let copy = first; copy < first + station.copies; copy++) {
      busy += sim.busyTime[copy] as number;
      waited += sim.waitTime[copy] as number;
      if (station.type === 'sharing') waited += waitedByPresent(sim, copy);
      visits += sim.visits[copy] as number;
    }
    const servers = station.servers * station.copies;
    return {
      id: station.id,
      utilization: Math.min(
        1,
        station.type === 'delay' ? usedOf(station, visits / duration) : busy / duration / servers,
      ),
      waiting: Math.max(0, waited) / duration,
      waitingTime: visits > 0 ? Math.max(0, waited) / visits : 0,
    };
  });
}

/** Share of what a service accepts that calls take; 0 where it has no limit. */
function usedOf({ rateLimit, copies }: CompiledModel['stations'][number], calls: number): number {
  return calls / (rateLimit * copies);
}

/** Student's t for 19 degrees of freedom, 95 %, two-sided: 20 batches. */
const STUDENT = 2.093;

/**
 * Interval by batch means (Law & Kelton §9.5.3), widened by the correlation of successive batches, as that of an autoregressive series of order 1, and
 * on the logarithmic scale, since the error of a mean wait is in proportion to it.
 */
function intervalOf(batches: readonly number[], typical: number): Interval {
  const known = batches.filter((value) => Number.isFinite(value));
  if (known.length < 2 || !Number.isFinite(typical)) return { low: 0, typical, high: Number.POSITIVE_INFINITY };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  let [squares, products] = [0, 0];
  known.forEach((value, i) => {
    squares += (value - mean) ** 2;
    if (i > 0) products += (value - mean) * ((known[i - 1] as number) - mean);
  });
  const correlation = squares > 0 ? Math.min(0.9, Math.max(0, products / squares)) : 0;
  const variance = ((squares / (known.length - 1)) * (1 + correlation)) / (1 - correlation);
  const half = mean > 0 ? (STUDENT * Math.sqrt(variance / known.length)) / mean : 0;
  return { low: typical * Math.exp(-half), typical, high: typical * Math.exp(half) };
}
