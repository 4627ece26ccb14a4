import { describe, expect, it } from 'vitest';
import { constant } from '../../model/expression.ts';
import type { Activity, QueueingModel } from '../../model/queueing-model.ts';
import type { Station } from '../../model/station.ts';
import { compile, simulate, simulateBurst } from '../index.ts';

function serve(station: string, seconds: number, variability = 1): Activity {
  return { kind: 'serve', station, time: constant(seconds), variability, tags: [] };
}

function sequence(...steps: Activity[]): Activity {
  return { kind: 'sequence', steps };
}

function system(stations: readonly Station[], activity: Activity, instances = 1): QueueingModel {
  return { parameters: [], stations, classes: [{ id: 'visit', activity }], instances };
}

const MIX = { visit: 1 };
const till: Station = { id: 'till', type: 'queue', servers: 1, scope: 'shared' };
const open = (rate: number) => ({ kind: 'open', rate, mix: MIX }) as const;

describe('semantics', () => {
  it('lets others in between the slices of a long job', () => {
    const stations = [{ ...till, slice: 0.1 }];
    const model: QueueingModel = {
      parameters: [],
      stations,
      instances: 1,
      classes: [
        { id: 'page', activity: serve('till', 0.001, 0) },
        { id: 'login', activity: serve('till', 0.3, 0) },
      ],
    };
    const mix = { page: 0.999, login: 0.001 };
    const compiled = compile(model, {}, mix);
    const found = simulate(compiled, { kind: 'open', rate: 50, mix }, { seed: 2, requests: 100_000 });
    const whole = simulate(
      compile({ ...model, stations: [till] }, {}, mix),
      { kind: 'open', rate: 50, mix },
      { seed: 2, requests: 100_000 },
    );
    const worst = (s: typeof found) => s.classes[0]?.responseTime ?? 0;
    expect(worst(found)).toBeLessThan(0.6 * worst(whole));
  });

  it('fails requests that wait too long for a token, and gives back what they hold', () => {
    const stations: Station[] = [
      { id: 'pool', type: 'pool', servers: 1, scope: 'shared', acquireTimeout: 0.5 },
      { id: 'outer', type: 'pool', servers: 50, scope: 'shared' },
      { id: 'away', type: 'delay', servers: 1, scope: 'shared' },
    ];
    const inner: Activity = { kind: 'hold', pool: 'pool', body: serve('away', 1, 0), tags: [] };
    const activity: Activity = { kind: 'hold', pool: 'outer', body: inner, tags: [] };
    const compiled = compile(system(stations, activity), {}, MIX);
    const found = simulate(compiled, open(2), { seed: 1, duration: 20_000 });
    expect(found.throughput).toBeLessThanOrEqual(1);
    expect(found.errors).toBeGreaterThan(0.5);
    expect(found.throughput + found.errors * 2).toBeCloseTo(2, 0);
    expect(found.stations[1]?.utilization).toBeLessThan(0.1);
  });

  it('refuses beyond a rate limit', () => {
    const limited: Station = { id: 'mail', type: 'delay', servers: 1, scope: 'shared', rateLimit: constant(10) };
    const compiled = compile(system([limited], serve('mail', 0.1, 0)), {}, MIX);
    expect(simulate(compiled, open(20), { seed: 1, duration: 2000 }).throughput).toBeCloseTo(10, 0);
    expect(simulate(compiled, open(5), { seed: 1, duration: 2000 }).errors).toBeLessThan(1e-3);
  });

  it('joins parallel branches, waits for nothing detached, and leaves early', () => {
    const away: Station = { id: 'away', type: 'delay', servers: 1, scope: 'shared' };
    const timeOf = (activity: Activity) =>
      simulate(compile(system([away], activity), {}, MIX), open(1), { seed: 1, requests: 500 }).responseTime;
    expect(timeOf({ kind: 'parallel', steps: [serve('away', 1, 0), serve('away', 3, 0)] })).toBeCloseTo(3, 9);
    const each: Activity = {
      kind: 'repeat',
      times: constant(4),
      mode: 'parallel',
      body: serve('away', 2, 0),
      tags: [],
    };
    expect(timeOf(each)).toBeCloseTo(2, 9);
    const turns: Activity = { ...each, mode: 'sequential' };
    expect(timeOf(turns)).toBeCloseTo(8, 9);
    const aside: Activity = { kind: 'detached', body: serve('away', 9, 0), tags: [] };
    expect(timeOf(sequence(aside, serve('away', 1, 0)))).toBeCloseTo(1, 9);
    const refusal: Activity = {
      kind: 'choice',
      branches: [{ probability: 1, leaves: true, body: serve('away', 1, 0) }],
    };
    expect(timeOf(sequence(refusal, serve('away', 5, 0)))).toBeCloseTo(1, 9);
  });

  it('spreads requests over instances', () => {
    const local: Station = { ...till, scope: 'instance' };
    const compiled = compile(system([local], serve('till', 1), 4), {}, MIX);
    const found = simulate(compiled, open(2), { seed: 1, requests: 100_000 });
    expect(found.stations[0]?.utilization).toBeCloseTo(0.5, 1);
    expect(Math.abs(found.responseTime / 2 - 1)).toBeLessThan(0.05);
    const turn = simulate(compiled, open(2), { seed: 1, requests: 100_000, routing: 'round-robin' });
    expect(turn.responseTime).toBeLessThan(found.responseTime);
  });

  it('conserves requests: Little’s law holds on what was simulated', () => {
    const compiled = compile(system([till], serve('till', 1)), {}, MIX);
    const found = simulate(compiled, open(0.7), { seed: 9, requests: 200_000 });
    expect(Math.abs(found.inSystem / (found.throughput * found.responseTime) - 1)).toBeLessThan(0.02);
  });
});

