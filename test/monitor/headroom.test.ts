import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, memoryProject } from '../../src/index.ts';
import { capacityFor } from '../../src/monitor/headroom/capacity.ts';
import { heaviestRoutes, usagesOf } from '../../src/monitor/headroom/resources.ts';
import { levelOf } from '../../src/monitor/headroom/shares.ts';
import { DAYS_NEEDED, type DayLevel, endingOf, trendOf } from '../../src/monitor/headroom/trend.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/monitor/limits/limits.ts';
import { limitsOf } from '../../src/monitor/limits/read.ts';
import { headroomRows } from '../../src/monitor/page/view-headroom.ts';
import { voiceOf } from '../../src/monitor/words/index.ts';
import { club } from '../club.ts';
import { minute, times } from './records.ts';

const one = (value: number) => ({ low: value / 2, typical: value, high: value * 2 });

/** Two routes, one ten times heavier: 100 requests/s of the light one, a tenth of that of the other. */
const LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  application: 'Exemple',
  scenarios: [
    {
      name: 'normal',
      throughput: one(100),
      perInstance: one(100),
      dailyUsers: one(5000),
      bottleneck: 'event-loop',
      utilization: { 'event-loop': 0.6, database: 0.2 },
      shares: { 'GET /light': 1 },
      routes: [{ route: 'GET /light', share: 1 }],
    },
    {
      name: 'peak',
      throughput: one(10),
      perInstance: one(10),
      dailyUsers: one(2000),
      bottleneck: 'event-loop',
      utilization: { 'event-loop': 0.6, database: 0.02 },
      shares: { 'POST /heavy': 1 },
      routes: [{ route: 'POST /heavy', share: 1 }],
    },
  ],
  demands: { 'GET /light': { loop: 0.006, database: 0.002 }, 'POST /heavy': { loop: 0.06, database: 0.002 } },
};

const usage = (record: Parameters<typeof usagesOf>[0], resource: string, limits = LIMITS) =>
  usagesOf(record, limits).find((each) => each.resource === resource);

describe('the capacity for the traffic of the moment', () => {
  it('is the normal one for the normal mix, the peak one for the peak mix', () => {
    expect(capacityFor(minute({ routes: { 'GET /light': 600 } }), LIMITS)?.throughput.typical).toBeCloseTo(100, 6);
    expect(capacityFor(minute({ routes: { 'POST /heavy': 60 } }), LIMITS)?.throughput.typical).toBeCloseTo(10, 6);
  });

  it('obeys the utilization law between both: the demand of each mix fills the same share of the loop', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 5000 }), fc.integer({ min: 30, max: 5000 }), (light, heavy) => {
        const record = minute({ routes: { 'GET /light': light, 'POST /heavy': heavy } });
        const perRequest = (light * 0.006 + heavy * 0.06) / (light + heavy);
        const throughput = capacityFor(record, LIMITS)?.throughput.typical ?? 0;
        expect(throughput * perRequest).toBeCloseTo(0.6, 9);
      }),
    );
  });

  it('falls further for requests heavier than the peak, and is not raised for lighter ones', () => {
    const limits = {
      ...LIMITS,
      demands: {
        ...LIMITS.demands,
        'POST /worse': { loop: 0.12, database: 0 },
        'GET /nothing': { loop: 0.0001, database: 0 },
      },
    };
    expect(capacityFor(minute({ routes: { 'POST /worse': 60 } }), limits)?.throughput.typical).toBeCloseTo(5, 6);
    expect(capacityFor(minute({ routes: { 'GET /nothing': 600 } }), limits)?.throughput.typical).toBeCloseTo(100, 6);
  });

  it('trusts no mix of a few requests, nor routes that the estimate does not know', () => {
    expect(capacityFor(minute({ routes: { 'POST /heavy': 3 } }), LIMITS)?.scenario.name).toBe('normal');
    expect(capacityFor(minute({ routes: { '(unmatched)': 9000 } }), LIMITS)?.scenario.name).toBe('normal');
  });

  it('counts the instances that are there, up to what the service takes in all', () => {
    const limits = {
      ...LIMITS,
      scenarios: LIMITS.scenarios.map((scenario) => ({ ...scenario, throughput: one(250), perInstance: one(100) })),
    };
    const with2 = minute({ routes: { 'GET /light': 600 }, more: { instances: ['a', 'b'] } });
    const with3 = minute({ routes: { 'GET /light': 600 }, more: { instances: ['a', 'b', 'c'] } });
    expect(capacityFor(with2, limits)?.throughput.typical).toBeCloseTo(200, 6);
    expect(capacityFor(with3, limits)?.throughput.typical).toBeCloseTo(250, 6);
  });
});

