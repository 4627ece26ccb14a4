import type { Objective } from '../model/objective.ts';
import { classLaw, errorsOf, exceeds } from './class-law.ts';
import type { CompiledModel } from './compile.ts';
import { contendersOf } from './contenders.ts';
import { crossing } from './crossing.ts';
import { hardBound, type Limits } from './limits.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { isStable, openState } from './open-state.ts';
import { tailBound } from './percentile.ts';
import type { OpenState } from './waits.ts';

/**
 * Rate at which the first station, rate limit or pool is full, requests per second; Infinity when nothing ever is. A pool is full when its
 * tokens cannot turn round any faster, whatever is inside (flow-equivalent throughput).
 */
export function saturationOf(compiled: CompiledModel): number {
  return saturation(openModel(compiled), FINE);
}

const FINE = 1e-4;

function saturation(model: OpenModel, precision: number): number {
  const bound = hardBound(model);
  const { stations, groups } = model.compiled;
  if (groups.length === 0 && !stations.some((station) => station.type === 'pool')) return bound;
  if (!Number.isFinite(bound)) return bound;
  if (isStable(model, bound * (1 - 1e-9))) return bound;
  let [good, bad] = [0, bound];
  while (bad - good > precision * bad) {
    const middle = (good + bad) / 2;
    if (isStable(model, middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Where the search ended. */
export interface CapacitySearch {
  readonly rate: number;
  readonly saturation: number;
  /** −1 when no single class decides. */
  readonly limitingClass: number;
}

export interface SearchOptions {
  readonly precision: number;
  /** Share of the saturation where the answer is expected. */
  readonly expected?: number;
}

/** Looked at so much above where the answer is expected: all are then seen once where they fail, and few again below. */
const ABOVE = 1.02;

interface Search {
  readonly model: OpenModel;
  readonly objective: Objective;
  readonly limits: Limits;
  readonly contenders: readonly number[];
  readonly precision: number;
  /** Most that each contender's excess can be at rates up to `knownUpTo`, from a look at that rate. */
  readonly atMost: Float64Array;
  knownUpTo: number;
}

/** A rate, the class that fails most there (−1 for the mix, or when the rate is not stable) and by how much: below 0, it holds. */
interface Point {
  readonly rate: number;
  readonly worst: number;
  readonly excess: number;
}

const ENDLESS_RATE = 1e9;
const EXPECTED = 0.7;
/** Excess where nothing is stable, and the most and the least counted: logarithms. */
const MOST = 20;
const MOST_ROUNDS = 12;

/**
 * The largest rate at which nothing fails. Excess = ln(share of requests over the limit ÷ share allowed) grows smoothly with the rate. All
 * contenders are looked at where the answer is expected; the zero of the worst is then found alone, and all are looked at again there, until
 * the worst at the zero is the class itself.
 */
export function searchCapacity(
  model: OpenModel,
  objective: Objective,
  limits: Limits,
  { precision, expected }: SearchOptions,
): CapacitySearch {
  const full = saturation(model, Math.max(FINE, precision / 4));
  const high = Number.isFinite(full) ? full : ENDLESS_RATE;
  const contenders = objective.judges === 'the mix' ? [] : contendersOf(model, limits);
  const atMost = new Float64Array(contenders.length);
  const search: Search = { model, objective, limits, contenders, precision, atMost, knownUpTo: 0 };
  let good: Point = { rate: 0, worst: -1, excess: -MOST };
  let bad: Point = { rate: high, worst: -1, excess: MOST };
  let guess = high * Math.min(1 - precision, expected === undefined ? EXPECTED : ABOVE * expected);
  for (let round = 0; round < MOST_ROUNDS && bad.rate - good.rate > precision * bad.rate; round++) {
    const point = worstAt(search, guess);
    if (point.excess <= 0) good = point;
    else bad = point;
    if (bad.rate === high) {
      guess = high * (1 - 0.9 * precision);
      continue;
    }
    guess = zeroOf(search, bad.worst, good, bad);
    if (guess <= good.rate) break;
  }
  const { rate } = good;
  return { rate, saturation: full, limitingClass: rate >= high * (1 - 2 * precision) ? -1 : bad.worst };
}

/** Whether nothing fails at a rate: a look at one state, where the largest such rate takes a search. The class named `likely` is looked at first. */
export function holdsAt(model: OpenModel, objective: Objective, limits: Limits, rate: number, likely = -1): boolean {
  const state = openState(model, rate);
  if (!state.stable) return false;
  if (objective.judges === 'the mix') return excessOfMix(model, state, objective, limits) <= 0;
  const holds = (c: number): boolean => excessOf(model, state, c, objective, limits, 0) <= 0;
  if (likely >= 0 && !holds(likely)) return false;
  return model.compiled.classes.every((_, c) => c === likely || holds(c));
}

/** The largest rate, to the precision, at which one class holds, between one where it does and one where it does not. */
function zeroOf(search: Search, c: number, good: Point, bad: Point): number {
  const { low } = crossing((rate) => excessAt(search, rate, c), {
    low: good.rate,
    atLow: good.worst === c ? Math.min(good.excess, -1e-12) : -MOST,
    high: bad.rate,
    atHigh: bad.excess,
    precision: search.precision,
  });
  return low;
}

/** Excess of a class, or of the mix when `c` is −1. */
function excessAt({ model, objective, limits }: Search, rate: number, c: number): number {
  const state = openState(model, rate);
  if (!state.stable) return MOST;
  return c < 0 ? excessOfMix(model, state, objective, limits) : excessOf(model, state, c, objective, limits);
}

/** The class that fails most. Excess grows with the rate: one that a look at a higher rate has shown to be below the worst is not looked at again. */
function worstAt(search: Search, rate: number): Point {
  const { model, objective, limits, contenders, atMost } = search;
  const state = openState(model, rate);
  if (!state.stable) return { rate, worst: -1, excess: MOST };
  if (objective.judges === 'the mix') {
    return { rate, worst: -1, excess: excessOfMix(model, state, objective, limits) };
  }
  const known = rate <= search.knownUpTo;
  let [worst, most] = [-1, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < contenders.length; i++) {
    if (known && (atMost[i] as number) < most) continue;
    const c = contenders[i] as number;
    const excess = excessOf(model, state, c, objective, limits, most);
    if (!known) atMost[i] = excess;
    if (excess > most) [worst, most] = [c, excess];
  }
  if (!known) search.knownUpTo = rate;
  return { rate, worst, excess: most };
}

/** Excess of a class; only a bound of it when that is enough to know it below `most`. */
function excessOf(
  model: OpenModel,
  state: OpenState,
  c: number,
  objective: Objective,
  limits: Limits,
  most = Number.NEGATIVE_INFINITY,
): number {
  const limit = limits.byClass[c] as number;
  const law = classLaw(model, state, c);
  const errors = errorsOf(model, state, c);
  const atMost = excess(tailBound(limit, law), errors, objective);
  return atMost < most ? atMost : excess(exceeds(limit, law), errors, objective);
}

function excessOfMix(model: OpenModel, state: OpenState, objective: Objective, limits: Limits): number {
  let errors = 0;
  let over = 0;
  model.compiled.classes.forEach(({ share }, c) => {
    errors += share * errorsOf(model, state, c);
    over += share * exceeds(limits.ofMix, classLaw(model, state, c));
  });
  return excess(over, errors, objective);
}

function excess(over: number, errors: number, objective: Objective): number {
  const slow = Math.log(over / (1 - objective.percentile));
  const failed = errors === 0 ? Number.NEGATIVE_INFINITY : Math.log(errors / objective.errors);
  return Math.min(MOST, Math.max(-MOST, slow, failed));
}
