// @ts-check
// What the lives of all ways say: what each adds to a bare process, with the interval that holds it, and whether two bare ones are alike enough
// for that to mean anything.
import { addedBy, mean, median, middleOf } from './pooled.js';

/** @typedef {import('./lives.js').Life} Life */

export const BARE = ['nothing', 'nothing, again'];
/** How far from nothing the 95 % interval between two bare processes may reach: microseconds at the reference speed, or share of a request where that is more; megabytes. */
const WIDEST = { microseconds: 6, share: 0.015, megabytes: 2 };
const MEGABYTE = 2 ** 20;

/**
 * Processor time of a request, by work and way: microseconds at the reference speed. It is sound where two processes that nothing watches
 * differ by less than what is claimed of the others.
 * @param {string} application
 * @param {readonly string[]} ways
 * @param {readonly Life[]} lives
 */
export function timesOf(application, ways, lives) {
  const slowness = median(lives.flatMap((life) => life.slowness));
  return Object.keys(lives[0]?.costs ?? {}).flatMap((request) => {
    const costs = lives.map((life) => life.costs[request] ?? {});
    const whole = median(costs.flatMap((each) => BARE.flatMap((name) => each[name] ?? []))) / slowness;
    const alike = addedBy(costs, BARE[1] ?? '', BARE.slice(0, 1));
    const isSound = reach(alike) <= Math.max(WIDEST.microseconds / whole, WIDEST.share);
    return ways.map((way) => {
      const { cost, low, high } = addedBy(costs, way, besides(way));
      return {
        application,
        request,
        way,
        isSound,
        slowness: rounded(slowness, 2),
        microsecondsPerRequest: rounded(whole * (1 + cost)),
        added: rounded(whole * cost),
        low: rounded(whole * low),
        high: rounded(whole * high),
      };
    });
  });
}

/**
 * Resident memory by way, megabytes: once collected, and once V8 has given back what it holds in store. It is sound as the times are.
 * @param {string} application
 * @param {readonly string[]} ways
 * @param {readonly Life[]} lives
 */
export function weightsOf(application, ways, lives) {
  /** @param {string} way @param {'collected' | 'released'} reading */
  const of = (way, reading) => {
    const own = lives.map(({ weights }) => weights[way]?.[reading] ?? Number.NaN);
    const bare = lives.map(({ weights }) => mean(besides(way).map((name) => weights[name]?.[reading] ?? Number.NaN)));
    const { middle, low, high } = middleOf(own.map((bytes, life) => bytes - (bare[life] ?? Number.NaN)));
    return {
      megabytes: rounded(median(own) / MEGABYTE),
      added: rounded(middle / MEGABYTE),
      low: rounded(low / MEGABYTE),
      high: rounded(high / MEGABYTE),
    };
  };
  const isSound = reach(of(BARE[1] ?? '', 'released')) <= WIDEST.megabytes;
  return ways.map((way) => ({
    application,
    way,
    isSound,
    collected: of(way, 'collected'),
    released: of(way, 'released'),
  }));
}

/** The second bare process is compared with the first alone, all others with both. @param {string} way */
function besides(way) {
  return BARE.includes(way) ? BARE.slice(0, 1) : BARE;
}

/** How far from nothing an interval goes. @param {{ low: number, high: number }} interval */
function reach({ low, high }) {
  return Math.max(-low, high);
}

/** @param {number} value @param {number} [digits] */
function rounded(value, digits = 1) {
  return Number(value.toFixed(digits));
}
