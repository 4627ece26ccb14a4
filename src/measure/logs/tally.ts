import { emptyHistogram, type Histogram, record } from '../../load/index.ts';
import type { LogEntry } from './entry.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A visitor silent for this long begins another session: the usual convention of analytics. */
const SILENCE = 30 * MINUTE;
/** Visitors remembered; beyond, sessions are no longer counted. */
const MOST_VISITORS = 500_000;

export interface RouteTally {
  requests: number;
  failures: number;
  readonly times: Histogram;
}

interface Visitor {
  last: number;
  /** Sessions by day. */
  readonly days: Map<number, number>;
}

/** Sums over the entries of a log; nothing of an entry stays. Times in milliseconds. */
export interface Tally {
  readonly routes: Map<string, RouteTally>;
  /** Requests by minute, and by hour and route, since 1970. */
  readonly minutes: Map<number, number>;
  readonly hours: Map<number, Map<string, number>>;
  readonly visitors: Map<number, Visitor>;
  /** Requests that visitors known by their address sent. */
  byVisitors: number;
  sessions: number;
  requests: number;
  failures: number;
  unmatched: number;
  /** Lines that are no request. */
  others: number;
  first: number;
  last: number;
  /** Of requests without a date, the time of the last one: the day changes when it goes back. */
  clock: { day: number; time: number } | undefined;
  overflow: boolean;
}

export function emptyTally(): Tally {
  return {
    routes: new Map(),
    minutes: new Map(),
    hours: new Map(),
    visitors: new Map(),
    byVisitors: 0,
    sessions: 0,
    requests: 0,
    failures: 0,
    unmatched: 0,
    others: 0,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    clock: undefined,
    overflow: false,
  };
}

/** Counts one entry. `route`: the identifier of the route that answers it; undefined when none does. `salt`: of the hash of visitors. */
export function count(tally: Tally, entry: LogEntry, route: string | undefined, salt: number): void {
  if (route === undefined) {
    tally.unmatched++;
    return;
  }
  const failed = entry.status !== undefined && (entry.status >= 500 || entry.status === 429);
  const known = tally.routes.get(route) ?? { requests: 0, failures: 0, times: emptyHistogram() };
  tally.routes.set(route, known);
  known.requests++;
  tally.requests++;
  if (failed) {
    known.failures++;
    tally.failures++;
  }
  if (entry.seconds !== undefined) record(known.times, entry.seconds);
  const time = entry.time ?? timeFrom(tally, entry.clock);
  if (time === undefined) return;
  countAt(tally, time, route);
  if (entry.visitor !== undefined) visit(tally, hash(entry.visitor, salt), time);
}

function countAt(tally: Tally, time: number, route: string): void {
  tally.first = Math.min(tally.first, time);
  tally.last = Math.max(tally.last, time);
  const minute = Math.floor(time / MINUTE);
  tally.minutes.set(minute, (tally.minutes.get(minute) ?? 0) + 1);
  const hour = Math.floor(time / HOUR);
  const routes = tally.hours.get(hour) ?? new Map<string, number>();
  tally.hours.set(hour, routes);
  routes.set(route, (routes.get(route) ?? 0) + 1);
}

/** Lines of two workers may cross: going back by less than this is no midnight. */
const MIDNIGHT = 6 * HOUR;

function timeFrom(tally: Tally, clock: number | undefined): number | undefined {
  if (clock === undefined) return undefined;
  const { day, time } = tally.clock ?? { day: 0, time: clock };
  const next = clock < time - MIDNIGHT ? day + 1 : day;
  tally.clock = { day: next, time: clock };
  return next * DAY + clock;
}

function visit(tally: Tally, id: number, time: number): void {
  const known = tally.visitors.get(id);
  if (known === undefined && tally.visitors.size >= MOST_VISITORS) {
    tally.overflow = true;
    return;
  }
  tally.byVisitors++;
  const visitor = known ?? { last: Number.NEGATIVE_INFINITY, days: new Map() };
  if (time - visitor.last > SILENCE) {
    tally.sessions++;
    const day = Math.floor(time / DAY);
    visitor.days.set(day, (visitor.days.get(day) ?? 0) + 1);
  }
  visitor.last = Math.max(visitor.last, time);
  tally.visitors.set(id, visitor);
}

/** FNV-1a on 32 bits twice, 52 bits kept: enough to tell visitors apart, and nothing to find them again without the salt. */
function hash(text: string, salt: number): number {
  let low = 0x811c9dc5 ^ salt;
  let high = 0x01000193 ^ (salt >>> 7);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
}
