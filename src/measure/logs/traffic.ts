import { quantile as timeAt } from '../../load/index.ts';
import type { MeasuredRoute, MeasuredTraffic, Reading, ResponseTimes } from '../../model/measurement.ts';
import { exactReading, readingOf, shareReading, significant } from '../readings.ts';
import { DAY, type RouteTally, type Tally } from './tally.ts';

/** A shorter log has no busiest hour. */
const AN_HOUR = 3600;
/** A day is counted whole when the log covers at least this many of its hours. */
const MOST_OF_A_DAY = 20;
/** Fewer requests than this in an hour say nothing of its busiest minute. */
const ENOUGH = 60;

/** Real traffic, from the sums of a log; undefined when no request matched a route. `shift`: milliseconds to add to the times. */
export function trafficOf(tally: Tally, shift: number): MeasuredTraffic | undefined {
  if (tally.requests === 0) return undefined;
  const dated = tally.hours.size > 0;
  const iso = (time: number): string => (dated ? new Date(time + shift).toISOString() : '');
  const seconds = dated ? Math.max(1, (tally.last - tally.first) / 1000) : Number.NaN;
  const hours = [...tally.hours].map(([hour, routes]) => ({ hour, count: sum(routes.values()) }));
  return {
    from: iso(tally.first),
    to: iso(tally.last),
    requests: tally.requests,
    unmatched: tally.unmatched,
    mix: sharesOf(new Map([...tally.routes].map(([id, { requests }]) => [id, requests]))),
    rate: rateOf(tally.requests, seconds, hours),
    errors: shareReading(tally.failures, tally.requests, 'logs'),
    ...(dated && seconds >= AN_HOUR ? peaks(tally, hours) : {}),
    ...sessionsOf(tally),
  };
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function sharesOf(counts: ReadonlyMap<string, number>): Readonly<Record<string, Reading>> {
  const total = sum(counts.values());
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return Object.fromEntries(ordered.map(([id, count]) => [id, shareReading(count, total, 'logs')]));
}

interface HourCount {
  readonly hour: number;
  readonly count: number;
}

/** Mean of the period, between the quietest and the busiest of its hours. */
function rateOf(requests: number, seconds: number, hours: readonly HourCount[]): Reading {
  if (!Number.isFinite(seconds)) return { low: 0, typical: 0, high: 0, count: requests, way: 'logs' };
  const rates = hours.map(({ count }) => count / 3600);
  const mean = requests / seconds;
  return {
    low: significant(Math.min(mean, ...rates)),
    typical: significant(mean),
    high: significant(Math.max(mean, ...rates)),
    count: requests,
    way: 'logs',
  };
}

/** The busiest hour of each whole day: its rate, its share of the day, its mix, and its busiest minute. */
function peaks(tally: Tally, hours: readonly HourCount[]): Partial<MeasuredTraffic> {
  const days = new Map<number, HourCount[]>();
  for (const each of hours) {
    const day = Math.floor(each.hour / 24);
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  const whole = [...days].filter(([day]) => coveredHours(day, tally) >= MOST_OF_A_DAY).map(([, each]) => each);
  const considered = whole.length > 0 ? whole : [hours];
  const busiest = considered.map((day) => day.reduce((a, b) => (b.count > a.count ? b : a)));
  const telling = busiest.filter(({ count }) => count >= ENOUGH);
  const bursts = telling.map(({ hour, count }) => busiestMinute(hour, tally) / (count / 60));
  return {
    peakRate: readingOf(
      busiest.map(({ count }) => count / 3600),
      'logs',
      tally.requests,
    ),
    peakMix: sharesOf(mixAt(busiest, tally)),
    ...(whole.length === 0 ? {} : { peakHourShare: readingOf(whole.map(shareOfBusiest), 'logs') }),
    ...(bursts.length === 0 ? {} : { burst: readingOf(bursts, 'logs') }),
  };
}

function coveredHours(day: number, { first, last }: Tally): number {
  const from = Math.max(first, day * DAY);
  const to = Math.min(last, (day + 1) * DAY);
  return (to - from) / 3_600_000;
}

function shareOfBusiest(day: readonly HourCount[]): number {
  const counts = day.map(({ count }) => count);
  return Math.max(...counts) / sum(counts);
}

function busiestMinute(hour: number, { minutes }: Tally): number {
  return Math.max(...Array.from({ length: 60 }, (_, minute) => minutes.get(hour * 60 + minute) ?? 0));
}

function mixAt(busiest: readonly HourCount[], { hours }: Tally): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const { hour } of busiest)
    for (const [id, count] of hours.get(hour) ?? []) total.set(id, (total.get(id) ?? 0) + count);
  return total;
}

/** Sessions of one visitor in a day that he comes, and requests of a session: means, and their spread over the visitors' days. */
function sessionsOf(tally: Tally): Partial<MeasuredTraffic> {
  const days = [...tally.visitors.values()].flatMap((visitor) => [...visitor.days.values()]);
  if (days.length === 0 || tally.overflow) return {};
  const perDay = meanReading(days);
  return {
    sessionsPerDay: perDay,
    requestsPerSession: exactReading(significant(tally.byVisitors / tally.sessions), 'logs', tally.sessions),
  };
}

/** The mean, with its interval at 90 %. */
function meanReading(values: readonly number[]): Reading {
  const mean = sum(values) / values.length;
  const variance = sum(values.map((value) => (value - mean) ** 2)) / Math.max(1, values.length - 1);
  const half = 1.645 * Math.sqrt(variance / values.length);
  return {
    low: significant(mean - half),
    typical: significant(mean),
    high: significant(mean + half),
    count: values.length,
    way: 'logs',
  };
}

/** What the log says of one route: how often it failed, how long it took. */
export function routeOf({ requests, failures, times }: RouteTally): MeasuredRoute {
  const { count } = times;
  const at = (share: number): Reading => {
    const half = (1.645 * Math.sqrt(share * (1 - share))) / Math.sqrt(Math.max(1, count));
    const [low, typical, high] = [Math.max(0, share - half), share, Math.min(1, share + half)].map((each) =>
      significant(timeAt(times, each)),
    ) as [number, number, number];
    return { low, typical, high, count, way: 'logs' };
  };
  const responseTime: ResponseTimes | undefined = count === 0 ? undefined : { p50: at(0.5), p95: at(0.95) };
  return {
    requests,
    errors: shareReading(failures, requests, 'logs'),
    ...(responseTime === undefined ? {} : { responseTime }),
  };
}
