import type { MeasuredCalls, MeasuredRoute, Reading } from '../../model/measurement.ts';
import { type CallTotals, NO_CALL, NONE, plus, type RouteTotals, type Totals } from '../agent/totals.ts';
import { readingOf, significant } from '../readings.ts';

/** What the requests of a route ask of others: queries, time on connections, calls outside. */
export type Asked = Pick<MeasuredRoute, 'queries' | 'databaseTime' | 'connectionWait' | 'rows' | 'calls'>;

/**
 * What one request of a route asks of others, from several stretches of time in which only that route was driven. Fields that no request filled
 * are left out: nothing seen is not nothing asked (a driver that the agent does not know).
 */
export function askedOf(route: string, stretches: readonly Totals[]): Asked {
  const sums = stretches.map((totals) => sumOf(route, totals)).filter(({ requests }) => requests > 0);
  const count = sums.reduce((sum, { requests }) => sum + requests, 0);
  const per = (of: (sum: RouteTotals) => number): Reading =>
    readingOf(
      sums.map((sum) => of(sum) / sum.requests),
      'drive',
      count,
    );
  const hosts = [...new Set(sums.flatMap(({ calls }) => Object.keys(calls)))].sort();
  const queried = sums.some(({ queries }) => queries > 0);
  return {
    ...(queried
      ? {
          queries: per(({ queries }) => queries),
          databaseTime: per(({ databaseSeconds }) => databaseSeconds),
          connectionWait: per(({ waitSeconds }) => waitSeconds),
          rows: per(({ rows }) => rows),
        }
      : {}),
    ...(hosts.length === 0
      ? {}
      : { calls: Object.fromEntries(hosts.map((host) => [host, callsOf(host, sums, count)])) }),
  };
}

/** A route that the agent knows by another name is all that was seen: only it was driven. */
function sumOf(route: string, totals: Totals): RouteTotals {
  return totals[route] ?? Object.values(totals).reduce(plus, NONE);
}

function callsOf(host: string, sums: readonly RouteTotals[], requests: number): MeasuredCalls {
  const calls = sums.map((sum) => ({ of: sum.requests, ...(sum.calls[host] ?? NO_CALL) }));
  const made = calls.filter(({ count }) => count > 0);
  return {
    count: readingOf(
      calls.map(({ count, of }) => count / of),
      'drive',
      requests,
    ),
    time: readingOf(
      made.map(({ seconds, count }) => seconds / count),
      'drive',
      made.reduce((sum, { count }) => sum + count, 0),
    ),
    ...variabilityOf(made.map(({ of: _, ...totals }) => totals)),
  };
}

/** Fewer calls than this say nothing of how their time varies. */
const TELLING = 10;

/** Squared coefficient of variation of the time of one call. */
function variabilityOf(made: readonly CallTotals[]): Pick<MeasuredCalls, 'variability'> {
  const sum = (of: keyof CallTotals): number => made.reduce((all, each) => all + each[of], 0);
  const [count, mean] = [sum('count'), sum('head') / sum('count')];
  if (count < TELLING || mean <= 0) return {};
  return { variability: significant(Math.max(0, sum('squares') / count / (mean * mean) - 1)) };
}
