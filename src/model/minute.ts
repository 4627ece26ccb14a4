import type { Histogram } from './histogram.ts';

/**
 * What an application did in a stretch of time: a minute of one instance as the monitor closes it, or several added together. All of it is
 * plain data. Durations are in seconds, memory in bytes, instants in seconds since 1970.
 */
export interface MinuteRecord {
  readonly version: 2;
  /** Identifier of the instance, or of each that was added. */
  readonly instances: readonly string[];
  /** Start of the minute on the wall clock. */
  readonly start: number;
  /** Seconds covered, by a clock that never jumps: less than 60 for the first minute of an instance and for its last. */
  readonly elapsed: number;
  /** Seconds covered by all instances together. */
  readonly instanceSeconds: number;
  /** By route: the identifier that the inspection gives it (`GET /api/members/:id`), or one of `OTHER_LABELS`. At most 200. */
  readonly routes: Readonly<Record<string, RouteFigures>>;
  /** Every request together. */
  readonly total: RouteFigures;
  /** What no request asked for: timers, jobs, start-up. */
  readonly background: WorkFigures;
  readonly process: ProcessFigures;
  /** By name of the pool: `pg`, `pg 2`, `mysql2`… */
  readonly pools: Readonly<Record<string, PoolFigures>>;
  /** What was taken from allowances: service, then unit (`{ sendgrid: { email: 12 } }`). */
  readonly consumed: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By sender: `stripe`, `github`, `shopify`, `slack`, `svix`, `standard`. */
  readonly webhooks: Readonly<Record<string, WebhookFigures>>;
}

/** Labels of requests that belong to no known route: nothing matched, or the limit of 200 labels was reached. */
export const OTHER_LABELS = { unmatched: '(unmatched)', overflow: '(other)' } as const;

/** What was asked of others on behalf of requests. */
export interface WorkFigures {
  readonly database: DatabaseFigures;
  /** By host, with its port when unusual (`api.stripe.com`); at most 50, then `(other)`. */
  readonly outbound: Readonly<Record<string, OutboundFigures>>;
}

export interface RouteFigures extends WorkFigures {
  /** Requests that ended: the sum of the four below. */
  readonly requests: number;
  /** Status under 400. */
  readonly succeeded: number;
  /** Status 400 to 499. */
  readonly clientErrors: number;
  /** Status 500 and above. */
  readonly serverErrors: number;
  /** The client left before the end of the answer. */
  readonly aborted: number;
  /** From the request's headers to the last byte of the answer given to the system, or to the client's departure. */
  readonly duration: Histogram;
  /** Under way when the record was closed. */
  readonly inFlight: number;
  /** CPU time of the requests that were alone in the process for their whole life. */
  readonly processor: ProcessorSample;
}

/** CPU time of some requests: their number, the sum of their seconds, and the sum of the squares. */
export interface ProcessorSample {
  readonly count: number;
  readonly seconds: number;
  readonly squares: number;
}

export interface DatabaseFigures {
  readonly calls: number;
  readonly errors: number;
  /** Seconds between the call to the driver and its answer, on a connection. */
  readonly seconds: number;
  /** Rows returned or changed, where the driver says. */
  readonly rows: number;
  /** Connections asked of a pool, and the seconds spent waiting for them. */
  readonly acquisitions: number;
  readonly waitSeconds: number;
}

export interface OutboundFigures {
  readonly calls: number;
  /** No answer, or a status of 500 and above; timeouts included. */
  readonly errors: number;
  /** Status 429. */
  readonly throttled: number;
  readonly timeouts: number;
  /** Seconds from the call to the end of the answer. */
  readonly seconds: number;
  readonly longest: number;
}

export interface ProcessFigures {
  readonly eventLoop: {
    /** Seconds at work and seconds waiting for events: the utilization is active / (active + idle). */
    readonly active: number;
    readonly idle: number;
    /** Turns that held the loop more than 50 ms: how many, their seconds together, the longest. */
    readonly stalls: number;
    readonly blocked: number;
    readonly longest: number;
  };
  readonly processor: {
    /** CPU seconds used, all threads. */
    readonly used: number;
    /** CPU seconds that the quota of the container, else the machine, allowed. */
    readonly available: number;
    /** Seconds for which the control group held its tasks back, and how often; absent where the system does not say. */
    readonly throttled?: number;
    readonly throttledPeriods?: number;
  };
  /** Bytes, the highest reading; with several instances, of the one nearest its limit. */
  readonly memory: {
    readonly resident: number;
    /** Limit of the container, else the memory of the machine. */
    readonly residentLimit: number;
    readonly heap: number;
    readonly heapLimit: number;
    readonly external: number;
  };
  readonly collection: { readonly count: number; readonly seconds: number; readonly longest: number };
}

export interface PoolFigures {
  /** Most connections that the pool opens; 0 when the driver does not tell: the idle ones are not known either. */
  readonly size: number;
  /** The highest reading of connections in use, and of callers waiting for one; the last reading of idle ones. */
  readonly used: number;
  readonly waiting: number;
  readonly idle: number;
  /** How long callers waited for a connection. */
  readonly wait: Histogram;
}

export interface WebhookFigures {
  readonly received: number;
  /** Answered with 400 and above, or never. */
  readonly failed: number;
  /** From the creation of the event, else its sending, to the end of its handling. */
  readonly lag: Histogram;
}

/** The application as it is now. */
export interface Snapshot {
  /** Wall clock. */
  readonly at: number;
  /** The minute under way. */
  readonly current: MinuteRecord;
  /** The last minute closed. */
  readonly last?: MinuteRecord;
  /** Age in seconds of the oldest request under way. */
  readonly oldest: number;
}
