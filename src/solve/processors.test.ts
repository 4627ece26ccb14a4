import { describe, expect, it } from 'vitest';
import { constant } from '../model/expression.ts';
import { DEFAULT_OBJECTIVE } from '../model/objective.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';
import { applyChanges, capacityOf, checkModel, compile, saturationOf, simulate, solveOpen, touches } from './index.ts';

function serve(station: string, seconds: number, variability = 0): Activity {
  return { kind: 'serve', station, time: constant(seconds), variability, tags: ['work'] };
}

function sequence(...steps: Activity[]): Activity {
  return { kind: 'sequence', steps };
}

const HASH = 0.2;

/** An event loop and four threads on the same processors; pages of 8 ms on the loop, logins that hash 200 ms on a thread. */
function application(cpus: number): QueueingModel {
  const processor = { id: 'core', cpus };
  return {
    parameters: [],
    stations: [
      { id: 'event-loop', type: 'queue', servers: 1, scope: 'instance', processor },
      { id: 'threads', type: 'queue', servers: 4, scope: 'instance', processor },
    ],
    classes: [
      { id: 'page', activity: sequence(serve('event-loop', 0.008, 0.25)) },
      {
        id: 'login',
        activity: sequence(serve('event-loop', 0.001), serve('threads', HASH), serve('event-loop', 0.001)),
      },
    ],
    instances: 1,
  };
}

const MIX = { page: 0.95, login: 0.05 };
const WORK = 0.95 * 0.008 + 0.05 * (0.002 + HASH);

describe('shared processors', () => {
  it('are full when the work of all the stations fills them', () => {
    expect(saturationOf(compile(application(1), {}, MIX)) * WORK).toBeCloseTo(1, 3);
    const ample = saturationOf(compile(application(64), {}, MIX));
    const own = application(1).stations.map(({ processor: _, ...station }): Station => station);
    expect(ample).toBeCloseTo(saturationOf(compile({ ...application(1), stations: own }, {}, MIX)), 3);
  });

  it.each([0.3, 0.6, 0.8])('conserve work, and theory agrees with simulation, %d busy', (busy) => {
    const compiled = compile(application(1), {}, MIX);
    const rate = busy / WORK;
    const simulated = simulate(compiled, { kind: 'open', rate, mix: MIX }, { seed: 5, requests: 200_000 });
    const [loop, threads] = simulated.stations;
    expect(Math.abs((loop?.utilization ?? 0) + 4 * (threads?.utilization ?? 0) - busy)).toBeLessThan(0.02);
    const analytic = solveOpen(compiled, rate, 0.95);
    analytic.classes.forEach((found, c) => {
      const truth = simulated.classes[c];
      expect(Math.abs(found.responseTime / (truth?.responseTime ?? 0) - 1)).toBeLessThan(0.12);
      expect(Math.abs(found.percentileTime / (truth?.percentileTime ?? 0) - 1)).toBeLessThan(0.3);
    });
  });

  it('keep pages within a second until the core is nearly full, the hashes on threads; on the loop, long before', () => {
    const compiled = compile(application(1), {}, MIX);
    const load = { kind: 'open', rate: 0.8 / WORK, mix: MIX } as const;
    const page = simulate(compiled, load, { seed: 5, requests: 200_000 }).classes.find(({ id }) => id === 'page');
    expect(page?.percentileTime).toBeLessThan(1);
    const onLoop = applyChanges(application(1), [{ kind: 'rework', tag: 'work', station: 'event-loop' }]);
    const blocked = simulate(compile(onLoop, {}, MIX), load, { seed: 5, requests: 200_000 }).classes[0];
    expect(blocked?.percentileTime).toBeGreaterThan(page?.percentileTime ?? 0);
  });

  it('do not double with hashes on threads, but with a second processor', () => {
    const capacityOn = (model: QueueingModel) => capacityOf(compile(model, {}, MIX), DEFAULT_OBJECTIVE).throughput;
    const two = applyChanges(application(1), [{ kind: 'set-processors', processor: 'core', cpus: 2 }]);
    expect(capacityOn(application(1)) * WORK).toBeLessThan(1);
    expect(capacityOn(two)).toBeGreaterThan(1.6 * capacityOn(application(1)));
  });

  it('at half a processor are those of one, twice as slow', () => {
    const at = (cpus: number, rate: number) =>
      simulate(compile(application(cpus), {}, MIX), { kind: 'open', rate, mix: MIX }, { seed: 3, requests: 20_000 });
    const [half, whole] = [at(0.5, 10), at(1, 20)];
    expect(half.responseTime).toBeCloseTo(2 * whole.responseTime, 6);
    const theory = (cpus: number, rate: number) => solveOpen(compile(application(cpus), {}, MIX), rate, 0.95);
    expect(theory(0.5, 10).responseTime).toBeCloseTo(2 * theory(1, 20).responseTime, 6);
  });

  it('belong to each instance', () => {
    const two = compile(applyChanges(application(1), [{ kind: 'set-instances', instances: 2 }]), {}, MIX);
    const found = simulate(two, { kind: 'open', rate: 1.2 / WORK, mix: MIX }, { seed: 3, requests: 100_000 });
    const one = simulate(
      compile(application(1), {}, MIX),
      { kind: 'open', rate: 0.6 / WORK, mix: MIX },
      { seed: 4, requests: 100_000 },
    );
    expect(Math.abs(found.responseTime / one.responseTime - 1)).toBeLessThan(0.1);
  });

  it('are a fault when they make no sense', () => {
    const [loop, threads] = application(1).stations as [Station, Station];
    const faultsOf = (...stations: Station[]) => checkModel({ ...application(1), stations }).map(({ kind }) => kind);
    expect(faultsOf(loop, threads)).toEqual([]);
    expect(faultsOf({ ...loop, processor: { id: 'core', cpus: 2 } }, threads)).toContain('bad-processor');
    expect(faultsOf(loop, { ...threads, scope: 'shared' })).toContain('bad-processor');
    expect(faultsOf(loop, { ...threads, type: 'sharing' })).toContain('bad-processor');
    const none = { id: 'core', cpus: 0 };
    expect(faultsOf({ ...loop, processor: none }, { ...threads, processor: none })).toContain('bad-processor');
    expect(touches(application(1), { kind: 'set-processors', processor: 'other', cpus: 2 })).toBe(false);
  });
});
