// @ts-check
// One verdict for both sides: what a measurement judged of a mix is what the comparison judges of the estimate.
/** @typedef {import('./predict.js').Stages} Stages */

/** Seconds of one step of the measurement. */
export const WINDOW = 20;

/** Of the simulations that the verdict is passed on: any seed does, the same one gives the same answer. */
export const SIMULATED = { seed: 7, requests: 30_000 };

/**
 * The verdict of scripts/accuracy/mixes.js on a mix.
 * @param {Stages} stages
 * @param {Readonly<Record<string, number>>} mix
 * @param {(id: string) => number} alone Its time at the percentile when nobody else is there, seconds.
 * @returns {Parameters<Stages['capacityAsJudged']>[0]}
 */
export function judgingOf({ DEFAULT_OBJECTIVE: objective }, mix, alone) {
  const { responseTime } = objective;
  // Twice its own time where that is longer than the objective: as in the estimate, and in the measurement.
  const allowed = (/** @type {string} */ id) =>
    Math.max(responseTime, alone(id) > responseTime / 2 ? 2 * alone(id) : 0);
  return { objective, mix, window: WINDOW, allowed };
}
