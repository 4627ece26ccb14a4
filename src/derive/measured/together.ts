import { constant, evaluate, product, scale, sum, type Values } from '../../model/expression.ts';
import type { MeasuredRoute, Measurement } from '../../model/measurement.ts';
import type { RequestClass } from '../../model/queueing-model.ts';
import { DATABASE_FACTORS, MACHINE_FACTORS } from '../context.ts';
import type { ParameterBook } from '../parameter-book.ts';
import { demandOf } from './demand.ts';
import { measuredRange } from './ranges.ts';
import { type Served, servedAt } from './served.ts';

/** Share of the mix whose routes must have been measured alone for the sum of them to say anything of all together. */
const COVERED = 0.9;
/** Busy share of a processor at which a request costs no more among others than alone. */
const FULL = 0.9;
/** Seconds of one visit from which it is a computation of its own, a password hash: caches and compilation change nothing of it. */
const LONG = 0.01;
/** Least share of what routes cost alone that is left to them. */
const LEAST = 0.5;

const STATIONS = ['event-loop', 'database'] as const;
type Station = (typeof STATIONS)[number];
type Costs = Pick<MeasuredRoute, 'cpu' | 'loopCpu' | 'databaseCpu'>;

/** What one request of the mix costs at a station, seconds as measured: among others, and added up from the routes alone. */
interface Seen {
  readonly among: number;
  readonly alone: number;
  /** Of `alone`, in visits that are long. */
  readonly long: number;
  /** Visits of one request. */
  readonly visits: number;
  /** Busy share of the processor meanwhile. */
  readonly busy: number;
  readonly requests: number;
  readonly slowness: number;
}

/**
 * Classes that cost what their requests cost together. When routes come at random, caches are colder and each turn of the loop, each awakening
 * of the database, serves fewer events than in a burst of one route: what that adds belongs to each visit, however long it is (a password hash
 * costs no more), and goes as the processor fills. Where the mix costs less than its routes one after the other, their code was not compiled yet
 * when they were alone: it takes as much less of each visit, in proportion. No change when the mix was not driven.
 */
export function together(
  classes: readonly RequestClass[],
  measurement: Measurement,
  book: ParameterBook,
  values: Values,
): readonly RequestClass[] {
  return STATIONS.reduce((before, station) => {
    const seen = seenAt(station, classes, measurement, values);
    if (seen === undefined) return before;
    const change = seen.among > seen.alone ? dearer(station, seen, book) : cheaper(station, seen, book, values);
    return before.map((one) => ({ ...one, activity: servedAt(one.activity, station, change) }));
  }, classes);
}

/** More per visit: none when the processor is full, and as measured. */
function dearer(station: Station, seen: Seen, book: ParameterBook): (served: Served) => Served {
  const extra = seen.among - seen.alone;
  const left = Math.min(1, (1 - FULL) / Math.max(1 - FULL, 1 - seen.busy));
  const { visits, requests: count } = seen;
  const reading = { low: 0, typical: (left * extra) / visits, high: extra / visits, count, way: 'drive' as const };
  const id = book.use(`together.${station}`, measuredRange(reading, seen.slowness), 's');
  const more = product(1, id, ...(station === 'database' ? DATABASE_FACTORS : MACHINE_FACTORS));
  return (served) => ({ ...served, time: sum(served.time, more) });
}

/** Less of each visit that is not long. */
function cheaper(station: Station, seen: Seen, book: ParameterBook, values: Values): (served: Served) => Served {
  const part = (seen.among - seen.long) / (seen.alone - seen.long);
  if (!(part >= 0 && part < 1)) return (served) => served;
  const least = Math.max(LEAST, part);
  const reading = { low: least, typical: least, high: 1, count: seen.requests, way: 'drive' as const };
  const id = book.use(`together.${station}`, measuredRange(reading), 'ratio');
  return (served) => (isLong(served, values) ? served : { ...served, time: scale(served.time, 1, id) });
}

function isLong({ time }: Served, values: Values): boolean {
  return evaluate(time, values) > LONG;
}

function seenAt(
  station: Station,
  classes: readonly RequestClass[],
  { machine, mixRun, routes }: Measurement,
  values: Values,
): Seen | undefined {
  if (mixRun === undefined) return undefined;
  const shares = Object.entries(mixRun.mix).filter(([id]) => routes[id]?.cpu !== undefined);
  const covered = shares.reduce((all, [, share]) => all + share, 0);
  const each = (of: (id: string) => number): number => shares.reduce((all, [id, share]) => all + share * of(id), 0);
  const demand = (otherwise: (served: Served) => Served): number =>
    each((id) =>
      demandAt(
        station,
        classes.find((one) => one.id === id),
        values,
        otherwise,
      ),
    );
  const visits = demand((served) => ({ ...served, time: constant(1) }));
  if (covered < COVERED || visits <= 0) return undefined;
  const slowness = machine?.slowness.typical ?? 1;
  const long = demand((served) => (isLong(served, values) ? served : { ...served, time: constant(0) }));
  return {
    among: costAt(station, mixRun),
    alone: each((id) => costAt(station, routes[id] ?? {})) / covered,
    long: (long * slowness) / covered,
    visits,
    busy: mixRun.rate * costAt(station === 'database' ? station : 'all', mixRun),
    requests: mixRun.requests,
    slowness,
  };
}

/** Seconds of one request at a station, on the reference machine, with its visits changed. */
function demandAt(
  station: Station,
  one: RequestClass | undefined,
  values: Values,
  otherwise: (served: Served) => Served,
): number {
  if (one === undefined) return 0;
  return demandOf(servedAt(one.activity, station, otherwise), values).get(station) ?? 0;
}

function costAt(station: Station | 'all', { cpu, loopCpu, databaseCpu }: Costs): number {
  if (station === 'database') return databaseCpu?.typical ?? 0;
  return (station === 'all' ? cpu?.typical : (loopCpu ?? cpu)?.typical) ?? 0;
}
