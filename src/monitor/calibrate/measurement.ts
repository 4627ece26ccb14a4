import { percentileOf } from '../../model/histogram.ts';
import type { MeasuredRoute, MeasuredTraffic, Measurement, Reading } from '../../model/measurement.ts';
import { type MinuteRecord, OTHER_LABELS, type RouteFigures } from '../../model/minute.ts';
import type { Point } from '../history/point.ts';
import type { HistoryDocument } from '../page/document.ts';

/** Two-sided 95 %. */
const Z = 1.96;
/** Requests alone in the process under which a route's processor time is chance. */
const FEWEST_ALONE = 5;
const HOUR = 3600;

/** A day of production as a measurement; undefined when nothing was seen. `version` is the tool's. */
export function measurementOf(document: HistoryDocument, version: string): Measurement | undefined {
  const { day, at, application, minutes } = document;
  if (day === null || day.total.requests === 0) return undefined;
  const known = Object.entries(day.routes).filter(([route]) => !isOther(route));
  return {
    schemaVersion: 1,
    tool: { name: 'jauge', version },
    date: at,
    ways: [{ way: 'monitor', date: at, of: application, complete: true, requests: day.total.requests }],
    routes: Object.fromEntries(
      known.filter(([, { requests }]) => requests > 0).map(([route, figures]) => [route, routeOf(figures)]),
    ),
    traffic: trafficOf(day, minutes, known),
  };
}

function isOther(route: string): boolean {
  return route === OTHER_LABELS.unmatched || route === OTHER_LABELS.overflow;
}

function routeOf(figures: RouteFigures): MeasuredRoute {
  const { requests, processor, database, outbound, duration } = figures;
  const each = (total: number): Reading => mean(total / requests, requests);
  const calls = Object.entries(outbound).filter(([, call]) => call.calls > 0);
  return {
    requests,
    errors: share(figures.serverErrors + figures.aborted, requests),
    ...(processor.count < FEWEST_ALONE ? {} : { cpu: sampled(processor) }),
    ...(database.calls === 0
      ? {}
      : {
          databaseTime: each(database.seconds),
          connectionWait: each(database.waitSeconds),
          queries: each(database.calls),
          rows: each(database.rows),
        }),
    ...(calls.length === 0
      ? {}
      : {
          calls: Object.fromEntries(
            calls.map(([host, call]) => [
              host,
              { count: each(call.calls), time: mean(call.seconds / call.calls, call.calls) },
            ]),
          ),
        }),
    responseTime: {
      mean: mean(duration.sum / requests, requests),
      p50: percentile(figures, 0.5),
      p95: percentile(figures, 0.95),
    },
  };
}

/** Mean and 95 % interval of a mean from the sum and the sum of the squares. */
function sampled({ count, seconds, squares }: RouteFigures['processor']): Reading {
  const typical = seconds / count;
  const variance = Math.max(0, squares / count - typical * typical) * (count / (count - 1));
  const reach = Z * Math.sqrt(variance / count);
  return { low: Math.max(0, typical - reach), typical, high: typical + reach, count, way: 'monitor' };
}

/** Where only the sum is known, the spread of one request is taken as large as its mean (exponential): the mean is then known to Z/√n. */
function mean(typical: number, count: number): Reading {
  const reach = (Z * typical) / Math.sqrt(count);
  return { low: Math.max(0, typical - reach), typical, high: typical + reach, count, way: 'monitor' };
}

/** Share of a count, with Wilson's interval (1927): it stays within 0 and 1, and is sound for few or none. */
function share(part: number, whole: number): Reading {
  const typical = part / whole;
  const centre = (typical + Z ** 2 / (2 * whole)) / (1 + Z ** 2 / whole);
  const reach = (Z / (1 + Z ** 2 / whole)) * Math.sqrt((typical * (1 - typical)) / whole + Z ** 2 / (4 * whole ** 2));
  const low = Math.max(0, Math.min(typical, centre - reach));
  return { low, typical, high: Math.min(1, Math.max(typical, centre + reach)), count: whole, way: 'monitor' };
}

/** A percentile, between those whose ranks chance could have given it (binomial), never narrower than a bucket. */
function percentile({ duration, requests }: RouteFigures, at: number): Reading {
  const typical = percentileOf(duration, at) ?? 0;
  const reach = Z * Math.sqrt((at * (1 - at)) / requests);
  const low = percentileOf(duration, Math.max(0, at - reach)) ?? typical;
  const high = percentileOf(duration, Math.min(1, at + reach)) ?? typical;
  return {
    low: Math.min(low, typical * 0.984),
    typical,
    high: Math.max(high, typical * 1.016),
    count: requests,
    way: 'monitor',
  };
}

function trafficOf(
  day: MinuteRecord,
  minutes: readonly Point[],
  known: readonly (readonly [string, RouteFigures])[],
): MeasuredTraffic {
  const matched = known.reduce((sum, [, { requests }]) => sum + requests, 0);
  const busiest = busiestHour(minutes);
  const from = minutes[0]?.start ?? day.start;
  const last = minutes.at(-1);
  const to = last === undefined ? from + day.elapsed : last.start + last.elapsed;
  const period = Math.max(1, to - from);
  const counted = (typical: number, count: number): Reading => mean(typical, Math.max(1, count));
  return {
    from: iso(from),
    to: iso(to),
    requests: day.total.requests,
    mix: Object.fromEntries(
      known
        .filter(([, { requests }]) => requests > 0)
        .map(([route, { requests }]) => [route, share(requests, matched)]),
    ),
    rate: counted(day.total.requests / period, day.total.requests),
    ...(busiest === undefined
      ? {}
      : {
          peakRate: counted(busiest.requests / HOUR, busiest.requests),
          // Less than a day says nothing of the day's shape.
          ...(period < 20 * HOUR ? {} : { peakHourShare: share(busiest.requests, day.total.requests) }),
          burst: counted(Math.max(1, (busiest.minute * 60) / busiest.requests), busiest.minute),
        }),
    errors: share(day.total.serverErrors + day.total.aborted, day.total.requests),
    unmatched: day.total.requests - matched,
  };
}

/** The sixty minutes with the most requests, and those of their busiest minute; undefined under an hour of history. */
function busiestHour(minutes: readonly Point[]): { readonly requests: number; readonly minute: number } | undefined {
  const first = minutes[0]?.start;
  const last = minutes.at(-1)?.start;
  if (first === undefined || last === undefined || last - first < HOUR - 120) return undefined;
  let best = { requests: 0, minute: 0 };
  let begin = 0;
  let sum = 0;
  for (const [end, point] of minutes.entries()) {
    sum += point.requests;
    while ((minutes[begin]?.start ?? point.start) <= point.start - HOUR) {
      sum -= minutes[begin]?.requests ?? 0;
      begin += 1;
    }
    if (sum > best.requests) {
      best = { requests: sum, minute: Math.max(...minutes.slice(begin, end + 1).map(({ requests }) => requests)) };
    }
  }
  return best.requests === 0 ? undefined : best;
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