describe('the use of each resource', () => {
  it('is the rate over the capacity, with the range of the estimate', () => {
    const found = usage(minute({ routes: { 'GET /light': 1200 } }), 'capacity');
    expect(found?.used).toBeCloseTo(0.2, 6);
    expect(found?.range?.low).toBeCloseTo(0.1, 6);
    expect(found?.range?.high).toBeCloseTo(0.4, 6);
  });

  it('compares the event loop with the share at which the objective is missed, not with 100 %', () => {
    expect(usage(minute({ loop: 0.3 }), 'event-loop')?.used).toBeCloseTo(0.5, 6);
    expect(usage(minute({ loop: 0.4 }), 'event-loop', DEFAULT_LIMITS)?.used).toBeCloseTo(0.5, 6);
  });

  it('works the database out from the routes called', () => {
    const found = usage(minute({ routes: { 'GET /light': 6000 } }), 'database');
    expect(found).toMatchObject({ basis: 'modelled' });
    expect(found?.value).toBeCloseTo(0.2, 6);
  });

  it('says nothing of the capacity without an estimate, and still says the rest', () => {
    const found = usagesOf(minute(), DEFAULT_LIMITS).map(({ resource }) => resource);
    expect(found).not.toContain('capacity');
    expect(found).toEqual(expect.arrayContaining(['event-loop', 'cpu', 'memory', 'heap']));
  });

  it('names the routes by what was measured of them, else by the estimate', () => {
    const modelled = heaviestRoutes(minute({ routes: { 'GET /light': 100, 'POST /heavy': 100 } }), LIMITS, 'processor');
    expect(modelled[0]).toMatchObject({ route: 'POST /heavy' });
    expect(modelled[0]?.share).toBeCloseTo(10 / 11, 6);
    const record = minute({ routes: { 'GET /light': 100, 'POST /heavy': 100 } });
    const light = record.routes['GET /light'] ?? expect.fail('no route');
    const measured = {
      ...record,
      routes: { ...record.routes, 'GET /light': { ...light, processor: { count: 10, seconds: 5, squares: 3 } } },
    };
    expect(heaviestRoutes(measured, LIMITS, 'processor')[0]).toMatchObject({ route: 'GET /light' });
  });
});

describe('the trend', () => {
  const week = [1, 1, 1, 1, 1, 0.3, 0.2];
  const growth = (days: number, perDay: number, from = 20_000): readonly DayLevel[] =>
    Array.from({ length: days }, (_, index) => ({
      day: from + index,
      level: (0.2 + perDay * index) * (week[(from + index) % 7] ?? 1),
    }));

  it('is not told before two weeks', () => {
    expect(trendOf(growth(DAYS_NEEDED - 1, 0.01))).toEqual({ kind: 'short', days: 13, needed: 14 });
    expect(trendOf([]).kind).toBe('short');
  });

  it('is the slope of a straight growth, and the capacity ends on its day', () => {
    const straight = Array.from({ length: 28 }, (_, index) => ({ day: 20_000 + index, level: 0.2 + 0.01 * index }));
    const trend = trendOf(straight);
    if (trend.kind === 'short') return expect.fail('short');
    expect(trend.slope.typical).toBeCloseTo(0.01, 9);
    const ending = endingOf(trend);
    expect(ending).toMatchObject({ kind: 'date' });
    expect(ending.kind === 'date' && Math.round(ending.day)).toBe(20_080);
  });

  it('does not take a quiet Sunday for a fall, nor one exceptional day for a growth', () => {
    const flat = growth(21, 0);
    const trend = trendOf(flat.map((each, index) => (index === 18 ? { ...each, level: 0.95 } : each)));
    if (trend.kind === 'short') return expect.fail('short');
    expect(trend.slope.typical).toBeCloseTo(0, 9);
    expect(endingOf(trend)).toEqual({ kind: 'flat' });
  });

  it('sees a growth through the weeks, and gives a range that holds the truth', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.003, max: 0.02, noNaN: true }), (perDay) => {
        const trend = trendOf(growth(28, perDay));
        if (trend.kind === 'short') return expect.fail('short');
        expect(trend.slope.low).toBeLessThanOrEqual(trend.slope.typical);
        expect(trend.slope.high).toBeGreaterThanOrEqual(perDay * 0.99);
        expect(trend.slope.typical).toBeGreaterThan(0);
      }),
    );
  });

  it('says no date beyond two years, and that a full capacity is already passed', () => {
    const slow = trendOf(Array.from({ length: 28 }, (_, index) => ({ day: index, level: 0.1 + index * 1e-4 })));
    const full = trendOf(Array.from({ length: 28 }, (_, index) => ({ day: index, level: 1.2 + index * 1e-3 })));
    if (slow.kind === 'short' || full.kind === 'short') return expect.fail('short');
    expect(endingOf(slow)).toEqual({ kind: 'far' });
    expect(endingOf(full)).toEqual({ kind: 'passed' });
  });
});

