// @ts-check
/**
 * Repeats a piece of asynchronous work, `width` at a time.
 * @param {() => Promise<unknown>} work @param {number} [width]
 */
export function flights(work, width = 10) {
  return async (/** @type {number} */ times) => {
    let left = times;
    const lane = async () => {
      while (left-- > 0) await work();
    };
    await Promise.all(Array.from({ length: Math.min(width, times) }, lane));
  };
}
