import type { Objective } from '../../model/objective.ts';
import { bottleneckOf, type CapacityFound } from '../capacity.ts';
import { saturationOf } from '../capacity-search.ts';
import type { CompiledModel } from '../compile.ts';
import { refuse } from '../faults.ts';
import { type Limits, limitsOf } from '../limits.ts';
import { requirePercentile } from '../open.ts';
import { openModel } from '../open-model.ts';
import { openState } from '../open-state.ts';
import type { Histogram } from './histogram.ts';
import { type Judge, type RunResult, run } from './run.ts';
import { simulate, solutionOf } from './simulate.ts';

export interface CapacitySimulationOptions {
  readonly seed: number;
  /** Requests per second to start from: the analytic answer. */
  readonly start: number;
  /** Requests counted in each probe; 12 000 unless told. */
  readonly requests?: number;
  /** Relative precision of the rate; 0.02 unless told. */
  readonly precision?: number;
}

const REQUESTS = 12_000;
const PRECISION = 0.02;
/** Fewer requests of a class than this say nothing of its percentile. */
const FEWEST = 40;

/**
 * The largest open arrival rate that meets the objective, by simulation: bisection with common random numbers from `start`. A class fails when
 * the share of its requests over its limit is above the objective's by more than one standard error (of independent requests); classes too rare
 * to judge (under 40 requests in a probe) are left to the analytic limits. Limits of classes over the objective when idle come from theory.
 */
export function capacityBySimulation(
  compiled: CompiledModel,
  objective: Objective,
  options: CapacitySimulationOptions,
): CapacityFound {
  requirePercentile(objective.percentile);
  const model = openModel(compiled);
  const limits = limitsOf(model, objective);
  const full = saturationOf(compiled);
  const mix = Object.fromEntries(compiled.classes.map(({ id, share }) => [id, share]));
  const requests = options.requests ?? REQUESTS;
  const judge = judgeOf(compiled, objective, limits, requests);
  let worst = -1;
  let best: RunResult | undefined;
  const probe = (rate: number): boolean => {
    if (rate >= full) return false;
    const probing = { seed: options.seed, requests, percentile: objective.percentile };
    const stop = { maximumInSystem: 0.3 * requests + 1000 };
    const result = run(compiled, { kind: 'open', rate, mix }, { ...probing, ...stop }, judge);
    const failing = verdict(compiled, result, objective);
    if (failing === HOLDS) best = result;
    else worst = failing;
    return failing === HOLDS;
  };
  const rate = search(probe, clampStart(options.start, full), full, options.precision ?? PRECISION);
  const found = { rate, saturation: full, limitingClass: worst };
  const limiting = compiled.classes[worst]?.id;
  // The last probe that held is the one at the answer.
  const solution =
    best !== undefined && rate > 0
      ? solutionOf(compiled, best, objective.percentile)
      : simulate(
          compiled,
          { kind: 'open', rate: 1e-9, mix },
          { ...options, requests, percentile: objective.percentile },
        );
  const bottleneck = bottleneckOf(model, openState(model, Math.max(rate, 1e-9)), found);
  return {
    throughput: rate,
    saturation: full,
    ...(limiting === undefined ? {} : { limitingClass: limiting }),
    ...bottleneck,
    utilization: solution.stations.find(({ id }) => id === bottleneck.station)?.utilization ?? 1,
    solution,
    overWhenIdle: limits.overWhenIdle,
  };
}

/**
 * Stops a probe as soon as some class (or the mix) has more slow answers than it may have by the end: the verdict is known (curtailed
 * inspection; Wetherill & Brown, Statistical Process Control, 1991). The number of requests at the end is taken two deviations high.
 */
function judgeOf(compiled: CompiledModel, objective: Objective, limits: Limits, requests: number): Judge {
  const ofMix = objective.judges === 'the mix';
  const share = 1 - objective.percentile;
  const most = Float64Array.from(ofMix ? [1] : compiled.classes.map((requestClass) => requestClass.share), (part) => {
    const expected = requests * part;
    if (expected < 2 * FEWEST) return Number.POSITIVE_INFINITY;
    const atEnd = expected + 2 * Math.sqrt(expected);
    return atEnd * allowed(share, atEnd);
  });
  return {
    limits: ofMix ? new Float64Array(compiled.classes.length).fill(limits.ofMix) : limits.byClass,
    settled: ({ over }) => {
      if (ofMix) return over.reduce((sum, slow) => sum + slow, 0) > (most[0] as number);
      return over.some((slow, c) => slow > (most[c] as number));
    },
  };
}

function clampStart(start: number, full: number): number {
  if (Number.isNaN(start)) refuse([{ kind: 'bad-number', subject: 'start', detail: 'NaN' }]);
  const most = Number.isFinite(full) ? 0.999 * full : 1e9;
  return start > 0 ? Math.min(start, most) : most / 2;
}

const HOLDS = -2;
const OF_THE_MIX = -1;

/** The class that fails most, OF_THE_MIX when none in particular, HOLDS when all hold. */
function verdict(compiled: CompiledModel, result: RunResult, objective: Objective): number {
  const { sim } = result;
  let failing = HOLDS;
  let most = 1;
  let [count, over, errors] = [0, 0, 0];
  compiled.classes.forEach((_, c) => {
    const times = sim.histograms[c] as Histogram;
    const failed = sim.errors[c] as number;
    const slow = sim.over[c] as number;
    count += times.count;
    over += slow;
    errors += failed;
    if (objective.judges === 'the mix' || times.count + failed < FEWEST) return;
    const excess = Math.max(
      slow / (times.count * allowed(1 - objective.percentile, times.count)),
      failed / ((times.count + failed) * allowed(objective.errors, times.count + failed)),
    );
    if (excess > most) {
      most = excess;
      failing = c;
    }
  });
  if (!result.stable && failing === HOLDS) return OF_THE_MIX;
  if (objective.judges === 'each class') return failing;
  const fails = over > count * (1 - objective.percentile) || errors > (count + errors) * objective.errors;
  return fails ? OF_THE_MIX : HOLDS;
}

/** A share and one standard error of its estimate on so many requests. */
function allowed(share: number, requests: number): number {
  return share + Math.sqrt((share * (1 - share)) / requests);
}

/** Brackets the answer around the start by steps of 12 %, then bisects. */
function search(holds: (rate: number) => boolean, start: number, full: number, precision: number): number {
  let [good, bad] = [0, full];
  let rate = start;
  let factor = 1.12;
  for (let i = 0; i < 40; i++) {
    if (holds(rate)) good = rate;
    else bad = rate;
    if (good > 0 && bad < full) break;
    if (good > 0 && rate * factor >= full) break;
    rate = good > 0 ? rate * factor : rate / factor;
    factor *= 1.3;
    if (rate < full * 1e-6) return 0;
  }
  for (let i = 0; i < 30 && bad - good > precision * bad; i++) {
    const middle = (good + bad) / 2;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
