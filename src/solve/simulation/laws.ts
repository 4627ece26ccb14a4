import { logGamma, upperGamma } from '../percentile.ts';

/**
 * Laws of service times of mean 1, as tables of quantiles: one uniform number and one look-up per draw, no logarithm. A table has 32 cells per
 * octave of the tail probability q, from 1 down to 2⁻³², linear in q inside a cell. The gamma law of each squared coefficient of variation: moments
 * within 0.01 %, and the n-th quantile moves with the n-th, so that a shorter service is drawn by the same number at every load.
 */
const OCTAVES = 32;
const CELL_BITS = 5;
const CELLS = 1 << CELL_BITS;
const ROW = CELLS + 1;
export const LAW_SIZE = OCTAVES * ROW;
const INSIDE_CELL = (1 << (32 - CELL_BITS)) - 1;
const PER_CELL = 1 / (INSIDE_CELL + 1);

/** In place of the table of a constant. */
export const CONSTANT = -1;

const known = new Map<number, Float64Array>();

/** Table of the gamma law of mean 1 with this squared coefficient of variation, above 0. */
export function lawOf(variability: number): Float64Array {
  const table = known.get(variability) ?? tableOf(1 / variability);
  known.set(variability, table);
  return table;
}

/** Multiplies a mean, in place, by the value at a random 32-bit integer of the table that begins at `base`. */
export function scaleByLaw(mean: Float64Array, tables: Float64Array, base: number, random: number): void {
  const tail = random | 1;
  const octave = Math.clz32(tail);
  const inside = tail << (octave + 1);
  const at = base + octave * ROW + (inside >>> (32 - CELL_BITS));
  const low = tables[at] as number;
  const part = (inside & INSIDE_CELL) * PER_CELL;
  mean[0] = (mean[0] as number) * (low + part * ((tables[at + 1] as number) - low));
}

function tableOf(shape: number): Float64Array {
  const table = new Float64Array(LAW_SIZE);
  let [before, above] = [0, 0];
  for (let octave = 0; octave < OCTAVES; octave++) {
    const row = octave * ROW;
    table[row + CELLS] = above;
    for (let cell = CELLS - 1; cell >= 0; cell--) {
      const guess = above === 0 ? shape : 2 * above - before;
      [before, above] = [above, quantile(shape, (1 + cell / CELLS) * 2 ** -(octave + 1), above, guess)];
      table[row + cell] = above;
    }
  }
  return ofMeanOne(withFirstCell(table, shape));
}

/** The cell of the shortest times, curved: its end is such that its mean is right. */
function withFirstCell(table: Float64Array, shape: number): Float64Array {
  const edge = table[CELLS - 1] as number;
  const share = 1 / (2 * CELLS);
  // E[X; X ≤ x] of a gamma law is its mean times the distribution function one shape further.
  const mean = (shape * (1 - upperGamma(shape + 1, edge))) / share;
  table[CELLS] = Math.max(0, 2 * mean - edge);
  return table;
}

/**
 * Time exceeded with probability `tail` by a gamma law of scale 1, above `low`: Newton on the logarithm from a guess, inside a bracket. It
 * converges quadratically, so that a step of 1e-5 leaves 1e-10.
 */
function quantile(shape: number, tail: number, low: number, guess: number): number {
  if (shape === 1) return -Math.log(tail);
  let [from, to, x] = [low, Number.POSITIVE_INFINITY, guess];
  for (let i = 0; i < 100; i++) {
    const at = upperGamma(shape, x);
    if (at > tail) from = x;
    else to = x;
    const slope = Math.exp((shape - 1) * Math.log(x) - x - logGamma(shape)) / at;
    const next = x + Math.log(at / tail) / slope;
    if (Math.abs(next - x) < 1e-5 * x) return next;
    x = next > from && next < to ? next : to < Number.POSITIVE_INFINITY ? (from + to) / 2 : 2 * x;
  }
  return x;
}

/** Divides by the mean, so that what is drawn has mean 1. */
function ofMeanOne(table: Float64Array): Float64Array {
  let mean = 0;
  for (let octave = 0; octave < OCTAVES; octave++) {
    let row = 0;
    for (let cell = 0; cell < CELLS; cell++) {
      row += (table[octave * ROW + cell] as number) + (table[octave * ROW + cell + 1] as number);
    }
    mean += (row / 2 / CELLS) * 2 ** -(octave + 1);
  }
  return table.map((time) => time / mean);
}
