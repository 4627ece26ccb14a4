import { expect, test } from 'vitest';
import type { Answer, Histogram } from '../../src/load/index.ts';
import { judge, openLoad, quantile, seeded, timesOf } from '../../src/load/index.ts';
import { constant, serve } from './servers.ts';
import { virtualClock } from './virtual-clock.ts';

const request = { class: 'GET /', method: 'GET', path: '/' };
const next = () => request;
const ok: Answer = { status: 200, bytes: 10 };

/** Answers after 5 ms, but nothing at all from the eighth to the tenth second. */
async function onFreezingServer(seed: number) {
  const clock = virtualClock();
  const send = (): Promise<Answer> =>
    new Promise((resolve) => {
      const now = clock.now();
      const frozen = now >= 8000 && now < 10_000;
      clock.at((frozen ? 10_000 : now) + 5, () => resolve(ok));
    });
  return timesOf(await clock.run(openLoad({ send, next, rate: 100, seconds: 20, random: seeded(seed), clock })));
}

test('a server that freezes two seconds in twenty shows it: no coordinated omission', async () => {
  const times: Histogram[] = [];
  for (let seed = 1; seed <= 9; seed++) times.push(await onFreezingServer(seed));
  const middle = (share: number): number => times.map((each) => quantile(each, share)).sort((a, b) => a - b)[4] ?? 0;
  // A tenth of the arrivals wait U(0, 2 s): p95 = 1.005 s and p99 = 1.805 s, by arithmetic. How many come meanwhile is chance: medians.
  expect(Math.abs(middle(0.95) / 1.005 - 1)).toBeLessThanOrEqual(0.15);
  expect(Math.abs(middle(0.99) / 1.805 - 1)).toBeLessThanOrEqual(0.1);
  expect(middle(0.5)).toBeLessThan(0.01);
});

test('arrivals bunch as those of people who know nothing of each other: index of dispersion near one', async () => {
  const clock = virtualClock();
  const counts = new Map<number, number>();
  const send = async (): Promise<Answer> => {
    const bin = Math.floor(clock.now() / 10);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
    return ok;
  };
  const outcome = await clock.run(openLoad({ send, next, rate: 500, seconds: 40, random: seeded(3), clock }));
  const bins = Array.from({ length: 4000 }, (_, i) => counts.get(i) ?? 0);
  const mean = bins.reduce((sum, count) => sum + count, 0) / bins.length;
  const variance = bins.reduce((sum, count) => sum + (count - mean) ** 2, 0) / bins.length;
  expect(outcome.requests).toBe(20_000);
  expect(variance / mean).toBeGreaterThanOrEqual(0.9);
  expect(variance / mean).toBeLessThanOrEqual(1.5);
});

test('a starved generator voids its run, however well the application did', async () => {
  const clock = virtualClock(80);
  const outcome = await clock.run(
    openLoad({ send: async () => ok, next, rate: 50, seconds: 10, random: seeded(3), clock }),
  );
  expect(outcome.watch.lag).toBeGreaterThan(0.05);
  expect(outcome.watch.starved).toBe('late');
  expect(judge(outcome, { percentile: 0.95, responseTime: 1, errors: 0.01 }).void).toBe(true);
});

test('requests beyond the cap fail at once and are counted', async () => {
  const clock = virtualClock();
  const send = (): Promise<Answer> => new Promise((resolve) => clock.at(clock.now() + 5000, () => resolve(ok)));
  const outcome = await clock.run(
    openLoad({ send, next, rate: 100, seconds: 3, random: seeded(1), mostInFlight: 20, tolerance: 1, clock }),
  );
  expect(outcome.dropped).toBeGreaterThan(200);
  expect(outcome.failed).toBe(outcome.dropped);
  expect(outcome.classes.get('GET /')?.answers.get('dropped')).toBe(outcome.dropped);
});

test('an application that is gone ends the load: what was answered before is kept', async () => {
  const clock = virtualClock();
  const send = async (): Promise<Answer> => (clock.now() < 5000 ? ok : { status: 0, bytes: 0, error: 'ECONNREFUSED' });
  const outcome = await clock.run(
    openLoad({ send, next, rate: 100, seconds: 60, random: seeded(1), clock, tolerance: 1 }),
  );
  expect(outcome.stopped).toBe('errors');
  expect(outcome.classes.get('GET /')?.answers.get('200')).toBeGreaterThan(400);
  expect(clock.now()).toBeLessThan(10_000);
});

test('a rate that can no longer pass is left early', async () => {
  const clock = virtualClock();
  const send = serve(clock, { servers: 1, service: constant(0.02) }, seeded(1));
  const outcome = await clock.run(
    openLoad({ send, next, rate: 100, seconds: 60, random: seeded(1), tooLate: () => 0.5, clock }),
  );
  expect(outcome.stopped).toBe('late');
  expect(judge(outcome, { percentile: 0.95, responseTime: 0.5, errors: 0.01 }).passed).toBe(false);
});

test('a queue that grows is seen before it is slow', async () => {
  const clock = virtualClock();
  const send = serve(clock, { servers: 1, service: constant(0.01) }, seeded(1));
  const outcome = await clock.run(
    openLoad({ send, next, rate: 106, seconds: 12, random: seeded(1), clock, tolerance: 1 }),
  );
  const verdict = judge(outcome, { percentile: 0.95, responseTime: 1, errors: 0.01 });
  expect(quantile(timesOf(outcome), 0.95)).toBeLessThan(1);
  expect(verdict).toMatchObject({ passed: false, because: 'backlog' });
});

test('the budget of requests holds, and what is due during the warm-up is not counted', async () => {
  const clock = virtualClock();
  const counted = await clock.run(
    openLoad({ send: async () => ok, next, rate: 50, seconds: 4, warmUp: 2, random: seeded(1), clock }),
  );
  expect(counted.requests).toBe(200);
  const bounded = await clock.run(
    openLoad({ send: async () => ok, next, rate: 50, seconds: 60, random: seeded(1), mostRequests: 30, clock }),
  );
  expect(bounded).toMatchObject({ requests: 30, stopped: 'budget' });
});

test('an interrupted load gives what it has', async () => {
  const clock = virtualClock();
  const interruption = new AbortController();
  clock.at(3000, () => interruption.abort());
  const { signal } = interruption;
  const outcome = await clock.run(
    openLoad({ send: async () => ok, next, rate: 50, seconds: 60, random: seeded(1), signal, clock }),
  );
  expect(outcome.stopped).toBe('interrupted');
  expect(outcome.requests).toBeGreaterThan(100);
});
