import type { Tasks } from './tasks.ts';

/**
 * Next uniform number in ]0, 1[ of a task. Each request has a generator of its own (mulberry32, seeded by its number), so the n-th request draws
 * the same services at every load: common random numbers, hence smooth curves.
 */
export function draw(tasks: Tasks, task: number): number {
  return ((drawInteger(tasks, task) >>> 0) + 0.5) / 4294967296;
}

/** Next random 32-bit integer of a task. */
export function drawInteger(tasks: Tasks, task: number): number {
  const state = ((tasks.random[task] as number) + 0x6d2b79f5) | 0;
  tasks.random[task] = state;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return t ^ (t >>> 14);
}

/** As many as a counter holds; no run gets to the end of them. */
const MOST_TURNS = 2 ** 31 - 1;

/** An integer of this mean: its whole part, and one more with the probability of the rest. */
export function drawTurns(tasks: Tasks, task: number, mean: number): number {
  if (mean > MOST_TURNS) return MOST_TURNS;
  const whole = Math.floor(mean);
  return whole === mean ? whole : whole + (draw(tasks, task) < mean - whole ? 1 : 0);
}
