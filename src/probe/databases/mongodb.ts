import { type Foreign, patchMethod } from '../patch.ts';
import { nameOfPool, type PoolLevels } from '../pools.ts';
import { beginQuery, endQuery, endWait, following } from '../query.ts';

/** Commands of the driver's own: they look after connections. */
const HOUSEKEEPING = ['hello', 'ismaster', 'saslStart', 'saslContinue', 'endSessions', 'ping'];

/** `mongodb`, and Mongoose, which is made of it. In: the driver's class of connections, and its class of pools. */
export function watchMongodb(Connection: Foreign, ConnectionPool: Foreign): void {
  if (typeof Connection === 'function') patchMethod(Connection.prototype, 'command', watchedCommand);
  if (typeof ConnectionPool === 'function') patchMethod(ConnectionPool.prototype, 'checkOut', watchedCheckOut);
}

function watchedCommand(original: (...words: Foreign[]) => Foreign) {
  return function command(this: Foreign, ...words: Foreign[]): Foreign {
    const [name = ''] = Object.keys(words[1] ?? {});
    const flight = HOUSEKEEPING.includes(name) ? undefined : beginQuery(() => name);
    const result = original.apply(this, words);
    if (flight === undefined || typeof result?.then !== 'function') return result;
    return following(result, (error, answer) => endQuery(flight, rowsOf(answer), error !== undefined));
  };
}

/** From version 6.8 on, the driver leaves the documents unread in their answer, which says how many they are. */
function rowsOf(answer: Foreign): number {
  const batch = answer?.cursor?.firstBatch ?? answer?.cursor?.nextBatch;
  const count = batch?.length ?? answer?.batchSize ?? answer?.n;
  return typeof count === 'number' ? count : 0;
}

interface MongoPool {
  readonly options: { readonly maxPoolSize: number };
  readonly currentCheckedOutCount: number;
  readonly availableConnectionCount: number;
  readonly waitQueueSize: number;
}

function watchedCheckOut(original: (...words: Foreign[]) => Foreign) {
  return function checkOut(this: Foreign, ...words: Foreign[]): Foreign {
    const flight = beginQuery(() => undefined);
    const result = original.apply(this, words);
    if (flight === undefined || typeof result?.then !== 'function') return result;
    const name = nameOfPool('mongodb', this as MongoPool, levelsOf);
    return following(result, () => endWait(flight, name));
  };
}

function levelsOf(pool: MongoPool): PoolLevels {
  return {
    size: pool.options.maxPoolSize,
    used: pool.currentCheckedOutCount,
    idle: pool.availableConnectionCount,
    waiting: pool.waitQueueSize,
  };
}
