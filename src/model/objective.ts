/** What "it still works" means (SLO). */
export interface Objective {
  /** 0.95 for p95. */
  readonly percentile: number;
  /** Seconds. */
  readonly responseTime: number;
  /** Share of requests that may fail. */
  readonly errors: number;
  /** Judge every request class alone (the default), or the mix as a whole. */
  readonly judges: 'each class' | 'the mix';
}

export const DEFAULT_OBJECTIVE: Objective = { percentile: 0.95, responseTime: 1, errors: 0.01, judges: 'each class' };
