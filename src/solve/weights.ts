import { type Blueprint, type CompiledModel, price } from './compile.ts';
import { openModel } from './open-model.ts';

/** What the capacity of a mix depends on, but for how variable its waits are. */
export interface Weights {
  /** By station: service demand of the mix, seconds, and the sum of its squared pieces. */
  readonly demand: Float64Array;
  readonly square: Float64Array;
  /** Requests per second of one copy; Infinity without a limit. */
  readonly rateLimit: Float64Array;
  /** Demands of the class that limits, then its mean time when idle, seconds; nothing when no class does. */
  readonly ofLimiting: Float64Array;
}

/** Weights of a priced model. `limiting` is the index of a class, or −1. */
export function weightsOf(compiled: CompiledModel, limiting: number): Weights {
  const { demand, square } = openModel(compiled);
  const rateLimit = Float64Array.from(compiled.stations, (station) => station.rateLimit);
  return { demand, square, rateLimit, ofLimiting: limiting < 0 ? new Float64Array(0) : rowOf(compiled, limiting) };
}

/**
 * Weights once some values are others, when only `touched` classes depend on those: they alone are priced again. `before` and `compiled` are those
 * of the model as it was.
 */
export function weightsMoved(
  before: Weights,
  { draft, compiled, touched, limiting }: Moved,
  values: Float64Array,
): Weights {
  const classes = touched.map((c) => draft.classes[c] as Blueprint['classes'][number]);
  const again = price({ ...draft, classes }, values);
  const [demand, square] = [before.demand.slice(), before.square.slice()];
  touched.forEach((c, i) => {
    const { share } = compiled.classes[c] as CompiledModel['classes'][number];
    for (const [into, of] of [
      [demand, 'demand'],
      [square, 'square'],
    ] as const) {
      addRow(again.loads[of], i, share, into);
      addRow(compiled.loads[of], c, -share, into);
    }
  });
  const rateLimit = Float64Array.from(again.stations, (station) => station.rateLimit);
  const i = touched.indexOf(limiting);
  return { demand, square, rateLimit, ofLimiting: i < 0 ? before.ofLimiting : rowOf(again, i) };
}

/** A model as it was, and the classes that another value touches. */
export interface Moved {
  readonly draft: Blueprint;
  readonly compiled: CompiledModel;
  readonly touched: readonly number[];
  readonly limiting: number;
}

/** Whether no weight has moved by more than a share of what it was. */
export function alike(a: Weights, b: Weights, share: number): boolean {
  const near = (one: Float64Array, other: Float64Array, of = share) =>
    one.every((value, i) => value === other[i] || Math.abs(value - (other[i] as number)) <= of * Math.abs(value));
  return (
    near(a.demand, b.demand) &&
    // Twice the share of a square is the share of its root.
    near(a.square, b.square, 2 * share) &&
    near(a.rateLimit, b.rateLimit) &&
    near(a.ofLimiting, b.ofLimiting)
  );
}

function addRow(of: Float64Array, c: number, times: number, into: Float64Array): void {
  const row = c * into.length;
  for (let s = 0; s < into.length; s++) into[s] = (into[s] as number) + times * (of[row + s] as number);
}

function rowOf({ loads, stations }: CompiledModel, c: number): Float64Array {
  const row = new Float64Array(stations.length + 1);
  row.set(loads.demand.subarray(c * stations.length, (c + 1) * stations.length));
  row[stations.length] = loads.idleMean[c] as number;
  return row;
}
