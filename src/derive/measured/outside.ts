import { type Expression, evaluate, product, type Values } from '../../model/expression.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { MeasuredCalls, MeasuredRoute, Measurement, Reading } from '../../model/measurement.ts';
import type { Activity, RequestClass } from '../../model/queueing-model.ts';
import type { ParameterBook } from '../parameter-book.ts';
import { demandOf } from './demand.ts';
import { servicesByHost } from './latencies.ts';
import { measuredRange } from './ranges.ts';
import { servedAt } from './served.ts';

/** Squared coefficient of variation of a call that the code does not show. */
const VARIABILITY = 0.25;

/**
 * Classes whose time at each service is what was measured on their own route: calls per request × seconds per call. A call that was heard and that
 * the code does not show is added after the rest, when the model knows its service.
 */
export function withOutside(
  classes: readonly RequestClass[],
  inventory: Inventory,
  measurement: Measurement,
  book: ParameterBook,
  values: Values,
): readonly RequestClass[] {
  const hosts = servicesByHost(inventory, measurement);
  return classes.map((one) => {
    const route = measurement.routes[one.id];
    const serviceOf = (host: string): string | undefined => hosts(host, one.id);
    const heard = route === undefined ? [] : [...secondsByService(route, serviceOf)];
    const variabilities = route === undefined ? new Map<string, number>() : variabilityByService(route, serviceOf);
    if (heard.length === 0) return one;
    const predicted = demandOf(one.activity, values);
    const activity = heard.reduce((before, [service, reading]) => {
      const station = `service:${service}`;
      const expected = predicted.get(station) ?? 0;
      const id = book.use(`measured.${station}.${one.id}`, measuredRange(reading), 's');
      // The assumed time of a call leaves the sum, its share of it stays.
      const varies = variabilities.get(service);
      if (expected <= 0) return after(before, station, id, varies ?? VARIABILITY);
      const retimed = (time: Expression): Expression => product(evaluate(time, values) / expected, id);
      return servedAt(before, station, (served) => ({
        ...served,
        time: retimed(served.time),
        variability: varies ?? served.variability,
      }));
    }, one.activity);
    return { ...one, activity };
  });
}

function after(activity: Activity, station: string, parameter: string, variability: number): Activity {
  const tags = ['measured:call'];
  const time = product(1, parameter);
  return { kind: 'sequence', steps: [activity, { kind: 'serve', station, time, variability, tags }] };
}

/** Seconds of one request at each service, over the hosts that are its own. */
function secondsByService(
  { calls = {} }: MeasuredRoute,
  serviceOf: (host: string) => string | undefined,
): ReadonlyMap<string, Reading> {
  const sums = new Map<string, Reading>();
  for (const [host, each] of Object.entries(calls)) {
    const service = serviceOf(host);
    if (service === undefined) continue;
    const seconds = secondsOf(each);
    const known = sums.get(service);
    sums.set(
      service,
      known === undefined
        ? seconds
        : {
            ...seconds,
            low: known.low + seconds.low,
            typical: known.typical + seconds.typical,
            high: known.high + seconds.high,
          },
    );
  }
  return new Map([...sums].filter(([, { typical }]) => typical > 0));
}

/** How much the time of one call varies; where several hosts stand for a service, the largest. */
function variabilityByService(
  { calls = {} }: MeasuredRoute,
  serviceOf: (host: string) => string | undefined,
): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (const [host, { variability }] of Object.entries(calls)) {
    const service = serviceOf(host);
    if (service === undefined || variability === undefined) continue;
    known.set(service, Math.max(known.get(service) ?? 0, variability));
  }
  return known;
}

function secondsOf({ count, time }: MeasuredCalls): Reading {
  return {
    low: count.low * time.low,
    typical: count.typical * time.typical,
    high: count.high * time.high,
    count: time.count,
    way: time.way,
  };
}
