// @ts-check
// Seeded draws: the same seed gives the same arrivals and the same requests.

/** @typedef {{ unit: () => number, below: (n: number) => number, of: <T>(list: readonly T[]) => T, exponential: (mean: number) => number }} Random */

/**
 * Mulberry32.
 * @param {number} seed
 * @returns {Random}
 */
export function seeded(seed) {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (/** @type {number} */ n) => Math.floor(unit() * n);
  return {
    unit,
    below,
    of: (list) => /** @type {typeof list[number]} */ (list[below(list.length)]),
    exponential: (mean) => -mean * Math.log(1 - unit()),
  };
}

/**
 * Draws an identifier with the probability of its share.
 * @param {Readonly<Record<string, number>>} mix
 * @param {Random} random
 * @returns {() => string}
 */
export function drawFrom(mix, random) {
  const ids = Object.keys(mix);
  /** @type {number[]} */
  const upTo = [];
  let total = 0;
  for (const id of ids) {
    total += mix[id] ?? 0;
    upTo.push(total);
  }
  return () => {
    const at = random.unit() * total;
    const index = upTo.findIndex((limit) => at < limit);
    return ids[index < 0 ? ids.length - 1 : index] ?? '';
  };
}
