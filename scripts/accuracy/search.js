// @ts-check
// The largest rate that passes: geometric steps until one side of the limit is known, then bisection. One observation in, next rate out.

/** @typedef {{ rate: number, passed: boolean, void: boolean }} Verdict */
/**
 * @template {Verdict} T
 * @typedef {{ capacity: number | undefined, firstFailing: number | undefined, probes: T[], complete: boolean }} Found
 */

/**
 * @template {Verdict} T
 * @param {{ start: number, probe: (rate: number) => Promise<T>, step?: number, precision?: number, probes?: number, until?: number, onProbe?: (verdict: T) => void }} options `until`: time (ms since the epoch) after which no probe begins.
 * @returns {Promise<Found<T>>}
 */
export async function searchCapacity(options) {
  const { start, probe, step = 1.3, precision = 0.05, probes: most = 14, until = Number.POSITIVE_INFINITY } = options;
  /** @type {T[]} */
  const probes = [];
  /** @type {number | undefined} */
  let good;
  /** @type {number | undefined} */
  let bad;
  let rate = start;
  let voids = 0;
  const settled = () => good !== undefined && bad !== undefined && bad / good <= 1 + precision;
  while (probes.length < most && Date.now() < until && !settled()) {
    const verdict = await probe(rate);
    probes.push(verdict);
    options.onProbe?.(verdict);
    if (verdict.void && voids++ < 3) continue;
    if (verdict.passed) good = Math.max(good ?? 0, rate);
    else bad = Math.min(bad ?? Number.POSITIVE_INFINITY, rate);
    rate = nextRate(good, bad, step);
  }
  return { capacity: good, firstFailing: bad, probes, complete: settled() };
}

/**
 * @param {number | undefined} good
 * @param {number | undefined} bad
 * @param {number} step
 */
function nextRate(good, bad, step) {
  if (good === undefined) return (bad ?? 1) / step;
  if (bad === undefined) return good * step;
  return Math.sqrt(good * bad);
}
