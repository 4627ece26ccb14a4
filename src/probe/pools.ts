import { state } from './context.ts';

/** How many connections of a pool are in which state, now. */
export interface PoolLevels {
  /** Most connections; 0 when the driver does not tell: the idle ones are not known either. */
  readonly size: number;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface KnownPool {
  readonly name: string;
  readonly pool: WeakRef<object>;
  readonly read: (pool: object) => PoolLevels;
}

/** Registers a pool the first time it is seen; returns its name: `pg`, then `pg 2`… */
export function nameOfPool<Pool extends object>(kind: string, pool: Pool, read: (pool: Pool) => PoolLevels): string {
  const { names, known } = state.pools;
  const already = names.get(pool);
  if (already !== undefined) return already;
  const taken = known.filter(({ name }) => name === kind || name.startsWith(`${kind} `)).length;
  const name = taken === 0 ? kind : `${kind} ${taken + 1}`;
  names.set(pool, name);
  if (known.length < MOST_POOLS) known.push({ name, pool: new WeakRef(pool), read: read as KnownPool['read'] });
  return name;
}

const MOST_POOLS = 20;

/** The levels of every pool that still exists. */
export function readPools(): Readonly<Record<string, PoolLevels>> {
  return Object.fromEntries(
    state.pools.known.flatMap(({ name, pool, read }) => {
      const alive = pool.deref();
      return alive === undefined ? [] : [[name, guarded(() => read(alive))] as const];
    }),
  );
}

function guarded(read: () => PoolLevels): PoolLevels {
  try {
    return read();
  } catch {
    return { size: 0, used: 0, idle: 0, waiting: 0 };
  }
}
