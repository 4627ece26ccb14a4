import { describe, expect, test } from 'vitest';
import { judge, type Limits, openLoad, seeded, seekCapacity } from '../../src/load/index.ts';
import { constant, exponential, type Queue, serve, trueCapacity } from './servers.ts';
import { virtualClock } from './virtual-clock.ts';

const request = { class: 'GET /', method: 'GET', path: '/' };

/** A whole search on a simulated server, in virtual time. */
async function search(queue: Queue, limits: Limits, seed: number, predicted: number) {
  const clock = virtualClock();
  const send = serve(clock, queue, seeded(seed));
  const found = await clock.run(
    seekCapacity({
      plan: { lateShare: 1 - limits.percentile, mostSeconds: 115, predicted },
      probe: async ({ rate, seconds }, i) => {
        const from = clock.now();
        const random = seeded(1000 * seed + i);
        const tooLate = () => limits.responseTime;
        const next = () => request;
        const outcome = await openLoad({ send, next, rate, seconds, warmUp: seconds / 5, random, tooLate, clock });
        // The turns of the virtual clock keep this process busy, which says nothing of the load.
        return { ...judge(outcome, limits), void: false, rate, seconds: (clock.now() - from) / 1000 };
      },
    }),
  );
  return { ...found, seconds: clock.now() / 1000 };
}

const queues: readonly { readonly name: string; readonly queue: Queue; readonly limit: number }[] = [
  { name: 'M/M/1', queue: { servers: 1, service: exponential(0.008) }, limit: 0.2 },
  { name: 'M/D/1', queue: { servers: 1, service: constant(0.008) }, limit: 0.1 },
  { name: 'ten pooled connections', queue: { servers: 10, service: exponential(0.05) }, limit: 0.4 },
  { name: 'twenty calls outside at once', queue: { servers: 20, service: constant(0.3) }, limit: 0.9 },
];
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Predictions are wrong by this much, either way. */
const wrongBy = [0.7, 1, 1.3];

describe.each(queues)('the capacity search on $name', ({ queue, limit }) => {
  const limits: Limits = { percentile: 0.95, responseTime: limit, errors: 0.01 };
  const truth = trueCapacity(queue, limit, 0.95, () => seeded(77));

  test('is within 10 % of the truth for every seed, spreads by less than 5 %, and takes less than two minutes', async () => {
    const found = [];
    for (const seed of seeds) found.push(await search(queue, limits, seed, truth * (wrongBy[seed % 3] ?? 1)));
    const ratios = found.map(({ capacity = 0 }) => capacity / truth);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    const deviation = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / ratios.length);
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(0.1);
    expect(deviation).toBeLessThanOrEqual(0.05);
    for (const { seconds } of found) expect(seconds).toBeLessThan(120);
  }, 60_000);
});

test('the M/M/1 queue agrees with theory: λ = μ − ln 20 ÷ T', () => {
  const truth = trueCapacity({ servers: 1, service: exponential(0.008) }, 0.2, 0.95, () => seeded(77));
  expect(truth / (125 - Math.log(20) / 0.2)).toBeCloseTo(1, 1);
});
