import { runFor } from '../context.ts';
import { type Foreign, patchMethod } from '../patch.ts';
import { nameOfPool, type PoolLevels } from '../pools.ts';
import { beginQuery, endQuery, endWait, type QueryFlight } from '../query.ts';

/** What a query of postgres.js carries. */
const FLIGHT = Symbol('flight');
const ACTIVE = Symbol('active');

/** The driver keeps its pool to itself: connections in use are those that are at a query, what waits is a query that none is at. It holds every pool of the process. */
const levels = { used: 0, waiting: 0 };

/** `postgres`. In: its class of queries, of either build. */
export function watchPostgres(Query: Foreign): void {
  if (typeof Query?.prototype?.handle !== 'function') return;
  patchMethod(Query.prototype, 'handle', watchedHandle);
  if (Object.hasOwn(Query.prototype, 'active')) return;
  // A busy connection takes queries ahead, which wait for those before them: the wait is over when it says that it is at this one.
  Object.defineProperty(Query.prototype, 'active', {
    configurable: true,
    get(this: Foreign) {
      return this[ACTIVE];
    },
    set(this: Foreign, value: unknown) {
      this[ACTIVE] = value;
      if (value === true) taken(this);
    },
  });
}

function watchedHandle(original: (...words: Foreign[]) => Foreign) {
  return function handle(this: Foreign, ...words: Foreign[]): Foreign {
    if (this.executed !== true && this[FLIGHT] === undefined) begin(this);
    return original.apply(this, words);
  };
}

function begin(query: Foreign): void {
  const flight = beginQuery(() => (Array.isArray(query.strings) ? query.strings.join('$') : undefined));
  if (flight === undefined) return;
  query[FLIGHT] = { flight, taken: false };
  levels.waiting += 1;
  const { resolve, reject } = query;
  query.resolve = (result: Foreign) => {
    finish(query, result?.count ?? result?.length ?? 0, false);
    return runFor(flight.context, () => resolve(result));
  };
  query.reject = (error: unknown) => {
    finish(query, 0, true);
    return runFor(flight.context, () => reject(error));
  };
}

interface Carried {
  readonly flight: QueryFlight;
  taken: boolean;
}

function taken(query: Foreign): void {
  const carried: Carried | undefined = query[FLIGHT];
  if (carried === undefined || carried.taken) return;
  carried.taken = true;
  levels.waiting -= 1;
  levels.used += 1;
  endWait(carried.flight, nameOfPool('postgres', levels, read));
}

function finish(query: Foreign, rows: number, failed: boolean): void {
  const carried: Carried | undefined = query[FLIGHT];
  if (carried === undefined) return;
  query[FLIGHT] = undefined;
  if (carried.taken) levels.used -= 1;
  else levels.waiting -= 1;
  endQuery(carried.flight, rows, failed);
}

/** The driver tells neither its size nor its idle connections. */
function read({ used, waiting }: typeof levels): PoolLevels {
  return { size: 0, used, idle: 0, waiting };
}
