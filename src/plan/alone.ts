import type { Derivation } from '../model/derivation.ts';
import { type Values, valuesAt } from '../model/expression.ts';
import type { Interval } from '../model/range.ts';
import { type CompiledModel, capacityPoint, compile, demands, onlyClass, valuesTogether } from '../solve/index.ts';

/** What one route asks and could take by itself, whatever the scenario. */
export interface RouteAlone {
  /** CPU seconds on the event loop, per request. */
  readonly loopTime: number;
  /** Seconds of the database, per request. */
  readonly databaseTime: number;
  /** CPU seconds of a request, threads and database included: the true value lies inside nine times in ten. */
  readonly busyTime: Interval;
  /** Capacity when every request is for this route, requests per second. */
  readonly alone: number;
}

/** Relative; told with two digits. */
const PRECISION = 0.01;

/** Every route that some scenario uses, alone, at the typical values of the parameters. */
export function routesAlone({ model, scenarios, objective }: Derivation): ReadonlyMap<string, RouteAlone> {
  const values: Values = valuesAt(model.parameters, 'typical');
  const used = model.classes.filter(({ id }) => scenarios.some(({ mix }) => (mix[id] ?? 0) > 0));
  if (used.length === 0) return new Map();
  const mix = Object.fromEntries(used.map(({ id }) => [id, 1 / used.length]));
  const compiled = compile(model, values, mix);
  const seconds = secondsOf(compiled);
  const ends = valuesTogether(model.parameters);
  const [low, high] = [secondsOf(compile(model, ends.low, mix)), secondsOf(compile(model, ends.high, mix))];
  return new Map(
    compiled.classes.map(({ id }, c) => [
      id,
      {
        loopTime: seconds.get(`event-loop ${id}`) ?? 0,
        databaseTime: seconds.get(`database ${id}`) ?? 0,
        busyTime: { low: busy(low, id), typical: busy(seconds, id), high: busy(high, id) },
        alone: capacityPoint(onlyClass(compiled, c), objective, { precision: PRECISION }).throughput,
      },
    ]),
  );
}

type Seconds = ReadonlyMap<string, number>;

function secondsOf(compiled: CompiledModel): Seconds {
  return new Map(demands(compiled).map((each) => [`${each.station} ${each.classId}`, each.demand]));
}

function busy(seconds: Seconds, id: string): number {
  return ['event-loop', 'threads', 'database'].reduce((sum, at) => sum + (seconds.get(`${at} ${id}`) ?? 0), 0);
}
