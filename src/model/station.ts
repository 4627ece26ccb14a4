import type { Expression } from './expression.ts';

/**
 * Where a request waits, then is served.
 * - `queue`: `servers` in parallel, first come first served; with `slice`, a longer service goes back to the end of the line after each slice
 * - `sharing`: processor sharing by `servers` processors
 * - `delay`: no waiting
 * - `pool`: tokens held while the work inside `hold` is served elsewhere (a connection pool)
 */
export interface Station {
  readonly id: StationId;
  readonly type: 'queue' | 'sharing' | 'delay' | 'pool';
  /** Processors, threads or tokens, of one instance when `scope` is `instance`. */
  readonly servers: number;
  /** One per instance, or one shared by all of them. */
  readonly scope: 'instance' | 'shared';
  /** Longest uninterrupted service, seconds. */
  readonly slice?: number;
  /** Requests per second that it accepts; beyond, it refuses. */
  readonly rateLimit?: Expression;
  /**
   * The processors that serve it, when other stations of the same instance use them too (`queue` only): stations with the same `id` share
   * `cpus` processors fairly, as the operating system does. With more servers busy than processors, all of them slow down alike.
   */
  readonly processor?: {
    readonly id: string;
    readonly cpus: number;
    /**
     * Seconds of the scheduler's period when `cpus` is a quota (0.1 for Linux CFS): within each, they run at full speed until they have had
     * `cpus` × the period, then stop until the next. Absent: as fast as the quota allows, steadily.
     */
    readonly period?: number;
  };
  /** Seconds a request waits for a token, or in a queue, before it fails; absent: for ever. */
  readonly acquireTimeout?: number;
  /** Most requests that wait at a `queue` or `pool`, one instance; beyond, it refuses. Absent: without end. */
  readonly room?: number;
}

/** `event-loop`, `threads`, `connections`, `database`, `disk`, or `service:<id>`. */
export type StationId = string;
