import { describe, expect, it } from 'vitest';
import { derive, withRealIndexes } from '../src/derive/index.ts';
import { estimate, memoryProject, render } from '../src/index.ts';
import { inspect } from '../src/inspect/index.ts';
import type { Derivation } from '../src/model/derivation.ts';
import { valuesAt } from '../src/model/expression.ts';
import type { MeasuredCalls, MeasuredRoute, Measurement } from '../src/model/measurement.ts';
import { walk } from '../src/model/program.ts';
import type { Interval } from '../src/model/range.ts';
import type { Settings } from '../src/model/settings.ts';
import { sharesOf } from '../src/plan/shares.ts';
import { compile, solveOpen } from '../src/solve/index.ts';
import { club } from './club.ts';
import { about, counted, measured } from './measured.ts';

// What measuring changes in an estimate: the measured routes cost what was measured, and the ranges narrow.

const settings: Settings = { machine: { cpu: 1, memory: 2 ** 31 }, database: { cpu: 1, roundTrip: 0.0001 } };
const rows = { members: 20_000, registrations: 20_000, clubs: 100 };
const sized: Settings = { ...settings, data: { accounts: 20_000, rows } };
const project = memoryProject(club());
const inventory = inspect(project, settings);
const LIST = 'GET /api/members/:id/registrations';
const LOGIN = 'POST /api/login';
const CLUB = 'GET /api/clubs/:id';

function seconds({ model }: Derivation, id: string, station: string, level: keyof Interval = 'typical'): number {
  return sharesOf(model, valuesAt(model.parameters, level), { [id]: 1 }, station).seconds;
}

/** Tables as the database holds them, with the indexes of the schema or others. */
function database(indexed: boolean): NonNullable<Measurement['database']> {
  const primary = { name: 'pkey', columns: ['id'], unique: true, primary: true };
  const byMember = { name: 'by_member', columns: ['member_id'], unique: false, primary: false };
  const table = (name: keyof typeof rows) => ({ rows: counted(rows[name]), bytes: 1e6 });
  return {
    engine: 'postgresql',
    statements: [],
    tables: {
      members: {
        ...table('members'),
        indexes: [primary, { name: 'email', columns: ['email'], unique: true, primary: false }],
      },
      clubs: { ...table('clubs'), indexes: [primary] },
      registrations: { ...table('registrations'), indexes: indexed ? [primary, byMember] : [primary] },
    },
  };
}

const everyRoute = (of: (id: string) => Omit<MeasuredRoute, 'requests'>) =>
  Object.fromEntries(inventory.routes.map(({ id }) => [id, of(id)]));

describe('a measured route', () => {
  it.each([1, 1.5])('costs what was measured, wherever the reference is (machine ×%d)', (slowness) => {
    const routes = { [LIST]: { cpu: about(0.004), loopCpu: about(0.003), databaseCpu: about(0.002) } };
    const measurement = measured(routes, { slowness, serves: true, database: database(false) });
    const derivation = derive(inventory, settings, measurement);
    for (const level of ['low', 'typical', 'high'] as const) {
      expect(seconds(derivation, LIST, 'event-loop', level)).toBeCloseTo(about(0.003)[level], 9);
      expect(seconds(derivation, LIST, 'database', level)).toBeCloseTo(about(0.002)[level], 9);
      expect(seconds(derivation, LIST, 'threads', level)).toBeCloseTo(about(0.004)[level] - about(0.003)[level], 9);
    }
  });

  it('is brought to the speed of another machine when this one does not serve', () => {
    const derivation = derive(inventory, sized, measured({ [LIST]: { loopCpu: about(0.003) } }, { slowness: 1.5 }));
    expect(seconds(derivation, LIST, 'event-loop')).toBeCloseTo(0.002, 9);
  });

  it('still grows with the data', () => {
    const measurement = measured(
      { [LIST]: { databaseCpu: about(0.002) } },
      { serves: true, database: database(false) },
    );
    const larger = derive(inventory, { ...settings, data: { accounts: 200_000 } }, measurement);
    // Nearly all of it is the scan of registrations.
    expect(seconds(larger, LIST, 'database') / 0.002).toBeGreaterThan(7);
    expect(seconds(larger, LIST, 'database') / 0.002).toBeLessThan(10.1);
  });

  it('costs what was measured when the settings count other accounts than the database', () => {
    const measurement = measured(
      { [LIST]: { databaseCpu: about(0.002) } },
      { serves: true, database: database(false) },
    );
    const events: Settings = { ...settings, data: { accounts: 500, rows: { ...rows, members: 500 } } };
    expect(seconds(derive(inventory, events, measurement), LIST, 'database')).toBeCloseTo(0.002, 6);
  });

  it('changes nothing when it costs what was predicted', () => {
    const before = derive(inventory, sized);
    const after = derive(
      inventory,
      sized,
      measured(everyRoute((id) => ({ loopCpu: counted(seconds(before, id, 'event-loop'), 'drive') }))),
    );
    for (const { id } of inventory.routes)
      expect(seconds(after, id, 'event-loop')).toBeCloseTo(seconds(before, id, 'event-loop'), 9);
  });

  it('speaks for those that were not measured', () => {
    const before = derive(inventory, sized);
    const twice = (id: string) => ({ loopCpu: counted(2 * seconds(before, id, 'event-loop'), 'drive') });
    const { [CLUB]: _left, ...routes } = everyRoute(twice);
    const after = derive(inventory, sized, measured(routes));
    expect(seconds(after, CLUB, 'event-loop')).toBeCloseTo(2 * seconds(before, CLUB, 'event-loop'), 9);
  });
});

