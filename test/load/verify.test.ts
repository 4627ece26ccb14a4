import { expect, test } from 'vitest';
import { type Answer, type Outgoing, seeded } from '../../src/load/index.ts';
import { measureCapacity, weighed } from '../../src/verify/index.ts';
import { exponential, serve } from './servers.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

const request = { class: 'GET /', method: 'GET', path: '/' };
const limits = { percentile: 0.95, responseTime: 0.2, errors: 0.01 };

/** A whole verification in virtual time. */
function verify(
  clock: VirtualClock,
  send: (request: Outgoing) => Promise<Answer>,
  further: Partial<Parameters<typeof measureCapacity>[0]> = {},
) {
  return clock.run(
    measureCapacity({
      send,
      next: () => request,
      limits,
      predicted: 90,
      mostSeconds: 150,
      mostRequests: 1e6,
      mostRate: 5000,
      databaseProcessors: 1,
      clock,
      ...further,
    }),
  );
}

test('finds the capacity, what was busy there, and the response times at half of it', async () => {
  const clock = virtualClock();
  let served = 0;
  const queue = serve(clock, { servers: 1, service: exponential(0.008) }, seeded(1));
  const send = (asked: Outgoing): Promise<Answer> => {
    served++;
    return queue(asked);
  };
  const accounts = () => ({ application: { all: served * 0.009, loop: served * 0.008 }, database: served * 0.002 });
  const { outcome, measured } = await verify(clock, send, { accounts });
  expect(outcome).toBe('complete');
  expect(Math.abs((measured.capacity ?? 0) / 110 - 1)).toBeLessThanOrEqual(0.1);
  expect(measured.bottleneck).toBe('event-loop');
  expect(measured.utilization['event-loop']).toBeGreaterThan(0.7);
  expect(measured.half?.rate).toBeCloseTo((measured.capacity ?? 0) / 2);
  expect(measured.half?.p95).toBeLessThan(0.1);
});

test('requests that wait without using a processor are told apart', async () => {
  const clock = virtualClock();
  const send = serve(clock, { servers: 10, service: exponential(0.05) }, seeded(1));
  const accounts = () => ({ application: { all: 0, loop: 0 } });
  const { measured } = await verify(clock, send, { accounts, limits: { ...limits, responseTime: 0.4 } });
  expect(measured.bottleneck).toBe('elsewhere');
});

test('an application that dies: what was measured before is kept', async () => {
  const clock = virtualClock();
  const queue = serve(clock, { servers: 1, service: exponential(0.008) }, seeded(1));
  const refused: Answer = { status: 0, bytes: 0, error: 'ECONNREFUSED' };
  const { outcome, measured } = await verify(clock, async (asked) => (clock.now() < 14_000 ? queue(asked) : refused));
  expect(outcome).toBe('gone');
  expect(measured.windows.length).toBeGreaterThan(1);
  expect(measured.passing).toBeGreaterThan(50);
});

test('a limit by address is named, not taken for a capacity', async () => {
  const clock = virtualClock();
  let answered = 0;
  const send = async (): Promise<Answer> => ({ status: ++answered > 100 ? 429 : 200, bytes: 1 });
  const { outcome, measured } = await verify(clock, send);
  expect(outcome).toBe('rate-limited');
  expect(measured.windows).toHaveLength(1);
  expect(measured.windows[0]?.refusals[0]?.reason).toBe('429');
  expect(measured.capacity).toBeUndefined();
});

test('an application that fails whatever the rate is at fault, not the load', async () => {
  const clock = virtualClock();
  const { outcome, measured } = await verify(clock, async () => ({ status: 500, bytes: 1 }), { predicted: 5 });
  expect(outcome).toBe('failing');
  expect(measured.capacity).toBeUndefined();
});

test('a starved generator gives no figure', async () => {
  const clock = virtualClock(80);
  const { outcome, measured } = await verify(clock, async () => ({ status: 200, bytes: 1 }));
  expect(outcome).toBe('void');
  expect(measured.capacity).toBeUndefined();
});

test('the rate, the requests and the interruption bound it', async () => {
  const fast = async (): Promise<Answer> => ({ status: 200, bytes: 1 });
  const bounded = await verify(virtualClock(), fast, { mostRate: 120 });
  expect(bounded.outcome).toBe('bounded');
  expect(bounded.measured.capacity).toBe(120);
  const budget = await verify(virtualClock(), fast, { mostRequests: 800 });
  expect(budget.outcome).toBe('bounded');
  const clock = virtualClock();
  const interruption = new AbortController();
  clock.at(12_000, () => interruption.abort());
  const interrupted = await verify(clock, fast, { signal: interruption.signal });
  expect(interrupted.outcome).toBe('interrupted');
  expect(interrupted.measured.windows).toHaveLength(1);
});

test('weights come from the file, or from the scenario when it has none', () => {
  const requests = [
    { class: 'GET /a', method: 'GET', path: '/a' },
    { class: 'GET /a', method: 'GET', path: '/a?page=2' },
    { class: 'GET /b', method: 'GET', path: '/b' },
    { class: 'GET /c', method: 'GET', path: '/c' },
  ];
  const mix = weighed({ requests }, { 'GET /a': 0.6, 'GET /b': 0.2, 'GET /d': 0.2 })?.mix ?? {};
  expect(Object.keys(mix)).toEqual(['GET /a', 'GET /b']);
  expect(mix['GET /a']).toBeCloseTo(0.75);
  const said = requests.map((each, i) => ({ ...each, weight: i + 1 }));
  expect(weighed({ requests: said }, {})?.mix['GET /c']).toBe(0.4);
  expect(weighed({ requests: [] }, {})).toBeUndefined();
});

test('response times at half of the capacity are not those of a starved generator', async () => {
  const clock = virtualClock();
  const queue = serve(clock, { servers: 1, service: exponential(0.008) }, seeded(1));
  const { pause } = clock;
  // The machine is taken by others once the search is over.
  const late = { ...clock, pause: (milliseconds: number) => pause(milliseconds + (clock.now() > 118_000 ? 80 : 0)) };
  const { outcome, measured } = await clock.run(
    measureCapacity({
      send: queue,
      next: () => request,
      limits,
      predicted: 90,
      mostSeconds: 150,
      mostRequests: 1e6,
      mostRate: 5000,
      databaseProcessors: 1,
      clock: late,
    }),
  );
  expect(outcome).toBe('complete');
  expect(measured.capacity).toBeGreaterThan(90);
  expect(measured.half).toBeUndefined();
});
