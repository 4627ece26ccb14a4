/** Draws of a load: the same seed gives the same arrivals and the same requests. */
export interface Random {
  /** In [0, 1[. */
  readonly unit: () => number;
  /** A whole number under `n`. */
  readonly below: (n: number) => number;
  readonly of: <T>(list: readonly T[]) => T;
  /** Gap between Poisson arrivals of this mean. */
  readonly exponential: (mean: number) => number;
}

/** Mulberry32 (T. Ettinger, public domain). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(unit() * n);
  return {
    unit,
    below,
    of: (list) => list[below(list.length)] as (typeof list)[number],
    exponential: (mean) => -mean * Math.log(1 - unit()),
  };
}

/** Draws an identifier with the probability of its share. Shares need not add up to one. */
export function drawFrom(shares: Readonly<Record<string, number>>, random: Random): () => string {
  const draw = drawIndex(Object.values(shares), random);
  const names = Object.keys(shares);
  return () => names[draw()] ?? '';
}

/** Draws an index with the probability of its weight. */
export function drawIndex(weights: readonly number[], random: Random): () => number {
  const upTo: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    upTo.push(total);
  }
  return () => {
    const at = random.unit() * total;
    const index = upTo.findIndex((limit) => at < limit);
    return index < 0 ? weights.length - 1 : index;
  };
}
