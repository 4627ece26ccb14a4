import { product, type Values, valuesAt } from '../../model/expression.ts';
import type { MeasuredRoute, Measurement, Reading } from '../../model/measurement.ts';
import type { Activity, RequestClass } from '../../model/queueing-model.ts';
import type { Range } from '../../model/range.ts';
import { MACHINE_FACTORS } from '../context.ts';
import type { ParameterBook } from '../parameter-book.ts';
import { demandOf } from './demand.ts';
import { measuredRange } from './ranges.ts';
import { scaledAt } from './served.ts';
import { together } from './together.ts';
import { otherRoutes } from './unmeasured.ts';

/** Stations whose demand can be measured. */
export type Measurable = 'event-loop' | 'threads' | 'database';
const MEASURABLE: readonly Measurable[] = ['event-loop', 'threads', 'database'];

/** Measured CPU seconds over predicted ones, of one class at one station. */
export interface Factor {
  readonly classId: string;
  readonly station: Measurable;
  readonly range: Range;
}

/** Work of the threads under this share of the measured one explains nothing: the rest is the runtime's own (garbage, compilation). */
const EXPLAINED = 0.25;

/**
 * Scales the demands of each class so that they add up to what was measured of it (the service demand law, D = U / X, of one class alone), and
 * those of the classes that were not measured by what the others show; all of them by what they cost together. The expressions stay: a demand still grows with the data, and a remedy
 * still finds its step. CPU seconds are first brought to the reference machine by the measured speed.
 */
export function calibrated(
  classes: readonly RequestClass[],
  measurement: Measurement,
  book: ParameterBook,
  accounts: number | undefined,
): readonly RequestClass[] {
  const values = conditions(book, accounts, measurement);
  const slowness = measurement.machine?.slowness.typical ?? 1;
  const known = classes.flatMap((one) => {
    const route = measurement.routes[one.id];
    return route === undefined ? [] : factorsOf(one, route, slowness, values);
  });
  if (known.length === 0) return classes;
  const others = otherRoutes(known);
  const alone = classes.map((one) => {
    const own = known.filter((factor) => factor.classId === one.id);
    const scaled = MEASURABLE.reduce((activity, station) => {
      const factor = own.find((each) => each.station === station);
      if (factor !== undefined) return scaledAt(activity, station, use(book, factor));
      const other = own.length === 0 ? others.get(station) : undefined;
      return other === undefined
        ? activity
        : scaledAt(activity, station, book.use(`unmeasured.${station}`, other, 'ratio'));
    }, one.activity);
    return { ...one, activity: withRest(scaled, one, measurement.routes[one.id], slowness, values, book) };
  });
  return together(alone, measurement, book, conditions(book, accounts, measurement));
}

function use(book: ParameterBook, { station, classId, range }: Factor): string {
  return book.use(`measured.${station}.${classId}`, range, 'ratio');
}

/** Typical values, on the reference machine, with the data that the application had when it was measured, whatever the settings say of them. */
export function conditions(book: ParameterBook, accounts: number | undefined, measurement: Measurement): Values {
  const typical = valuesAt(book.list(), 'typical');
  const people = accounts ?? typical['accounts'] ?? 1;
  const tables = measurement.database?.tables ?? {};
  const rows = book.list().flatMap(({ id, unit }) => {
    const counted = id.startsWith('rows.') ? tables[id.slice('rows.'.length)]?.rows.typical : undefined;
    return counted === undefined ? [] : [[id, unit === 'rows' ? counted : counted / people] as const];
  });
  const one = Object.fromEntries(
    ['machine.slowness', 'machine.share', 'database.slowness', 'database.share'].map((id) => [id, 1]),
  );
  return { ...typical, ...one, ...Object.fromEntries(rows), accounts: people };
}

function factorsOf(one: RequestClass, route: MeasuredRoute, slowness: number, values: Values): readonly Factor[] {
  const predicted = demandOf(one.activity, values);
  return MEASURABLE.flatMap((station) => {
    const reading = readingAt(station, route);
    const expected = predicted.get(station) ?? 0;
    if (reading === undefined || expected <= 0 || reading.typical <= 0) return [];
    if (station === 'threads' && expected * slowness < EXPLAINED * reading.typical) return [];
    return [{ classId: one.id, station, range: measuredRange(reading, expected * slowness) }];
  });
}

/** What the thread that runs JavaScript used; the rest of the processes; the database. */
function readingAt(station: Measurable, route: MeasuredRoute): Reading | undefined {
  if (station === 'database') return route.databaseCpu;
  if (station === 'event-loop') return route.loopCpu ?? route.cpu;
  return restOf(route);
}

function restOf({ cpu, loopCpu }: MeasuredRoute): Reading | undefined {
  if (cpu === undefined || loopCpu === undefined) return undefined;
  const rest = (key: 'low' | 'typical' | 'high'): number => Math.max(0, cpu[key] - loopCpu[key]);
  const [low, typical, high] = [rest('low'), rest('typical'), rest('high')].sort((a, b) => a - b) as [
    number,
    number,
    number,
  ];
  return { low, typical, high, count: cpu.count, way: cpu.way };
}

/** Work of other threads that no step explains: it takes processor time, and no answer waits for it. */
function withRest(
  activity: Activity,
  one: RequestClass,
  route: MeasuredRoute | undefined,
  slowness: number,
  values: Values,
  book: ParameterBook,
): Activity {
  const rest = route === undefined ? undefined : restOf(route);
  if (rest === undefined || rest.typical <= 0) return activity;
  const expected = demandOf(one.activity, values).get('threads') ?? 0;
  if (expected * slowness >= EXPLAINED * rest.typical) return activity;
  const id = book.use(`measured.runtime.${one.id}`, measuredRange(rest, slowness), 's');
  const served: Activity = {
    kind: 'serve',
    station: 'threads',
    time: product(1, id, ...MACHINE_FACTORS),
    variability: 1,
    tags: ['work:runtime'],
  };
  return { kind: 'sequence', steps: [activity, { kind: 'detached', body: served, tags: [] }] };
}
