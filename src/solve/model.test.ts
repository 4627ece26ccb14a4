import { describe, expect, it } from 'vitest';
import { constant, product } from '../model/expression.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';
import {
  applyChanges,
  checkModel,
  compile,
  demands,
  demandsByTag,
  InvalidModelError,
  solveOpen,
  touches,
} from './index.ts';

const source = { provenance: 'assumed' as const };
const loop: Station = { id: 'event-loop', type: 'queue', servers: 1, scope: 'instance', slice: 0.1 };
const connections: Station = { id: 'connections', type: 'pool', servers: 10, scope: 'instance' };
const database: Station = { id: 'database', type: 'queue', servers: 2, scope: 'shared' };
const stripe: Station = { id: 'service:stripe', type: 'delay', servers: 1, scope: 'shared' };

function serve(station: string, seconds: number, tag: string = station): Activity {
  return { kind: 'serve', station, time: constant(seconds), variability: 0, tags: [tag] };
}

function sequence(...steps: Activity[]): Activity {
  return { kind: 'sequence', steps };
}

function hold(body: Activity, tag = 'query'): Activity {
  return { kind: 'hold', pool: 'connections', body, tags: [tag] };
}

function withActivity(activity: Activity): QueueingModel {
  return {
    parameters: [{ id: 'accounts', unit: 'accounts', range: { low: 10, typical: 100, high: 1000, source } }],
    stations: [loop, connections, database, stripe],
    classes: [{ id: 'GET /api/members', activity }],
    instances: 1,
  };
}

const MIX = { 'GET /api/members': 1 };

function at(station: string, activity: Activity) {
  const found = demands(compile(withActivity(activity), { accounts: 100 }, MIX)).find((d) => d.station === station);
  return found ?? { visits: 0, demand: 0, pieces: 0, secondMoment: 0, pathVisits: 0 };
}

describe('demands', () => {
  it('counts adjacent work of the loop as one visit, since it runs to completion', () => {
    const found = at('event-loop', sequence(serve('event-loop', 0.001), sequence(serve('event-loop', 0.002))));
    expect(found.visits).toBe(1);
    expect(found.demand).toBeCloseTo(0.003, 12);
    expect(found.secondMoment).toBeCloseTo(9e-6, 12);
  });

  it('counts a loop of queries as one visit per turn and one more', () => {
    const turn = sequence(serve('event-loop', 0.001), serve('database', 0.002), serve('event-loop', 0.001));
    const body: Activity = { kind: 'repeat', times: constant(5), mode: 'sequential', body: turn, tags: [] };
    expect(at('event-loop', body).visits).toBeCloseTo(6, 12);
    expect(at('event-loop', body).demand).toBeCloseTo(0.01, 12);
    expect(at('database', body).visits).toBeCloseTo(5, 12);
  });

  it('cuts long work in slices', () => {
    const found = at('event-loop', serve('event-loop', 0.25));
    expect(found.pieces).toBe(3);
    expect(found.secondMoment * found.pieces).toBeCloseTo(2 * 0.01 + 0.0025, 12);
  });

  it('skips what follows a branch that leaves, and waits for nothing detached', () => {
    const activity = sequence(
      {
        kind: 'choice',
        branches: [
          { probability: 0.25, leaves: true, body: serve('database', 0.001) },
          { probability: 0.75, leaves: false, body: sequence() },
        ],
      },
      serve('database', 0.004),
      { kind: 'detached', body: serve('service:stripe', 0.3), tags: [] },
    );
    expect(at('database', activity).demand).toBeCloseTo(0.25 * 0.001 + 0.75 * 0.004, 12);
    expect(at('service:stripe', activity).demand).toBeCloseTo(0.75 * 0.3, 12);
    expect(at('service:stripe', activity).pathVisits).toBe(0);
  });

  it('waits for the longest branch of a parallel', () => {
    const activity: Activity = { kind: 'parallel', steps: [serve('service:stripe', 0.3), serve('database', 0.01)] };
    const solution = solveOpen(compile(withActivity(activity), { accounts: 1 }, MIX), 1e-6, 0.95);
    expect(solution.responseTime).toBeCloseTo(0.3, 6);
  });

  it('waits for nothing when no branch takes time', () => {
    const nothing = compile(withActivity({ kind: 'parallel', steps: [sequence(), sequence()] }), { accounts: 1 }, MIX);
    expect(solveOpen(nothing, 1, 0.95)).toMatchObject({ stable: true, responseTime: 0, percentileTime: 0 });
  });

  it('gives each cause its share', () => {
    const activity = sequence(serve('event-loop', 0.3, 'hash'), serve('event-loop', 0.1, 'json'));
    const tags = demandsByTag(compile(withActivity(activity), { accounts: 1 }, MIX));
    expect(tags.map(({ tag, demand }) => [tag, demand])).toEqual([
      ['hash', 0.3],
      ['json', 0.1],
    ]);
  });
});

