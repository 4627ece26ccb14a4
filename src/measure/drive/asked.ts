import type { MeasuredCalls, MeasuredRoute, Reading } from '../../model/measurement.ts';
import { NONE, plus, type RouteTotals, type Totals } from '../agent/totals.ts';
import { readingOf } from '../readings.ts';

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
  const calls = sums.map((sum) => ({ of: sum.requests, ...(sum.calls[host] ?? { count: 0, seconds: 0 }) }));
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
  };
}
