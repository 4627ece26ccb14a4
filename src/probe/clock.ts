/** The time. A test gives its own. */
export interface Clock {
  /** Seconds since 1970. May jump. */
  readonly wall: () => number;
  /** Seconds since anything. Never jumps. */
  readonly steady: () => number;
}

export const systemClock: Clock = {
  wall: () => Date.now() / 1000,
  steady: () => performance.now() / 1000,
};
