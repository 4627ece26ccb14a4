// @ts-check
// How long bcryptjs holds the event loop at a time: gaps between turns of the loop while one, then two hashes are in flight.
import bcryptjs from 'bcryptjs';

/**
 * Gaps above 20 ms, in seconds of wall time, by number of hashes in flight.
 * @returns {Promise<Record<string, number[]>>}
 */
export async function measureSlices() {
  /** @type {Record<string, number[]>} */
  const gaps = {};
  for (const flights of [1, 2]) {
    /** @type {number[]} */
    const seen = [];
    let running = true;
    let last = performance.now();
    const turn = () => {
      const now = performance.now();
      if (now - last > 20) seen.push((now - last) / 1000);
      last = now;
      if (running) setImmediate(turn);
    };
    setImmediate(turn);
    for (let round = 0; round < 6; round++) {
      await Promise.all(Array.from({ length: flights }, () => bcryptjs.hash('correct horse battery staple', 12)));
    }
    running = false;
    gaps[`slice-${flights}`] = seen;
  }
  return gaps;
}