describe('the limits in the JSON of the report', () => {
  const result = JSON.parse(JSON.stringify(estimate(memoryProject(club()))));

  it('are read from what the command writes', () => {
    const limits = limitsOf(result);
    if ('reason' in limits) return expect.fail(limits.reason);
    expect(limits.scenarios.map(({ name }) => name)).toEqual(['normal', 'peak']);
    expect(limits.scenarios[0]?.throughput.typical).toBe(result.capacities[0].throughput.typical);
    expect(Object.keys(limits.demands).length).toBe(result.capacities[0].classes.length);
    expect(limits.tiers.length).toBe(result.tiers.length);
    const first = result.tiers.flatMap((tier: { steps: unknown[] }) => tier.steps)[0];
    expect(limits.remedies[first.relieves.station]?.id).toBe(first.remedy.id);
  });

  it.each([null, 3, {}, { schemaVersion: 2 }, { schemaVersion: 1 }, { schemaVersion: 1, capacities: 'x' }])(
    'are not read from %j, and nothing is thrown',
    (document) => {
      expect(limitsOf(document)).toHaveProperty('reason');
    },
  );

  it('hold no number that is not one', () => {
    const broken = { ...result, objective: { ...result.objective, errors: 'beaucoup' } };
    expect(limitsOf(broken)).toMatchObject({ reason: expect.stringContaining('not a number') });
  });
});

describe('a pool', () => {
  it('is as full as its fullest reading', () => {
    const pools = { pg: { size: 10, used: 7, waiting: 0, idle: 3, wait: times() } };
    expect(usage(minute({ more: { pools } }), 'pool')).toMatchObject({ subject: 'pg', used: 0.7, limit: 10 });
  });

  it('is judged by how long callers wait for a connection, as its alert is, not by how many connections work', () => {
    const level = (seconds: number) => {
      const pg = { size: 10, used: 10, waiting: 3, idle: 0, wait: times([100, seconds]) };
      const found = usage(minute({ more: { pools: { pg } } }), 'pool');
      return found === undefined ? undefined : levelOf(found, LIMITS);
    };
    expect([level(0.001), level(0.05), level(0.4)]).toEqual(['ok', 'watch', 'act']);
  });
});

describe('the bars of the capacity', () => {
  it('are that of the traffic of the moment, with its colour, then each scenario for comparison', () => {
    const bars = (routes: Record<string, number>) => {
      const usages = usagesOf(minute({ routes }), LIMITS);
      return headroomRows(usages, LIMITS, voiceOf('en'))
        .slice(0, 3)
        .map(({ used, level }) => [used, level]);
    };
    // Forty light requests a second are four times the capacity of a peak that does not happen.
    expect(bars({ 'GET /light': 40 * 60 })).toEqual([
      [0.4, 'ok'],
      [0.4, 'ok'],
      [4, 'ok'],
    ]);
    expect(bars({ 'POST /heavy': 9 * 60 })).toEqual([
      [0.9, 'act'],
      [0.09, 'ok'],
      [0.9, 'ok'],
    ]);
  });
});

describe('the level of a resource', () => {
  const level = (record: Parameters<typeof usagesOf>[0], resource: string, limits = LIMITS) => {
    const found = usage(record, resource, limits);
    return found === undefined ? undefined : levelOf(found, limits);
  };

  it('is the one of its alert: the loop by the thresholds of the estimate, the memory by its own', () => {
    const loop = (busy: number) => level(minute({ loop: busy }), 'event-loop');
    expect([loop(0.4), loop(0.55), loop(0.8)]).toEqual(['ok', 'watch', 'act']);
    const memory = (share: number) => level(minute({ resident: share * 512e6 }), 'memory');
    expect([memory(0.7), memory(0.8), memory(0.9)]).toEqual(['ok', 'watch', 'act']);
    const capacity = (rate: number) => level(minute({ routes: { 'GET /light': rate * 60 } }), 'capacity');
    expect([capacity(40), capacity(60), capacity(85)]).toEqual(['ok', 'watch', 'act']);
  });
});