describe('changes', () => {
  const activity = sequence(
    serve('event-loop', 0.3, 'hash'),
    hold(sequence(serve('database', 0.01), serve('service:stripe', 0.3), serve('database', 0.01)), 'transaction'),
    {
      kind: 'repeat',
      times: product(1, 'accounts'),
      mode: 'sequential',
      body: serve('database', 0.001),
      tags: ['each'],
    },
  );
  const model = withActivity(activity);
  const demandAfter = (changes: Parameters<typeof applyChanges>[1], station: string) => {
    const changed = applyChanges(model, changes);
    const compiled = compile(changed, { accounts: changed.parameters[0]?.range.typical ?? 0 }, MIX);
    return demands(compiled).find((d) => d.station === station)?.demand ?? 0;
  };

  it('reworks, moves and removes what carries the tag', () => {
    expect(demandAfter([{ kind: 'rework', tag: 'hash', factor: 0.5 }], 'event-loop')).toBeCloseTo(0.15, 12);
    expect(demandAfter([{ kind: 'rework', tag: 'hash', time: constant(0.2) }], 'event-loop')).toBeCloseTo(0.2, 12);
    expect(demandAfter([{ kind: 'rework', tag: 'hash', station: 'database' }], 'database')).toBeCloseTo(0.42, 12);
    expect(demandAfter([{ kind: 'remove', tag: 'hash' }], 'event-loop')).toBe(0);
  });

  it('sets turns, parameters, servers, instances and timeouts', () => {
    expect(demandAfter([{ kind: 'set-times', tag: 'each', times: constant(1) }], 'database')).toBeCloseTo(0.021, 12);
    const parameter = { kind: 'set-parameter', parameter: 'accounts', low: 1, typical: 2, high: 3 } as const;
    expect(demandAfter([parameter], 'database')).toBeCloseTo(0.022, 12);
    const changed = applyChanges(model, [
      { kind: 'set-servers', station: 'connections', servers: 20 },
      { kind: 'set-instances', instances: 3 },
      { kind: 'set-acquire-timeout', station: 'connections', seconds: 5 },
    ]);
    expect(changed.instances).toBe(3);
    expect(changed.stations[1]).toMatchObject({ servers: 20, acquireTimeout: 5 });
    expect(model.instances).toBe(1);
  });

  it('gives the token back between visits, and holds none across a call to a service', () => {
    expect(demandAfter([], 'connections')).toBeCloseTo(0.32, 12);
    expect(demandAfter([{ kind: 'release-early', tag: 'transaction' }], 'connections')).toBeCloseTo(0.02, 12);
  });

  it('detaches: the work stays, the answer does not wait', () => {
    const changed = applyChanges(model, [{ kind: 'detach', tag: 'transaction' }]);
    const compiled = compile(changed, { accounts: 0 }, MIX);
    expect(solveOpen(compiled, 1e-6, 0.95).responseTime).toBeCloseTo(0.3, 5);
    expect(demands(compiled).find((d) => d.station === 'service:stripe')?.demand).toBeCloseTo(0.3, 12);
  });

  it('tells what it does not touch, and leaves the model as it is', () => {
    expect(touches(model, { kind: 'remove', tag: 'no such cause' })).toBe(false);
    expect(touches(model, { kind: 'rework', tag: 'transaction', factor: 2 })).toBe(false);
    expect(touches(model, { kind: 'rework', tag: 'hash', factor: 2 })).toBe(true);
    expect(applyChanges(model, [{ kind: 'remove', tag: 'no such cause' }])).toEqual(model);
  });
});

