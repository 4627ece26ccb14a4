import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constant, product } from '../model/expression.ts';
import { DEFAULT_OBJECTIVE } from '../model/objective.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import { searchCapacity } from './capacity-search.ts';
import { blueprint, price } from './compile.ts';
import { compile, demands, onlyClass, simulate } from './index.ts';
import { limitsOf } from './limits.ts';
import { openModel } from './open-model.ts';

const club = JSON.parse(
  readFileSync(new URL('../../fixtures/solve/club/model.json', import.meta.url), 'utf8'),
) as QueueingModel;
const MIX = Object.fromEntries(club.classes.map(({ id }) => [id, 1 / club.classes.length]));
const source = { provenance: 'assumed' as const };

describe('what is known already', () => {
  const query: Activity = { kind: 'serve', station: 'till', time: product(1, 'a'), variability: 1, tags: [] };
  const other: Activity = { kind: 'serve', station: 'till', time: product(1, 'b'), variability: 0, tags: [] };
  const shop = (ids: readonly string[]): QueueingModel => ({
    parameters: ids.map((id) => ({ id, unit: 's', range: { low: 0.001, typical: 0.002, high: 0.003, source } })),
    stations: [{ id: 'till', type: 'queue', servers: 1, scope: 'shared' }],
    classes: [
      { id: 'buy', activity: query },
      { id: 'look', activity: { kind: 'sequence', steps: [other, query] } },
    ],
    instances: 1,
  });
  const mix = { buy: 0.5, look: 0.5 };

  it('is not mistaken: the same activities under parameters in another order', () => {
    const values = { a: 0.001, b: 0.004 };
    expect(demands(compile(shop(['a', 'b']), values, mix))).toEqual(demands(compile(shop(['b', 'a']), values, mix)));
    expect(demands(compile(shop(['a', 'b']), values, mix))[0]?.demand).toBe(0.001);
  });

  it('spares classes that an input leaves alone, and changes nothing', () => {
    const draft = blueprint(shop(['a', 'b']), mix);
    price(draft, Float64Array.of(0.001, 0.004), 'remember');
    const values = Float64Array.of(0.001, 0.007);
    const twice = [price(draft, values, 'remember'), price(draft, values, 'remember')];
    for (const { loads } of twice) expect(loads).toEqual(price(draft, values).loads);
    const taken = twice[1]?.classes.map(({ numbers }) => numbers);
    expect(taken?.every((numbers, c) => numbers === twice[0]?.classes[c]?.numbers)).toBe(true);
  });

  it('is taken over by one class alone', () => {
    const compiled = compile(shop(['a', 'b']), { a: 0.002, b: 0.003 }, mix);
    const alone = compile(shop(['a', 'b']), { a: 0.002, b: 0.003 }, { look: 1 });
    expect(onlyClass(compiled, 1).loads).toEqual(alone.loads);
  });
});

describe('the capacity', () => {
  it.each([0.02, 0.4, 0.7, 0.97])('does not depend on where the search begins: %d', (expected) => {
    const model = openModel(compile(club, {}, MIX));
    const limits = limitsOf(model, DEFAULT_OBJECTIVE);
    const from = (share: number) =>
      searchCapacity(model, DEFAULT_OBJECTIVE, limits, { precision: 1e-4, expected: share });
    expect(Math.abs(from(expected).rate / from(0.5).rate - 1)).toBeLessThan(3e-4);
  });
});

describe('work that follows at once', () => {
  const till = { id: 'till', type: 'queue', servers: 1, scope: 'shared' } as const;
  const run = (activity: Activity, slice: number) => {
    const model: QueueingModel = {
      parameters: [],
      stations: [{ ...till, slice }],
      classes: [{ id: 'visit', activity }],
      instances: 1,
    };
    const load = { kind: 'open', rate: 8, mix: { visit: 1 } } as const;
    return simulate(compile(model, {}, { visit: 1 }), load, { seed: 2, requests: 20_000 });
  };
  const serve = (seconds: number): Activity => {
    return { kind: 'serve', station: 'till', time: constant(seconds), variability: 0, tags: [] };
  };

  it('is one visit and one event, loops and all', () => {
    const turns: Activity = { kind: 'repeat', times: constant(50), mode: 'sequential', body: serve(0.001), tags: [] };
    const apart = run({ kind: 'sequence', steps: [turns, serve(0.05)] }, 1);
    const whole = run(serve(0.1), 1);
    expect(apart.responseTime).toBeCloseTo(whole.responseTime, 9);
    expect(apart.events).toBe(whole.events);
  });

  it('is still cut in slices', () => {
    const apart = run({ kind: 'sequence', steps: [serve(0.05), serve(0.05)] }, 0.06);
    const whole = run(serve(0.1), 0.06);
    expect(apart.events).toBe(whole.events);
    expect(apart.stations[0]?.utilization).toBeCloseTo(whole.stations[0]?.utilization ?? 0, 3);
  });
});
