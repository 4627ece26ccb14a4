import { type Foreign, patchMethod } from '../patch.ts';
import { nameOfPool } from '../pools.ts';
import { beginQuery, bound, endQuery, endWait, following, type QueryFlight } from '../query.ts';

/** `pg`, and the drivers made of it (`@neondatabase/serverless`). In: the module's exports. */
export function watchPg(pg: Foreign, kind: string): void {
  if (typeof pg?.Client === 'function') patchMethod(pg.Client.prototype, 'query', watchedQuery);
  if (typeof pg?.Pool === 'function')
    patchMethod(pg.Pool.prototype, 'connect', (original) => watchedConnect(original, kind));
}

function watchedQuery(original: (...words: Foreign[]) => Foreign) {
  return function query(this: Foreign, ...words: Foreign[]): Foreign {
    const [config] = words;
    const flight = beginQuery(() => (typeof config === 'string' ? config : config?.text));
    if (flight === undefined) return original.apply(this, words);
    const at = words.findLastIndex((word) => typeof word === 'function');
    if (at > 0) words[at] = bound(flight, words[at], told(flight));
    else if (typeof config?.callback === 'function') config.callback = bound(flight, config.callback, told(flight));
    const result = original.apply(this, words);
    if (typeof result?.then === 'function' && typeof config?.submit !== 'function')
      return following(result, told(flight));
    if (at <= 0 && typeof config?.callback !== 'function') followEvents(flight, result);
    return result;
  };
}

function told(flight: QueryFlight): (error: unknown, result: Foreign) => void {
  return (error, result) => endQuery(flight, rowsOf(result), error !== undefined && error !== null);
}

function rowsOf(result: Foreign): number {
  if (Array.isArray(result)) return result.reduce((sum, one) => sum + rowsOf(one), 0);
  return typeof result?.rowCount === 'number' ? result.rowCount : (result?.rows?.length ?? 0);
}

/** A query that is its own object (cursor, stream): over when its connection is free again. */
function followEvents(flight: QueryFlight, query: Foreign): void {
  const original = query?.handleReadyForQuery;
  if (typeof original !== 'function') return;
  query.handleReadyForQuery = function (this: Foreign, ...words: Foreign[]): Foreign {
    query.handleReadyForQuery = original;
    endQuery(flight, 0, false);
    return original.apply(this, words);
  };
}

interface PgPool {
  readonly options?: { readonly max?: number };
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

function watchedConnect(original: (...words: Foreign[]) => Foreign, kind: string) {
  return function connect(this: Foreign, callback?: Foreign): Foreign {
    const flight = beginQuery(() => undefined);
    if (flight === undefined) return original.call(this, callback);
    const name = nameOfPool(kind, this as PgPool, levelsOf);
    const arrived = (): void => endWait(flight, name);
    if (typeof callback === 'function') return original.call(this, bound(flight, callback, arrived));
    return following(original.call(this), arrived);
  };
}

function levelsOf({ options, totalCount, idleCount, waitingCount }: PgPool): {
  readonly size: number;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
} {
  return { size: options?.max ?? 10, used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}
