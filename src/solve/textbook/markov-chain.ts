import { requireAmount } from './arguments.ts';

/** Rate at which a state of a chain leads to another. */
export interface Transition<State> {
  readonly to: State;
  /** Per second. */
  readonly rate: number;
}

/** A continuous-time Markov chain in its steady state. */
export interface SteadyState<State> {
  readonly states: readonly State[];
  readonly probabilities: Float64Array;
  /** Mean of a function of the state. */
  readonly mean: (of: (state: State) => number) => number;
}

/** States beyond which a chain is refused: it would take minutes. */
const MOST_STATES = 200_000;
const MOST_SWEEPS = 200_000;
const PRECISION = 1e-13;

/**
 * Exact answer for a small system: every state that can be reached from `start` is enumerated, then the balance equations
 * π_j Σq_jk = Σπ_i q_ij are solved by Gauss–Seidel sweeps (Stewart, Introduction to the Numerical Solution of Markov Chains, 1994, §3.3).
 * States are told apart by `JSON.stringify`. Throws a RangeError beyond 200 000 states. For tests and for small models, not for capacity.
 */
export function steadyState<State>(
  start: State,
  from: (state: State) => readonly Transition<State>[],
): SteadyState<State> {
  const index = new Map([[JSON.stringify(start), 0]]);
  const states = [start];
  const [sources, targets, rates]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < states.length; i++) {
    for (const { to, rate } of from(states[i] as State)) {
      if (rate === 0) continue;
      requireAmount('rate', rate);
      const key = JSON.stringify(to);
      const known = index.get(key) ?? states.push(to) - 1;
      index.set(key, known);
      if (states.length > MOST_STATES) throw new RangeError(`more than ${MOST_STATES} states`);
      if (known === i) continue;
      sources.push(i);
      targets.push(known);
      rates.push(rate);
    }
  }
  const probabilities = balance(states.length, sources, targets, rates);
  const mean = (of: (state: State) => number) =>
    states.reduce((sum, state, i) => sum + (probabilities[i] as number) * of(state), 0);
  return { states, probabilities, mean };
}

/** Incoming transitions grouped by state, then sweeps until nothing moves. */
function balance(size: number, sources: readonly number[], targets: readonly number[], rates: readonly number[]) {
  const first = new Int32Array(size + 1);
  for (const target of targets) first[target + 1] = (first[target + 1] as number) + 1;
  for (let i = 0; i < size; i++) first[i + 1] = (first[i + 1] as number) + (first[i] as number);
  const place = first.slice();
  const origin = new Int32Array(sources.length);
  const weight = new Float64Array(sources.length);
  const outflow = new Float64Array(size);
  sources.forEach((source, t) => {
    const at = place[targets[t] as number] as number;
    place[targets[t] as number] = at + 1;
    origin[at] = source;
    weight[at] = rates[t] as number;
    outflow[source] = (outflow[source] as number) + (rates[t] as number);
  });
  const pi = new Float64Array(size).fill(1 / size);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let [total, moved] = [0, 0];
    for (let j = 0; j < size; j++) {
      let inflow = 0;
      const end = first[j + 1] as number;
      for (let t = first[j] as number; t < end; t++)
        inflow += (pi[origin[t] as number] as number) * (weight[t] as number);
      const next = inflow / (outflow[j] as number);
      moved = Math.max(moved, Math.abs(next - (pi[j] as number)));
      pi[j] = next;
      total += next;
    }
    for (let j = 0; j < size; j++) pi[j] = (pi[j] as number) / total;
    if (moved < PRECISION) break;
  }
  return pi;
}
