import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant } from '../model/expression.ts';
import { DEFAULT_OBJECTIVE, type Objective } from '../model/objective.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import {
  capacityInUsers,
  capacityOf,
  compile,
  exactMva,
  InvalidModelError,
  saturationOf,
  simulate,
  solveUsers,
  usersBySimulation,
} from './index.ts';

const MIX = { visit: 1 };

/** Single servers one after the other, exponential. */
function line(...services: readonly number[]) {
  const model: QueueingModel = {
    parameters: [],
    stations: services.map((_, i) => ({ id: `${i}`, type: 'queue', servers: 1, scope: 'shared' })),
    classes: [
      {
        id: 'visit',
        activity: {
          kind: 'sequence',
          steps: services.map((time, i) => ({
            kind: 'serve',
            station: `${i}`,
            time: constant(time),
            variability: 1,
            tags: [],
          })),
        },
      },
    ],
    instances: 1,
  };
  return compile(model, {}, MIX);
}

const club = JSON.parse(
  readFileSync(new URL('../../fixtures/solve/club/model.json', import.meta.url), 'utf8'),
) as QueueingModel;
const LIGHT = { spa: 0.14, plans: 0.09, memberships: 0.14, news: 0.26, events: 0.2, dashboard: 0.05, members: 0.12 };

function clubWith(logins: number) {
  const mix = Object.fromEntries(Object.entries(LIGHT).map(([id, share]) => [id, share * (1 - logins)]));
  return compile(club, {}, { ...mix, login: logins });
}

const OF_THE_MIX: Objective = { ...DEFAULT_OBJECTIVE, judges: 'the mix' };
const network = fc.record({
  services: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
  thinkTime: fc.double({ min: 0, max: 30, noNaN: true }),
  users: fc.integer({ min: 1, max: 60 }),
});

describe('users who think', () => {
  it('are solved exactly when there is one, and within 5 % of exact mean value analysis in throughput otherwise', () => {
    fc.assert(
      fc.property(network, ({ services, thinkTime, users }) => {
        const exact = exactMva(services, users, thinkTime);
        const found = solveUsers(line(...services), users, thinkTime, 0.95);
        expect(Math.abs(found.throughput / exact.throughput - 1)).toBeLessThan(users === 1 ? 1e-6 : 0.05);
        expect(found.throughput * (found.responseTime + thinkTime)).toBeCloseTo(users, 6);
      }),
      { numRuns: 200, seed: 41 },
    );
  });

  it('never exceed what the fullest station serves, and serve more the more they are', () => {
    fc.assert(
      fc.property(network, ({ services, thinkTime, users }) => {
        const compiled = line(...services);
        const [some, more] = [users, users + 1].map((n) => solveUsers(compiled, n, thinkTime, 0.95));
        expect(some?.throughput ?? 0).toBeLessThanOrEqual(saturationOf(compiled) * (1 + 1e-9));
        expect(more?.throughput ?? 0).toBeGreaterThanOrEqual((some?.throughput ?? 0) * (1 - 1e-6));
        expect(more?.responseTime ?? 0).toBeGreaterThanOrEqual((some?.responseTime ?? 0) * (1 - 1e-6));
      }),
      { numRuns: 200, seed: 42 },
    );
  });

  it('without think time wait as those of M/M/1 do, each behind all others: the percentile of an Erlang law', () => {
    const found = solveUsers(line(1), 30, 0, 0.95);
    expect(found.responseTime).toBeCloseTo(30, 6);
    // Half the 95th percentile of χ² with 60 degrees of freedom.
    expect(Math.abs(found.percentileTime / (79.082 / 2) - 1)).toBeLessThan(0.02);
  });

  it.each([
    [0.01, 5, 800],
    [0.05, 5, 200],
    [0.05, 20, 700],
  ])('with %d of logins, %d s of thought and %i of them: simulated within 15 %', (logins, thinkTime, users) => {
    const compiled = clubWith(logins);
    const mix = Object.fromEntries(compiled.classes.map(({ id, share }) => [id, share]));
    const theory = solveUsers(compiled, users, thinkTime, 0.95);
    const found = simulate(compiled, { kind: 'closed', users, thinkTime, mix }, { seed: 17, requests: 300_000 });
    expect(Math.abs(theory.throughput / found.throughput - 1)).toBeLessThan(0.05);
    expect(Math.abs(theory.percentileTime / found.percentileTime - 1)).toBeLessThan(0.15);
  });
});