describe('faults', () => {
  const kinds = (model: QueueingModel) => checkModel(model).map((fault) => fault.kind);
  const good = withActivity(serve('event-loop', 0.001));

  it('finds none in a sound model', () => {
    expect(kinds(good)).toEqual([]);
  });

  it.each<[string, QueueingModel]>([
    ['bad-number', withActivity(serve('event-loop', -1))],
    ['bad-number', withActivity(serve('event-loop', Number.NaN))],
    ['unknown-station', withActivity(serve('moon', 1))],
    ['wrong-station-type', withActivity(serve('connections', 1))],
    ['wrong-station-type', withActivity({ kind: 'hold', pool: 'database', body: sequence(), tags: [] })],
    [
      'unknown-parameter',
      withActivity({ kind: 'serve', station: 'database', time: product(1, 'stars'), variability: 0, tags: [] }),
    ],
    [
      'bad-variability',
      withActivity({ kind: 'serve', station: 'database', time: constant(1), variability: -1, tags: [] }),
    ],
    [
      'bad-probabilities',
      withActivity({ kind: 'choice', branches: [{ probability: 0.5, leaves: false, body: sequence() }] }),
    ],
    ['duplicate-station', { ...good, stations: [...good.stations, loop] }],
    ['duplicate-class', { ...good, classes: [...good.classes, ...good.classes] }],
    ['no-class', { ...good, classes: [] }],
    ['no-instance', { ...good, instances: 0 }],
    ['bad-servers', { ...good, stations: [{ ...loop, servers: 0 }] }],
    ['bad-slice', { ...good, stations: [{ ...loop, slice: 0 }, connections, database, stripe] }],
  ])('%s', (kind, model) => {
    expect(kinds(model)).toContain(kind);
    expect(() => compile(model, { accounts: 1 }, MIX)).toThrow(InvalidModelError);
  });

  it('refuses an activity that contains itself', () => {
    const steps: Activity[] = [];
    const endless: Activity = { kind: 'sequence', steps };
    steps.push(endless);
    expect(kinds(withActivity(endless))).toContain('cycle');
  });

  it('refuses a mix that is empty, unknown, negative or does not add up to 1', () => {
    for (const mix of [{}, { 'GET /moon': 1 }, { 'GET /api/members': -1 }, { 'GET /api/members': 0.5 }]) {
      expect(() => compile(good, { accounts: 1 }, mix)).toThrow(InvalidModelError);
    }
  });

  it('refuses a missing value, a negative result and a load that is no number', () => {
    const model = withActivity({
      kind: 'serve',
      station: 'database',
      time: product(1, 'accounts'),
      variability: 0,
      tags: [],
    });
    expect(() => compile(model, {}, MIX)).toThrow(InvalidModelError);
    expect(() => compile(model, { accounts: -1 }, MIX)).toThrow(/bad-number/);
    const compiled = compile(model, { accounts: 1 }, MIX);
    for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => solveOpen(compiled, rate, 0.95)).toThrow(InvalidModelError);
    }
    expect(() => solveOpen(compiled, 1, 1)).toThrow(InvalidModelError);
  });

  it('answers overload with an unstable solution, not a number', () => {
    const compiled = compile(withActivity(serve('event-loop', 0.01)), { accounts: 1 }, MIX);
    const solution = solveOpen(compiled, 150, 0.95);
    expect(solution.stable).toBe(false);
    expect(solution.responseTime).toBe(Number.POSITIVE_INFINITY);
  });
});
