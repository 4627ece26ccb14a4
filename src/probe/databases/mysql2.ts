import { type Foreign, patchMethod } from '../patch.ts';
import { nameOfPool, type PoolLevels } from '../pools.ts';
import { beginQuery, bound, endQuery, endWait, isBound, type QueryFlight } from '../query.ts';

/** `mysql2`, with callbacks or promises: the second is made of the first. In: the module's exports. */
export function watchMysql2(mysql: Foreign): void {
  const { Connection, Pool } = mysql ?? {};
  if (typeof Connection === 'function') {
    patchMethod(Connection.prototype, 'query', watchedQuery);
    patchMethod(Connection.prototype, 'execute', watchedQuery);
  }
  if (typeof Pool === 'function') patchMethod(Pool.prototype, 'getConnection', watchedConnection);
}

function watchedQuery(original: (...words: Foreign[]) => Foreign) {
  return function query(this: Foreign, ...words: Foreign[]): Foreign {
    const [sql] = words;
    const flight = beginQuery(() => (typeof sql === 'string' ? sql : sql?.sql));
    if (flight === undefined) return original.apply(this, words);
    const tell = (error: unknown, result: unknown): void =>
      endQuery(flight, rowsOf(result), error !== undefined && error !== null);
    const at = words.findLastIndex((word) => typeof word === 'function');
    const isCommand = typeof sql?.onResult === 'function';
    if (at > 0) words[at] = bound(flight, words[at], tell);
    else if (isCommand) sql.onResult = bound(flight, sql.onResult, tell);
    const command = original.apply(this, words);
    if (at <= 0 && !isCommand) command?.once?.('end', () => endQuery(flight, 0, false));
    return command;
  };
}

function rowsOf(result: Foreign): number {
  return Array.isArray(result) ? result.length : (result?.affectedRows ?? 0);
}

interface Mysql2Pool {
  readonly config: { readonly connectionLimit: number };
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
}

function watchedConnection(original: (...words: Foreign[]) => Foreign) {
  return function getConnection(this: Foreign, callback: Foreign): Foreign {
    // A caller that waited comes again with the callback that it already has.
    const flight: QueryFlight | undefined = isBound(callback) ? undefined : beginQuery(() => undefined);
    if (flight === undefined || typeof callback !== 'function') return original.call(this, callback);
    const name = nameOfPool('mysql2', this as Mysql2Pool, levelsOf);
    return original.call(
      this,
      bound(flight, callback, () => endWait(flight, name)),
    );
  };
}

function levelsOf({ config, _allConnections, _freeConnections, _connectionQueue }: Mysql2Pool): PoolLevels {
  return {
    size: config.connectionLimit,
    used: _allConnections.length - _freeConnections.length,
    idle: _freeConnections.length,
    waiting: _connectionQueue.length,
  };
}