describe('capacity in users', () => {
  it('is met by that many and not by one more', () => {
    fc.assert(
      fc.property(network, ({ services, thinkTime }) => {
        const compiled = line(...services);
        const responseTime = 8 * services.reduce((sum, time) => sum + time, 0);
        const { users } = capacityInUsers(compiled, { ...DEFAULT_OBJECTIVE, responseTime }, thinkTime);
        const at = (n: number) => solveUsers(compiled, n, thinkTime, 0.95).percentileTime;
        expect(users).toBeGreaterThanOrEqual(1);
        expect(at(users)).toBeLessThanOrEqual(responseTime * (1 + 1e-4));
        expect(at(users + 1)).toBeGreaterThan(responseTime * (1 - 1e-4));
      }),
      { numRuns: 100, seed: 43 },
    );
  });

  it('is the open capacity × (R + Z) when they think long, and never less but for the rounding', () => {
    for (const [logins, objective] of [
      [0.01, OF_THE_MIX],
      [0.05, OF_THE_MIX],
      [0.05, DEFAULT_OBJECTIVE],
    ] as const) {
      const compiled = clubWith(logins);
      const open = capacityOf(compiled, objective);
      const byOpen = (thinkTime: number) => open.throughput * (open.solution.responseTime + thinkTime);
      for (const thinkTime of [1, 10, 100, 1000]) {
        const { users } = capacityInUsers(compiled, objective, thinkTime);
        expect(users).toBeGreaterThanOrEqual(Math.floor(byOpen(thinkTime) * 0.998));
        if (thinkTime === 1000) expect(users / byOpen(thinkTime)).toBeCloseTo(1, 2);
      }
    }
  });

  it('by simulation is no more than 12 % below theory, and above it by 12 % for long think times, 20 % for rare classes, 30 % for short ones', () => {
    for (const [logins, objective, thinkTime, most] of [
      [0.01, OF_THE_MIX, 5, 0.12],
      [0.05, OF_THE_MIX, 1, 0.3],
      [0.05, DEFAULT_OBJECTIVE, 10, 0.2],
    ] as const) {
      const compiled = clubWith(logins);
      const theory = capacityInUsers(compiled, objective, thinkTime);
      const found = usersBySimulation(compiled, objective, thinkTime, { seed: 5, requests: 60_000 });
      expect(theory.users / found.users).toBeGreaterThan(1 - most);
      expect(theory.users / found.users).toBeLessThan(1.12);
      expect(found.confidence.low).toBeLessThanOrEqual(found.users);
      expect(found.confidence.high).toBeGreaterThanOrEqual(found.users);
      expect(found.solution.method).toBe('simulation');
      if (objective.judges === 'each class') expect(found.limitingClass).toBe('login');
    }
  }, 60_000);

  it('has no end where nothing fills', () => {
    const model: QueueingModel = {
      parameters: [],
      stations: [{ id: 'away', type: 'delay', servers: 1, scope: 'shared' }],
      classes: [
        { id: 'visit', activity: { kind: 'serve', station: 'away', time: constant(0.1), variability: 1, tags: [] } },
      ],
      instances: 1,
    };
    const compiled = compile(model, {}, MIX);
    expect(capacityInUsers(compiled, DEFAULT_OBJECTIVE, 1).users).toBe(Number.POSITIVE_INFINITY);
    expect(usersBySimulation(compiled, DEFAULT_OBJECTIVE, 1, { seed: 1, requests: 500 }).users).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('refuses users and think times that are none', () => {
    const compiled = line(0.1);
    for (const users of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => solveUsers(compiled, users, 1, 0.95)).toThrow(InvalidModelError);
    }
    for (const thinkTime of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => solveUsers(compiled, 2, thinkTime, 0.95)).toThrow(InvalidModelError);
      expect(() => capacityInUsers(compiled, DEFAULT_OBJECTIVE, thinkTime)).toThrow(InvalidModelError);
      expect(() => usersBySimulation(compiled, DEFAULT_OBJECTIVE, thinkTime, { seed: 1 })).toThrow(InvalidModelError);
    }
  });
});
