import type { CompiledModel } from './compile.ts';

/** What is inside a pool, per request of the mix, by station; what is inside pools mostly used in this one is left to them. */
export interface PoolInside {
  readonly visits: Float64Array;
  /** Seconds of service. */
  readonly own: Float64Array;
  /** The pools mostly used inside this one. */
  readonly inner: readonly number[];
}

/** The inside of each pool, by station; undefined for other stations. `visits` are those of a request of the mix. */
export function poolInsides(
  { stations, loads }: CompiledModel,
  visits: Float64Array,
): readonly (PoolInside | undefined)[] {
  return stations.map(({ type }, pool) => (type === 'pool' ? insideOf(stations, loads, visits, pool) : undefined));
}

function insideOf(
  stations: CompiledModel['stations'],
  { insideDemand, insideVisits }: CompiledModel['loads'],
  all: Float64Array,
  pool: number,
): PoolInside {
  const count = stations.length;
  const own = insideDemand.slice(pool * count, (pool + 1) * count);
  const visits = insideVisits.slice(pool * count, (pool + 1) * count);
  const inner = stations.flatMap(({ type }, s) =>
    type === 'pool' && s !== pool && (visits[s] as number) > 0.5 * (all[s] as number) ? [s] : [],
  );
  for (const within of inner) {
    const part = (visits[within] as number) / (all[within] as number);
    for (let s = 0; s < count; s++) {
      const at = within * count + s;
      own[s] = Math.max(0, (own[s] as number) - part * (insideDemand[at] as number));
      visits[s] = Math.max(0, (visits[s] as number) - part * (insideVisits[at] as number));
    }
  }
  return { visits, own, inner };
}
