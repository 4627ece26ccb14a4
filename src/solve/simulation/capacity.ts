import type { Objective } from '../../model/objective.ts';
import { bottleneckOf, type CapacityFound } from '../capacity.ts';
import { saturationOf } from '../capacity-search.ts';
import type { CompiledModel } from '../compile.ts';
import { refuse } from '../faults.ts';
import { type Limits, limitsOf } from '../limits.ts';
import { requirePercentile } from '../open.ts';
import { openModel } from '../open-model.ts';
import { openState } from '../open-state.ts';
import { countOver, type Histogram } from './histogram.ts';
import { type RunResult, run } from './run.ts';
import { simulate } from './simulate.ts';

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
  let worst = -1;
  const probe = (rate: number): boolean => {
    if (rate >= full) return false;
    const result = run(
      compiled,
      { kind: 'open', rate, mix },
      { seed: options.seed, requests, percentile: objective.percentile, maximumInSystem: 0.3 * requests + 1000 },
    );
    const failing = verdict(compiled, result, objective, limits);
    if (failing !== HOLDS) worst = failing;
    return failing === HOLDS;
  };
  const rate = search(probe, clampStart(options.start, full), full, options.precision ?? PRECISION);
  const state = openState(model, Math.max(rate, 1e-9));
  const found = { rate, saturation: full, limitingClass: worst };
  const limiting = compiled.classes[worst]?.id;
  return {
    throughput: rate,
    saturation: full,
    ...(limiting === undefined ? {} : { limitingClass: limiting }),
    ...bottleneckOf(model, state, found),
    solution: simulate(
      compiled,
      { kind: 'open', rate: Math.max(rate, 1e-9), mix },
      { seed: options.seed, requests, percentile: objective.percentile },
    ),
    overWhenIdle: limits.overWhenIdle,
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
function verdict(compiled: CompiledModel, result: RunResult, objective: Objective, limits: Limits): number {
  if (!result.stable) return OF_THE_MIX;
  const { sim } = result;
  let failing = HOLDS;
  let most = 1;
  let [count, over, errors] = [0, 0, 0];
  compiled.classes.forEach((_, c) => {
    const times = sim.histograms[c] as Histogram;
    const failed = sim.errors[c] as number;
    const limit = objective.judges === 'the mix' ? limits.ofMix : (limits.byClass[c] as number);
    const slow = countOver(times, limit);
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