describe('routes measured together', () => {
  const alone = {
    cpu: counted(0.004, 'drive'),
    loopCpu: counted(0.003, 'drive'),
    databaseCpu: counted(0.002, 'drive'),
  };
  const mixRun = (loop: number, share: number): NonNullable<Measurement['mixRun']> => ({
    mix: { [LIST]: share, [CLUB]: 1 - share },
    rate: 100,
    requests: 1000,
    cpu: counted(loop + 0.001, 'drive'),
    loopCpu: counted(loop, 'drive'),
    databaseCpu: counted(0.002, 'drive'),
    errors: counted(0, 'drive'),
  });
  const more = { serves: true, database: database(false) };

  const routes = { [LIST]: alone, [CLUB]: alone };
  const mean = (derivation: Derivation, station: string, level?: keyof Interval): number =>
    (seconds(derivation, LIST, station, level) + seconds(derivation, CLUB, station, level)) / 2;

  it.each([1, 1.5])(
    'cost more together, as measured, and less of it as the processor fills (machine ×%d)',
    (slowness) => {
      // 100 requests/s of 4.6 ms: 46 % busy; nothing is added at 90 %, 10/54 of it in between.
      const measurement = measured(routes, { ...more, slowness, mixRun: mixRun(0.0036, 0.5) });
      const derivation = derive(inventory, settings, measurement);
      expect(mean(derivation, 'event-loop', 'high')).toBeCloseTo(0.0036, 9);
      expect(mean(derivation, 'event-loop')).toBeCloseTo(0.003 + (0.0006 * 0.1) / 0.54, 9);
      expect(mean(derivation, 'event-loop', 'low')).toBeCloseTo(0.003, 9);
      expect(mean(derivation, 'database')).toBeCloseTo(0.002, 9);
    },
  );

  it('cost less together, as measured, where their code was not compiled when they were alone', () => {
    const derivation = derive(inventory, settings, measured(routes, { ...more, mixRun: mixRun(0.002, 0.5) }));
    expect(mean(derivation, 'event-loop')).toBeCloseTo(0.002, 9);
    expect(mean(derivation, 'event-loop', 'high')).toBeCloseTo(0.003, 9);
  });

  it('keep half of what they cost alone, at least', () => {
    const derivation = derive(inventory, settings, measured(routes, { ...more, mixRun: mixRun(0.0004, 0.5) }));
    expect(mean(derivation, 'event-loop')).toBeCloseTo(0.0015, 9);
  });

  it('say nothing when much of the mix was not measured alone', () => {
    const derivation = derive(
      inventory,
      settings,
      measured({ [LIST]: alone }, { ...more, mixRun: mixRun(0.0036, 0.5) }),
    );
    expect(seconds(derivation, LIST, 'event-loop')).toBeCloseTo(0.003, 9);
  });
});

