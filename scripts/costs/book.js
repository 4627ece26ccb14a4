// @ts-check
// From blocks to the cost book: which measured cases, and which differences between them, price each kind of work.

/** `own`: the low bound before others widened it. @typedef {{ low: number, typical: number, high: number, own: number }} Interval */
/** @typedef {(major: string) => Interval | null} Formula */
/** @typedef {{ work: string, library?: string, per: string, cost: Formula, source: string }} Entry */

/** Size of the JSON of one, and of 250 members (see sample.js), bytes. */
export const BYTES = { one: 296, ten: 2935, many: 75_301, prose: 2011, page: 14_479, text: 64_000 };

/** @param {any} measurements */
export function formulas(measurements) {
  /** @param {string} suite @param {string} id @returns {Formula} */
  const of = (suite, id) => (major) => {
    const found = measurements.cases[suite === 'postgresql' ? suite : `${suite}@${major}`]?.[id];
    return found ? { low: found[0], typical: found[1], high: found[2], own: found[0] } : null;
  };
  /** Difference of two independent measurements. One lost in the noise counts as a twentieth of that noise, never as nothing. @param {Formula} a @param {Formula} b @returns {Formula} */
  const minus = (a, b) => (major) => {
    const [x, y] = [a(major), b(major)];
    if (!x || !y) return null;
    const up = Math.hypot(x.high - x.typical, y.typical - y.low);
    const typical = Math.max(x.typical - y.typical, up / 20);
    const down = Math.hypot(x.typical - x.low, y.high - y.typical);
    const low = Math.max(typical / 20, typical - down);
    return { low, typical, high: typical + up, own: low };
  };
  /** @param {Formula} a @param {number} divisor @returns {Formula} */
  const over = (a, divisor) => (major) => {
    const x = a(major);
    return x && { low: x.low / divisor, typical: x.typical / divisor, high: x.high / divisor, own: x.own / divisor };
  };
  /** @param {...Formula} all @returns {Formula} */
  const plus =
    (...all) =>
    (major) => {
      const parts = all.map((one) => one(major));
      if (parts.some((one) => one === null)) return null;
      return /** @type {Interval[]} */ (parts).reduce((sum, one) => ({
        low: sum.low + one.low,
        typical: sum.typical + one.typical,
        high: sum.high + one.high,
        own: sum.own + one.own,
      }));
    };
  /** The first one's typical value, with bounds wide enough for all of them. @param {Formula} first @param {...Formula} others @returns {Formula} */
  const widened =
    (first, ...others) =>
    (major) => {
      const x = first(major);
      if (!x) return null;
      const all = [x, ...others.map((one) => one(major)).filter((one) => one !== null)];
      return {
        low: Math.min(...all.map((one) => one.low)),
        typical: x.typical,
        high: Math.max(...all.map((one) => one.high)),
        own: x.own,
      };
    };
  return { of, minus, over, plus, widened };
}

/** @param {string} work @param {string | undefined} library @param {string} per @param {Formula} cost @param {string} source @returns {Entry} */
export function entry(work, library, per, cost, source) {
  return { work, ...(library ? { library } : {}), per, cost, source };
}
