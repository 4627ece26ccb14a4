import type { Derivation } from '../model/derivation.ts';
import { type Values, valuesAt } from '../model/expression.ts';
import { capacityPoint, compile, demands, onlyClass } from '../solve/index.ts';

/** What one route asks and could take by itself, whatever the scenario. */
export interface RouteAlone {
  /** CPU seconds on the event loop, per request. */
  readonly loopTime: number;
  /** Seconds of the database, per request. */
  readonly databaseTime: number;
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
  const compiled = compile(model, values, Object.fromEntries(used.map(({ id }) => [id, 1 / used.length])));
  const seconds = new Map(demands(compiled).map((each) => [`${each.station} ${each.classId}`, each.demand]));
  return new Map(
    compiled.classes.map(({ id }, c) => [
      id,
      {
        loopTime: seconds.get(`event-loop ${id}`) ?? 0,
        databaseTime: seconds.get(`database ${id}`) ?? 0,
        alone: capacityPoint(onlyClass(compiled, c), objective, { precision: PRECISION }).throughput,
      },
    ]),
  );
}
