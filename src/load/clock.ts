import { performance } from 'node:perf_hooks';

/** The time of a load: the machine's, or one that a test turns by hand. */
export interface Clock {
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  /** Waits so many milliseconds; none is a turn of the loop. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export const machineClock: Clock = {
  now: () => performance.now(),
  pause: (milliseconds) =>
    new Promise((resolve) => {
      if (milliseconds <= 0) setImmediate(resolve);
      else setTimeout(resolve, milliseconds);
    }),
};