describe('reproducible, bounded', () => {
  it('gives the same result for the same seed, another for another', () => {
    const compiled = compile(system([till], serve('till', 1)), {}, MIX);
    const once = (seed: number) => simulate(compiled, open(0.7), { seed, requests: 5000 });
    expect(once(1)).toEqual(once(1));
    expect(once(1).responseTime).not.toBe(once(2).responseTime);
  });

  it('ends an overload, and says it is not stable', () => {
    const compiled = compile(system([till], serve('till', 1)), {}, MIX);
    const found = simulate(compiled, open(3), { seed: 1, requests: 1_000_000, maximumInSystem: 5000 });
    expect(found.stable).toBe(false);
    expect(found.events).toBeLessThan(20_000);
  });

  it('ends a deadlock: every request holds one token and waits for a second', () => {
    const stations: Station[] = [{ id: 'pool', type: 'pool', servers: 2, scope: 'shared' }, till];
    const hold = (body: Activity): Activity => ({ kind: 'hold', pool: 'pool', body, tags: [] });
    const compiled = compile(system(stations, hold(sequence(serve('till', 0.1), hold(serve('till', 0.1))))), {}, MIX);
    const found = simulate(compiled, open(4), { seed: 1, requests: 20_000 });
    expect(found.stable).toBe(false);
  });
});

describe('bursts', () => {
  const server: Station = { id: 'server', type: 'queue', servers: 1, scope: 'shared' };

  it('fluid case: 100/s served, 80/s then 150/s for 60 s: backlog 3000, 30 s late, 150 s to drain', () => {
    const compiled = compile(system([server], serve('server', 0.01)), {}, MIX);
    const rates = [...Array(6).fill(80), ...Array(6).fill(150), ...Array(24).fill(80)];
    const found = simulateBurst(compiled, { step: 10, rates, mix: MIX }, { seed: 4 });
    expect(Math.abs(found.worstQueue / 3000 - 1)).toBeLessThan(0.15);
    expect(Math.abs(found.worstResponseTime / 30 - 1)).toBeLessThan(0.15);
    expect(Math.abs(found.recovery / 150 - 1)).toBeLessThan(0.25);
    expect(found.errors).toBe(0);
    expect(found.steps.reduce((sum, step) => sum + step.arrivals - step.completions, 0)).toBe(0);
  });

  it('counts those who gave up as errors', () => {
    const compiled = compile(system([server], serve('server', 0.01)), {}, MIX);
    const burst = { step: 10, rates: [80, 200, 200, 0], mix: MIX };
    const patient = simulateBurst(compiled, burst, { seed: 4 });
    const hurried = simulateBurst(compiled, burst, { seed: 4, timeoutSeconds: 5 });
    expect(patient.errors).toBe(0);
    expect(hurried.errors).toBeGreaterThan(0.3);
    expect(hurried.worstResponseTime).toBe(patient.worstResponseTime);
  });
});
