import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BURNS, burnOf } from '../../src/monitor/alerts/burn.ts';
import type { Reading } from '../../src/monitor/alerts/reading.ts';
import { PATIENCE } from '../../src/monitor/alerts/reading.ts';
import { readingsOf } from '../../src/monitor/alerts/rules.ts';
import type { Sight } from '../../src/monitor/alerts/sight.ts';
import { type AlertStates, step } from '../../src/monitor/alerts/step.ts';
import { type Notice, write } from '../../src/monitor/deliver/notice.ts';
import { pointOf } from '../../src/monitor/history/point.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/monitor/limits/limits.ts';
import { ENGLISH } from '../../src/monitor/words/en.ts';
import { FRENCH } from '../../src/monitor/words/fr.ts';
import { voiceOf } from '../../src/monitor/words/index.ts';
import { minute, type Said, times } from './records.ts';

const reading = (value: number, more: Partial<Reading> = {}): Reading => ({
  rule: 'event-loop',
  value,
  watch: 0.5,
  act: 0.8,
  params: {},
  routes: [{ route: 'POST /login', share: 0.6 }],
  remedy: { key: 'remedy.hash-off-the-loop', at: 'server/auth.ts:26' },
  ...more,
});

/** Plays one value a minute; returns the minutes of the notices. */
function play(
  values: readonly number[],
  more: Partial<Reading> = {},
): readonly (Notice & { readonly minute: number })[] {
  let states: AlertStates = {};
  return values.flatMap((value, index) => {
    const result = step(states, [reading(value, more)], index * 60_000);
    states = result.states;
    return result.notices.map((notice) => ({ ...notice, minute: index }));
  });
}

const repeat = (value: number, times: number): readonly number[] => Array.from({ length: times }, () => value);
const changes = (values: readonly number[], more?: Partial<Reading>) =>
  play(values, more).map(({ change, level, minute: at }) => `${at} ${change} ${level}`);

describe('an incident', () => {
  it('opens after the patience of its rule, and not before', () => {
    expect(changes(repeat(0.9, 2))).toEqual([]);
    expect(changes(repeat(0.9, 3))).toEqual(['2 opened act']);
    expect(changes(repeat(0.6, 10))).toEqual(['9 opened watch']);
  });

  it('is told once, worsens once, and ends once', () => {
    expect(changes([...repeat(0.6, 12), ...repeat(0.9, 30), ...repeat(0.1, 30)])).toEqual([
      '9 opened watch',
      '14 raised act',
      '51 over act',
    ]);
  });

  it('is not told again by a value that wavers around its limit', () => {
    const wavering = Array.from({ length: 600 }, (_, index) => (index % 2 === 0 ? 0.81 : 0.79));
    expect(changes([...repeat(0.85, 3), ...wavering])).toEqual(['2 opened act']);
    const slow = Array.from({ length: 600 }, (_, index) => (Math.floor(index / 15) % 2 === 0 ? 0.52 : 0.47));
    expect(changes(slow)).toEqual(['9 opened watch']);
  });

  it('ends by itself when its subject is no longer seen', () => {
    let states: AlertStates = {};
    const notices: Notice[] = [];
    for (let at = 0; at < 40; at += 1) {
      const seen = at < 10 ? [reading(8, { rule: 'refused', subject: 'api.stripe.com', watch: 1, act: 5 })] : [];
      const result = step(states, seen, at * 60_000);
      states = result.states;
      notices.push(...result.notices);
    }
    expect(notices.map(({ change }) => change)).toEqual(['opened', 'raised', 'over']);
    expect(states).toEqual({});
  });

  it('never opens twice without ending, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 }), (values) => {
        let open = false;
        for (const { change } of play(values)) {
          expect(change === 'opened').toBe(!open);
          open = change !== 'over';
        }
      }),
    );
  });

  it('keeps two hosts apart', () => {
    const both = ['a.example', 'b.example'].map((subject) =>
      reading(9, { rule: 'refused', subject, watch: 1, act: 5 }),
    );
    let states: AlertStates = {};
    const incidents: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      const result = step(states, both, at * 60_000);
      states = result.states;
      incidents.push(...result.notices.map(({ incident, change }) => `${incident} ${change}`));
    }
    expect(incidents).toEqual([
      'refused:a.example opened',
      'refused:b.example opened',
      'refused:a.example raised',
      'refused:b.example raised',
    ]);
  });
});

describe('the burn rate', () => {
  const at = (said: Said) => pointOf(minute(said), DEFAULT_LIMITS);
  const hour = (errors: (minuteOfHour: number) => number) =>
    Array.from({ length: 60 }, (_, index) =>
      at({ start: index * 60, routes: { 'GET /': 100 }, serverErrors: errors(index) }),
    );
  const burn = (points: ReturnType<typeof hour>) =>
    burnOf(points, 3600, BURNS.fast, 0.01, (point) => point.serverErrors);

  it('is the share of errors over the budget: 14.4 % of errors spend a 1 % budget 14.4 times too fast', () => {
    expect(burn(hour((index) => (index % 5 === 0 ? 72 : 0))).rate).toBeCloseTo(14.4, 6);
  });

  it('is nothing once the errors have stopped for five minutes, however bad the hour was', () => {
    expect(burn(hour((index) => (index < 54 ? 50 : 0))).rate).toBe(0);
  });

  it('is small for a short burst: an hour tells it from an incident', () => {
    expect(burn(hour((index) => (index >= 57 ? 100 : 0))).rate).toBeCloseTo(5, 6);
  });

  it('does not make an alarm of one failure at night', () => {
    const night = [at({ start: 3540, routes: { 'GET /': 2 }, serverErrors: 1 })];
    expect(burn(night).rate).toBe(0);
  });
});