describe('calls outside that were measured', () => {
  const PAY = inventory.routes.find(({ program }) =>
    [...walk(program)].some((step) => step.kind === 'call' && step.service === 'stripe'),
  )?.id as string;
  const counting = { loopCpu: counted(0.001, 'drive') };
  const calls = (count: number, time: number) => ({
    calls: { 'api.stripe.com': { count: counted(count, 'drive'), time: about(time) } },
  });

  it('take what they took on that route: their number times their time', () => {
    const derivation = derive(inventory, settings, measured({ [PAY]: calls(2, 0.05), [CLUB]: calls(1, 0.2) }));
    for (const level of ['low', 'typical', 'high'] as const)
      expect(seconds(derivation, PAY, 'service:stripe', level)).toBeCloseTo(2 * about(0.05)[level], 9);
  });

  it('give a latency between their bounds, whatever the rounding of their mean', () => {
    const same = { 'api.stripe.com': { count: counted(1, 'drive'), time: { ...counted(0.1212, 'drive'), count: 27 } } };
    const routes = Object.fromEntries(inventory.routes.slice(0, 3).map(({ id }) => [id, { calls: same }]));
    const { model } = derive(inventory, settings, measured(routes));
    const latency = model.parameters.find(({ id }) => id === 'latency.stripe')?.range;
    expect(latency).toMatchObject({ low: 0.1212, typical: 0.1212, high: 0.1212 });
  });

  it('tell the service behind a stand-in from the route that calls it', () => {
    const other = 'GET /standin';
    const text = `app.get('/standin', async (req, res) => { await fetch('https://api.elsewhere.example/'); res.json({}); });`;
    const files = club();
    const entry = Object.keys(files).find((path) => files[path]?.includes('app.listen')) as string;
    const two = inspect(
      memoryProject({ ...files, [entry]: (files[entry] as string).replace('app.listen', `${text}\napp.listen`) }),
    );
    const standin = (time: number) => ({ calls: { '127.0.0.1:9': { count: counted(1, 'drive'), time: about(time) } } });
    const derivation = derive(two, settings, measured({ [PAY]: standin(0.3), [other]: standin(0.05) }));
    expect(seconds(derivation, PAY, 'service:stripe')).toBeCloseTo(0.3, 9);
    expect(seconds(derivation, other, 'service:api.elsewhere.example')).toBeCloseTo(0.05, 9);
  });

  it('are added where the code does not show them, when their service is known', () => {
    const derivation = derive(inventory, settings, measured({ [CLUB]: calls(1, 0.2) }));
    expect(seconds(derive(inventory, settings), CLUB, 'service:stripe')).toBe(0);
    expect(seconds(derivation, CLUB, 'service:stripe')).toBeCloseTo(0.2, 9);
  });

  it('vary as much as they were seen to', () => {
    const one = { count: counted(1, 'drive'), time: about(0.2) };
    const wait = (call: MeasuredCalls): number => {
      const route = { ...counting, calls: { 'api.stripe.com': call } };
      const { model } = derive(inventory, settings, measured({ [CLUB]: route }));
      const compiled = compile(model, valuesAt(model.parameters, 'typical'), { [CLUB]: 1 });
      return solveOpen(compiled, 0.01, 0.95).percentileTime;
    };
    expect(wait({ ...one, variability: 0 })).toBeCloseTo(0.2, 2);
    // p95 of an exponential law: mean × ln 20.
    expect(wait({ ...one, variability: 1 }) / (0.2 * Math.log(20))).toBeCloseTo(1, 1);
  });

  it('change nothing when nobody knows their host', () => {
    const call = { count: counted(1, 'drive'), time: about(0.2) };
    const derivation = derive(inventory, settings, measured({ [CLUB]: { calls: { 'elsewhere.example': call } } }));
    expect(derivation.model.classes).toEqual(derive(inventory, settings).model.classes);
  });
});

describe('the database as it is', () => {
  const login = measured({ [LOGIN]: { loopCpu: about(0.3) } });

  it('counts the rows', () => {
    const { model, accountsToday } = derive(inventory, settings, { ...login, database: database(false) });
    expect(accountsToday).toMatchObject({ typical: 20_000, source: { provenance: 'measured' } });
    expect(model.parameters.find(({ id }) => id === 'rows.registrations')?.range).toMatchObject({ low: 1, high: 1 });
  });

  it('has an index that the code does not declare: the finding goes, and the scan with it', () => {
    const measurement = { ...login, database: database(true) };
    const real = withRealIndexes(inventory, measurement);
    const about = (of: typeof inventory) =>
      of.findings.filter(({ kind, subject }) => kind === 'unindexed-filter' && subject === 'registrations.member_id');
    expect([about(inventory).length, about(real).length]).toEqual([1, 0]);
    const scanned = seconds(derive(inventory, sized), LIST, 'database');
    expect(seconds(derive(real, sized), LIST, 'database')).toBeLessThan(scanned / 5);
  });

  it('lacks an index that the code declares: every row is read', () => {
    const declared = inspect(memoryProject(club({ indexed: true })), settings);
    const real = withRealIndexes(declared, { ...login, database: database(false) });
    const indexed = seconds(derive(declared, sized), LIST, 'database');
    expect(seconds(derive(real, sized), LIST, 'database')).toBeGreaterThan(5 * indexed);
  });
});

describe('the estimate', () => {
  const predicted = derive(inventory, sized);
  const routes = everyRoute((id) => ({
    cpu: about(seconds(predicted, id, 'event-loop') * 1.3),
    databaseCpu: about(seconds(predicted, id, 'database') * 1.2),
  }));
  const result = estimate(project, {
    settings,
    measurement: measured(routes, { serves: true, database: database(false) }),
  });

  it('says what was replaced, and narrows', () => {
    const { measurement } = result;
    expect(measurement).toMatchObject({ routesMeasured: 7, routes: 7 });
    expect(measurement?.replaced.length).toBeGreaterThan(15);
    expect(measurement?.capacities.map(({ scenario }) => scenario)).toEqual(['normal', 'peak']);
    for (const { before, after } of measurement?.capacities ?? [])
      expect(after.high / after.low).toBeLessThan(before.high / before.low);
  });

  it.each(['fr', 'en'] as const)('is told in words (%s)', (language) => {
    const text = render(result, { format: 'markdown', language, width: 100, color: false });
    const title = { fr: 'Ce qui a été mesuré', en: 'What was measured' }[language];
    const section = text.slice(text.indexOf(`### ${title}`)).split('\n### ')[0] ?? '';
    expect(section).toContain('AMD EPYC');
    expect(section).toContain(LIST);
    expect(section).not.toMatch(/undefined|NaN|Infinity|replaced\.|assumption\./);
  });
});
