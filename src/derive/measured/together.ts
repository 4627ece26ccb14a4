import { constant, product, sum, type Values } from '../../model/expression.ts';
import type { MeasuredRoute, Measurement } from '../../model/measurement.ts';
import type { RequestClass } from '../../model/queueing-model.ts';
import type { Range } from '../../model/range.ts';
import { DATABASE_FACTORS, MACHINE_FACTORS } from '../context.ts';
import type { ParameterBook } from '../parameter-book.ts';
import { demandOf } from './demand.ts';
import { measuredRange } from './ranges.ts';
import { servedAt } from './served.ts';

/** Share of the mix whose routes must have been measured alone for the sum of them to say anything of all together. */
const COVERED = 0.9;
/** Busy share of a processor at its capacity, more or less. */
const FULL = 0.75;

const STATIONS = ['event-loop', 'database'] as const;
type Station = (typeof STATIONS)[number];
type Costs = Pick<MeasuredRoute, 'cpu' | 'loopCpu' | 'databaseCpu'>;

/**
 * Classes that cost what their requests cost together. When routes come at random, caches are colder and each turn of the loop, each awakening
 * of the database, serves fewer events than in a burst of one route: what that adds belongs to each visit, however long it is (a password hash
 * costs no more), and goes as the processor fills. No change when the mix was not driven, or costs no more than its routes one after the other.
 */
export function together(
  classes: readonly RequestClass[],
  measurement: Measurement,
  book: ParameterBook,
  values: Values,
): readonly RequestClass[] {
  return STATIONS.reduce((before, station) => {
    const range = extraAt(station, classes, measurement, values);
    if (range === undefined) return before;
    const id = book.use(`together.${station}`, range, 's');
    const more = product(1, id, ...(station === 'database' ? DATABASE_FACTORS : MACHINE_FACTORS));
    return before.map((one) => ({
      ...one,
      activity: servedAt(one.activity, station, (served) => ({ ...served, time: sum(served.time, more) })),
    }));
  }, classes);
}

/** Seconds more per visit, on the reference machine: none when the processor is full, at its capacity, and as measured. */
function extraAt(
  station: Station,
  classes: readonly RequestClass[],
  { machine, mixRun, routes }: Measurement,
  values: Values,
): Range | undefined {
  if (mixRun === undefined) return undefined;
  const shares = Object.entries(mixRun.mix).filter(([id]) => routes[id]?.cpu !== undefined);
  const covered = shares.reduce((all, [, share]) => all + share, 0);
  const each = (of: (id: string) => number): number => shares.reduce((all, [id, share]) => all + share * of(id), 0);
  const visits = each((id) =>
    visitsOf(
      classes.find((one) => one.id === id),
      station,
      values,
    ),
  );
  const extra = costAt(station, mixRun) - each((id) => costAt(station, routes[id] ?? {})) / covered;
  if (covered < COVERED || visits <= 0 || extra <= 0) return undefined;
  const busy = mixRun.rate * costAt(station === 'database' ? station : 'all', mixRun);
  const left = Math.min(1, (1 - FULL) / Math.max(1 - FULL, 1 - busy));
  const reading = { low: 0, typical: (left * extra) / visits, high: extra / visits, count: mixRun.requests };
  return measuredRange({ ...reading, way: 'drive' }, machine?.slowness.typical ?? 1);
}

/** Times that one request is served at a station. */
function visitsOf(one: RequestClass | undefined, station: Station, values: Values): number {
  if (one === undefined) return 0;
  const counted = servedAt(one.activity, station, (served) => ({ ...served, time: constant(1) }));
  return demandOf(counted, values).get(station) ?? 0;
}

function costAt(station: Station | 'all', { cpu, loopCpu, databaseCpu }: Costs): number {
  if (station === 'database') return databaseCpu?.typical ?? 0;
  return (station === 'all' ? cpu?.typical : (loopCpu ?? cpu)?.typical) ?? 0;
}