describe('the rules', () => {
  const sight = (said: Said, more: Partial<Sight> = {}): Sight => {
    const record = minute(said);
    const limits: Limits = {
      ...DEFAULT_LIMITS,
      remedies: { connections: { id: 'raise-pool-size', at: { file: 'server/db.ts', line: 9 } } },
    };
    const empty = { day: {}, month: {} };
    return { now: 3600, record, points: [pointOf(record, limits)], days: [], consumed: empty, limits, ...more };
  };
  const found = (from: Sight, rule: string) => readingsOf(from).find((each) => each.rule === rule);

  it('have a patience and a text in both languages each, and every text says the same things', () => {
    for (const rule of Object.keys(PATIENCE)) {
      expect(ENGLISH).toHaveProperty([`alert.${rule}`]);
      expect(FRENCH).toHaveProperty([`alert.${rule}`]);
    }
    expect(Object.keys(FRENCH).sort()).toEqual(Object.keys(ENGLISH).sort());
  });

  it('name the remedy of the estimate and its place', () => {
    const pools = { pg: { size: 10, used: 10, waiting: 4, idle: 0, wait: times([100, 0.4]) } };
    expect(found(sight({ more: { pools } }), 'pool')).toMatchObject({
      subject: 'pg',
      remedy: { key: 'remedy.raise-pool-size', at: 'server/db.ts:9' },
    });
    expect(found(sight({ more: { pools } }), 'pool')?.value).toBeCloseTo(0.4, 2);
  });

  it('see the routes that call a host which refuses', () => {
    const calls = (number: number) => ({
      calls: number,
      errors: 0,
      throttled: number,
      timeouts: 0,
      seconds: 1,
      longest: 1,
    });
    const base = minute({ routes: { 'POST /pay': 10, 'GET /list': 30 } });
    const pay = base.routes['POST /pay'] ?? expect.fail('no route');
    const record = {
      ...base,
      routes: { ...base.routes, 'POST /pay': { ...pay, outbound: { 'api.stripe.com': calls(8) } } },
      total: { ...base.total, outbound: { 'api.stripe.com': calls(8) } },
    };
    const refused = readingsOf(sight({}, { record })).find(({ rule }) => rule === 'refused');
    expect(refused).toMatchObject({ subject: 'api.stripe.com', value: 8, routes: [{ route: 'POST /pay', share: 1 }] });
  });

  it('count an allowance over its own period', () => {
    const limits: Limits = {
      ...DEFAULT_LIMITS,
      allowances: [{ service: 'resend', unit: 'email', amount: 3000, period: 'month' }],
    };
    const consumed = { day: { resend: { email: 100 } }, month: { resend: { email: 2800 } } };
    expect(found(sight({}, { limits, consumed }), 'quota')?.value).toBeCloseTo(2800 / 3000, 9);
  });

  it('warn sixty days before the tier ends at this growth, and ask to act three weeks before', () => {
    const next = { id: 'raise-pool-size', at: { file: 'server/db.ts', line: 9 } };
    const none = { low: 0, typical: 0, high: 0 };
    const limits: Limits = {
      ...DEFAULT_LIMITS,
      tiers: [{ number: 1, kind: 'machine', throughput: none, dailyUsers: none, station: 'connections', next }],
    };
    // A level that gains a hundredth a day, and what is left of it.
    const growing = (left: number) =>
      Array.from({ length: 28 }, (_, index) => ({ day: 20_000 + index, level: 1 - (left + 27 - index) / 100 }));
    const levelOf = (left: number): string => {
      const { value = 0, watch = 1, act = 1 } = found(sight({}, { limits, days: growing(left) }), 'tier') ?? {};
      return value >= act ? 'act' : value >= watch ? 'watch' : 'well';
    };
    expect([70, 59, 22, 20].map(levelOf)).toEqual(['well', 'watch', 'watch', 'act']);
    expect(found(sight({}, { limits, days: growing(40) }), 'tier')).toMatchObject({
      params: { tier: 1, days: 40 },
      remedy: { key: 'remedy.raise-pool-size', at: 'server/db.ts:9' },
    });
    expect(found(sight({}, { limits, days: growing(40).slice(0, 13) }), 'tier')).toBeUndefined();
  });

  it('keep quiet on a sound application', () => {
    const readings = readingsOf(sight({ routes: { 'GET /': 600 }, loop: 0.2 }));
    const loud = readings.filter(({ value, watch, act }) => value >= (watch ?? act ?? Number.POSITIVE_INFINITY));
    expect(loud).toEqual([]);
  });
});

describe('a notice', () => {
  const notice = play(repeat(0.9, 3))[0] ?? expect.fail('no notice');

  it('names the resource, the routes and the remedy, in French and in English', () => {
    expect(write(notice, voiceOf('fr'))).toEqual({
      title: 'Il faut agir',
      lines: [
        'La boucle d’événements est occupée 90\u202f% du temps (seuil\u202f: 80\u202f%).',
        'Routes en cause\u202f: POST /login (60\u202f%).',
        'À faire\u202f: hacher les mots de passe hors de la boucle d’événements (bcrypt à la place de bcryptjs) (server/auth.ts:26).',
      ],
    });
    expect(write(notice, voiceOf('en')).lines[1]).toBe('Routes behind it: POST /login (60%).');
  });

  it('says how long it lasted when it is over', () => {
    const over = play([...repeat(0.9, 3), ...repeat(0.1, 10)]).at(-1) ?? expect.fail('no notice');
    expect(write(over, voiceOf('fr')).title).toBe('C’est terminé après 10\u202fmin');
  });
});
