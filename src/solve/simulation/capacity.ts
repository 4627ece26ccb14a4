import type { Objective } from '../../model/objective.ts';
import type { Interval } from '../../model/range.ts';
import { bottleneckOf, type CapacityFound } from '../capacity.ts';
import { saturationOf } from '../capacity-search.ts';
import type { CompiledModel } from '../compile.ts';
import { refuse } from '../faults.ts';
import { limitsOf } from '../limits.ts';
import { requirePercentile } from '../open.ts';
import { openModel } from '../open-model.ts';
import { openState } from '../open-state.ts';
import { estimateOf, type Probe } from './correction.ts';
import { type Expected, expectedAround } from './expected.ts';
import { countSlow, errorsHold, MOST_EVENTS, mixOf, type Probing } from './probe.ts';
import type { RunResult } from './run.ts';
import { type SimulatedSolution, solutionOf } from './simulate.ts';

export interface CapacitySimulationOptions {
  readonly seed: number;
  /** Requests per second to start from: the analytic answer. */
  readonly start: number;
  /** Requests counted in the last and longest probe; those before it count a quarter and a half. 40 000 unless told. */
  readonly requests?: number;
  /** Relative half-width of the interval at which to stop; beyond three probes, others of the same length are added, up to eight. */
  readonly precision?: number;
  /** Share of the mix below which a class is not judged, unless all are rarer; 0 unless told: every class is, as theory does. */
  readonly leastShare?: number;
}

/** A capacity decided by simulation, with its 95 % confidence interval: chance alone, the inputs taken as they are. */
export interface SimulatedCapacity extends CapacityFound {
  readonly confidence: Interval;
  readonly solution: SimulatedSolution;
}

const REQUESTS = 40_000;
const LENGTHS = [0.25, 0.5, 1] as const;
const MOST_PROBES = 8;
/** A probe closer than this to where the first station is full would never be steady. */
const STEADY = 0.97;
const NEARLY_FULL = 0.999;

/**
 * The largest open arrival rate that meets the objective, by simulation with theory as a control variate. Each probe counts the slow answers of the
 * classes near their limit; the correction is the load at which theory expects as many; the answer is where the theory, so corrected, leaves the
 * objective. The next probe is there. Where errors are over the objective at the answer, the rate at which they are not, by bisection.
 */
export function capacityBySimulation(
  compiled: CompiledModel,
  objective: Objective,
  { seed, start, requests = REQUESTS, precision = 1, leastShare = 0 }: CapacitySimulationOptions,
): SimulatedCapacity {
  requirePercentile(objective.percentile);
  const model = openModel(compiled);
  const limits = limitsOf(model, objective);
  const full = saturationOf(compiled);
  const tables = expectedAround(model, limits, objective, {
    start: clampStart(start, full),
    full,
    leastShare,
  });
  const probing: Probing = { compiled, objective, limits, tables, budget: { events: MOST_EVENTS } };
  const seen = (rate: number, length: number, stream: number) =>
    probeAt(probing, rate, Math.ceil(length * requests), stream);
  const probes = tables.map((): Probe[] => []);
  const estimated = () => estimateOf(tables, probes, 1 - objective.percentile);
  let estimate = estimated();
  let result: RunResult | undefined;
  for (let i = 0; i < MOST_PROBES; i++) {
    if (i >= LENGTHS.length && estimate.high - estimate.low <= 2 * precision) break;
    const last = seen(Math.min(Math.exp(estimate.load), STEADY * full), LENGTHS[i] ?? 1, seed + i);
    result = last.result;
    for (const [t, probe] of last.probes.entries()) probes[t]?.push(probe);
    estimate = estimated();
    if (result.exhausted) break;
  }
  const most = NEARLY_FULL * full;
  const late = Math.min(most, Math.exp(estimate.load));
  const hold = (one: RunResult) => one.exhausted || errorsHold(one, objective, judgedIn(compiled, leastShare));
  const rate = hold(result as RunResult) ? late : (rateByErrors(seen, late, hold) ?? late);
  const limitingClass = rate < most ? estimate.worst : -1;
  const limiting = compiled.classes[limitingClass]?.id;
  const solution = solutionOf(compiled, result as RunResult, objective.percentile);
  const bottleneck = bottleneckOf(model, openState(model, rate), { rate, saturation: full, limitingClass });
  return {
    throughput: rate,
    confidence: {
      low: Math.min(rate, Math.exp(estimate.low)),
      typical: rate,
      high: rate < late ? rate : Math.min(most, Math.exp(estimate.high)),
    },
    saturation: full,
    ...(limiting === undefined ? {} : { limitingClass: limiting }),
    ...bottleneck,
    utilization: solution.stations.find(({ id }) => id === bottleneck.station)?.utilization ?? 1,
    solution,
    overWhenIdle: limits.overWhenIdle,
  };
}

/** What a probe at one rate shows; its rate is the one that its work came to. */
function probeAt(probing: Probing, rate: number, requests: number, seed: number) {
  const workload = { kind: 'open', rate, mix: mixOf(probing.compiled) } as const;
  const { tallies, result } = countSlow(probing, workload, requests, seed);
  const real = Math.log(rate * realised(result, probing.tables[0] as Expected, rate));
  return { probes: tallies.map((tally) => ({ ...tally, rate: real })), result };
}

/**
 * Work that came to the fullest station, over what the rate should bring. Chance brings more or less of it, of long work above all: counted with the
 * rate, it is taken off the error of the correction.
 */
function realised({ sim, duration }: RunResult, { fullest, demand }: Expected, rate: number): number {
  if (fullest < 0) return 1;
  const first = sim.firstCopy[fullest] as number;
  let busy = 0;
  for (let copy = first; copy < first + (sim.copies[fullest] as number); copy++) busy += sim.busyTime[copy] as number;
  return busy > 0 ? busy / (rate * duration * demand) : 1;
}

function clampStart(start: number, full: number): number {
  if (Number.isNaN(start)) refuse([{ kind: 'bad-number', subject: 'start', detail: 'NaN' }]);
  const most = Number.isFinite(full) ? NEARLY_FULL * full : 1e9;
  return start > 0 ? Math.min(start, most) : most / 2;
}

const HALVINGS = 7;

/** The classes that are not too rare to be judged: all of them when all are. */
function judgedIn({ classes }: CompiledModel, leastShare: number): (c: number) => boolean {
  const isCommon = (c: number) => (classes[c]?.share ?? 0) >= leastShare;
  return classes.some((_, c) => isCommon(c)) ? isCommon : () => true;
}

/** Largest rate below `bad` at which errors hold, within 1 %; undefined when there is none: it is not the load that makes them. */
function rateByErrors(
  seen: (rate: number, length: number, seed: number) => { readonly result: RunResult },
  bad: number,
  hold: (result: RunResult) => boolean,
): number | undefined {
  let [low, high] = [0, bad];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    const { result } = seen(middle, 1, 0);
    if (result.exhausted) break;
    if (hold(result)) low = middle;
    else high = middle;
  }
  return low === 0 ? undefined : low;
}
