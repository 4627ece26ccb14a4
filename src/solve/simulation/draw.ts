import type { Tasks } from './state.ts';

/**
 * Next uniform number in ]0, 1[ of a task. Each request has a generator of its own (mulberry32, seeded by its number), so the n-th request draws
 * the same services at every load: common random numbers, hence smooth curves.
 */
export function draw(tasks: Tasks, task: number): number {
  const state = ((tasks.random[task] as number) + 0x6d2b79f5) | 0;
  tasks.random[task] = state;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
}

/** A service time of this mean and squared coefficient of variation: constant, exponential or gamma. */
export function drawService(tasks: Tasks, task: number, mean: number, variability: number): number {
  if (variability === 0) return mean;
  if (variability === 1) return -mean * Math.log(draw(tasks, task));
  if (variability === 0.25) return erlang4(tasks, task, mean);
  return mean * variability * drawGamma(tasks, task, 1 / variability);
}

/** Four exponentials one after the other, by one logarithm. */
function erlang4(tasks: Tasks, task: number, mean: number): number {
  const two = draw(tasks, task) * draw(tasks, task);
  return (-mean / 4) * Math.log(two * draw(tasks, task) * draw(tasks, task));
}

/** Marsaglia & Tsang, ACM TOMS 26(3) 2000; below 1 by the usual power of a uniform. */
function drawGamma(tasks: Tasks, task: number, shape: number): number {
  if (shape < 1) return drawGamma(tasks, task, shape + 1) * draw(tasks, task) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(draw(tasks, task))) * Math.cos(2 * Math.PI * draw(tasks, task));
    const v = (1 + c * x) ** 3;
    const u = draw(tasks, task);
    if (v > 0 && u < 1 - 0.0331 * x ** 4) return d * v;
    if (v > 0 && Math.log(u) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** An integer of this mean: its whole part, and one more with the probability of the rest. */
export function drawTurns(tasks: Tasks, task: number, mean: number): number {
  const whole = Math.floor(mean);
  return whole === mean ? whole : whole + (draw(tasks, task) < mean - whole ? 1 : 0);
}
