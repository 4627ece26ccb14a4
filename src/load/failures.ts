/** Failures in a row, nothing in between, that say that the application is gone. */
const BURST = 50;

/** Tells when failures follow each other without end: at least `BURST`, and half a second's worth at this rate. */
export function watchFailures(rate = 0): (failed: boolean) => boolean {
  const most = Math.max(BURST, rate / 2);
  let row = 0;
  return (failed) => {
    row = failed ? row + 1 : 0;
    return row >= most;
  };
}
