import type { Observer, OutboundCall, Work } from '../../probe/index.ts';

/** Calls to one host, summed up. */
export interface CallTotals {
  /** Answered or failed. */
  readonly count: number;
  /** Seconds, to the end of the answers. */
  readonly seconds: number;
  /** To their beginning: the sum, and that of the squares. */
  readonly head: number;
  readonly squares: number;
}

/** What the requests of one route asked of others, summed up. Seconds. */
export interface RouteTotals {
  readonly requests: number;
  readonly queries: number;
  readonly databaseSeconds: number;
  readonly rows: number;
  /** Waiting for a connection of the pool. */
  readonly waitSeconds: number;
  /** By host, with its port when unusual. */
  readonly calls: Readonly<Record<string, CallTotals>>;
}

/** By route. */
export type Totals = Readonly<Record<string, RouteTotals>>;

export const NO_CALL: CallTotals = { count: 0, seconds: 0, head: 0, squares: 0 };

export const NONE: RouteTotals = {
  requests: 0,
  queries: 0,
  databaseSeconds: 0,
  rows: 0,
  waitSeconds: 0,
  calls: {},
};

/** Two sums of one route, together. */
export function plus(a: RouteTotals, b: RouteTotals): RouteTotals {
  const hosts = [...new Set([...Object.keys(a.calls), ...Object.keys(b.calls)])];
  const calls = hosts.map((host) => {
    const [one, other] = [a.calls[host] ?? NO_CALL, b.calls[host] ?? NO_CALL];
    const sum = (of: keyof CallTotals): number => one[of] + other[of];
    return [
      host,
      { count: sum('count'), seconds: sum('seconds'), head: sum('head'), squares: sum('squares') },
    ] as const;
  });
  return {
    requests: a.requests + b.requests,
    queries: a.queries + b.queries,
    databaseSeconds: a.databaseSeconds + b.databaseSeconds,
    rows: a.rows + b.rows,
    waitSeconds: a.waitSeconds + b.waitSeconds,
    calls: Object.fromEntries(calls),
  };
}

/** Sums of several processes, together. */
export function together(all: readonly Totals[]): Totals {
  const sum: Record<string, RouteTotals> = {};
  for (const each of all)
    for (const [route, totals] of Object.entries(each)) sum[route] = plus(sum[route] ?? NONE, totals);
  return sum;
}

/** An observer that sums up, and what it has summed up so far. Work that no request asked for is left out. */
export function tally(): { readonly observer: Observer; readonly totals: () => Totals } {
  const routes = new Map<string, Sum>();
  const of = (route: string): Sum => {
    let sum = routes.get(route);
    if (sum === undefined) {
      sum = { requests: 0, queries: 0, databaseSeconds: 0, rows: 0, waitSeconds: 0, calls: {} };
      routes.set(route, sum);
    }
    return sum;
  };
  return {
    observer: {
      ended({ route, work }) {
        const sum = of(route);
        sum.requests += 1;
        if (work !== undefined) add(sum, work);
      },
      worked(route, work) {
        if (route !== undefined) add(of(route), work);
      },
      waited() {
        // Told with the work of the request that waited.
      },
    },
    totals: () => Object.fromEntries(routes),
  };
}

/** A sum under way. */
interface Sum extends RouteTotals {
  requests: number;
  queries: number;
  databaseSeconds: number;
  rows: number;
  waitSeconds: number;
  readonly calls: Record<string, { -readonly [K in keyof CallTotals]: number }>;
}

function add(sum: Sum, work: Work): void {
  sum.queries += work.calls;
  sum.databaseSeconds += work.seconds;
  sum.rows += work.rows;
  sum.waitSeconds += work.waitSeconds;
  for (const call of work.outbound ?? []) addCall(sum, call);
}

function addCall({ calls }: Sum, { host, seconds, isContinued }: OutboundCall): void {
  calls[host] ??= { ...NO_CALL };
  const known = calls[host];
  known.seconds += seconds;
  if (isContinued) return;
  known.count += 1;
  known.head += seconds;
  known.squares += seconds * seconds;
}
