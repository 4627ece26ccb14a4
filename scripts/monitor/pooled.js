// @ts-check
// What many short turns say together. A virtual machine changes speed by a factor of two within seconds, so nothing is compared but what was asked
// within the same stretch of turns; collections of garbage come every few turns, so a stretch is long enough to hold some of everybody's.

/** @typedef {{ cost: number, low: number, high: number }} Interval Share of what a bare request costs: the estimate, and its 95 % interval. */
/** @typedef {Readonly<Record<string, readonly number[]>>} Generation For each way, the CPU time of a request in each stretch; all started anew. */

const RESAMPLED = 1000;
const OUTSIDE = 0.025;

/** The mean of the middle half: an accident is left out, what happens in most stretches is not. @param {readonly number[]} numbers */
export function midmean(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const cut = Math.floor(sorted.length / 4);
  const middle = sorted.slice(cut, sorted.length - cut);
  return middle.reduce((sum, each) => sum + each, 0) / middle.length;
}

/**
 * What a way adds to a bare request, as a share of it. Two processes of one program differ by a few percent for as long as they live, so
 * generations are drawn again first, then the stretches of each.
 * @param {readonly Generation[]} generations
 * @param {string} way
 * @param {readonly string[]} bare The processes that nothing watches: the mean of them.
 * @returns {Interval}
 */
export function addedBy(generations, way, bare) {
  const shares = generations.map((generation) =>
    (generation[way] ?? []).map((cost, stretch) => {
      const alone = bare.map((each) => generation[each]?.[stretch] ?? Number.NaN);
      return (cost * alone.length) / alone.reduce((sum, each) => sum + each, 0) - 1;
    }),
  );
  const draw = drawing();
  const again = Array.from({ length: RESAMPLED }, () =>
    mean(draw(shares).map((stretches) => midmean(draw(stretches)))),
  );
  again.sort((one, other) => one - other);
  const at = (/** @type {number} */ share) => again[Math.floor(share * again.length)] ?? Number.NaN;
  return { cost: mean(shares.map(midmean)), low: at(OUTSIDE), high: at(1 - OUTSIDE) };
}

/**
 * The median of what each life says, and the 95 % interval of that median: lives drawn again.
 * @param {readonly number[]} numbers
 */
export function middleOf(numbers) {
  const draw = drawing();
  const again = Array.from({ length: RESAMPLED }, () => median(draw(numbers))).sort((one, other) => one - other);
  const at = (/** @type {number} */ share) => again[Math.floor(share * again.length)] ?? Number.NaN;
  return { middle: median(numbers), low: at(OUTSIDE), high: at(1 - OUTSIDE) };
}

/** @typedef {readonly (readonly [work: string, way: string, microseconds: number])[]} Spent CPU time of a request, by work and way. */

/**
 * Two processes of one program differ by tens of percent, for as long as they live, on a machine whose pages are as they come: what is kept is
 * how each differs from itself, at the cost of a request of the bare ones.
 * @param {Spent} on While what watches is there.
 * @param {Spent} off While it is not, in the same order.
 * @param {readonly string[]} bare
 * @returns {Spent}
 */
export function besideItself(on, off, bare) {
  return off.map(([work, way, without], place) => {
    const whole = mean(off.filter(([its, name]) => its === work && bare.includes(name)).map(([, , each]) => each));
    return [work, way, (whole * (on[place]?.[2] ?? Number.NaN)) / without];
  });
}

/** @param {readonly number[]} numbers */
export function mean(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** As many of a list as it has, each drawn from all: the same draws in every run. */
function drawing() {
  let seed = 1;
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  return (/** @type {readonly any[]} */ list) => list.map(() => list[Math.floor(next() * list.length)]);
}
