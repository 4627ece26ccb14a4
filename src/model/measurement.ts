import type { Interval } from './range.ts';
import type { Mix } from './workload.ts';

/**
 * What was measured on a running application, its logs or its database: what `jauge measure` and `jauge calibrate` write, and what replaces
 * assumptions in the estimate. Serialisable. Holds no address, no parameter of a request, no person: routes, tables and figures only.
 */
export interface Measurement {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'jauge'; readonly version: string };
  /** ISO date of the last way added. */
  readonly date: string;
  /** How it was obtained, one entry for each way, in the order they were added. */
  readonly ways: readonly WayTaken[];
  /** The machine that ran the application (`drive`, `monitor`). */
  readonly machine?: MeasuredMachine;
  /** By identifier of the route: `GET /api/members/:id`. */
  readonly routes: Readonly<Record<string, MeasuredRoute>>;
  readonly traffic?: MeasuredTraffic;
  /** The mix driven after the routes, all together. */
  readonly mixRun?: MeasuredMixRun;
  readonly database?: MeasuredDatabase;
}

/** Which way a figure came: by driving the application, from access logs, from the database, from the monitor in production. */
export type MeasurementWay = 'drive' | 'logs' | 'database' | 'monitor';

/** A measured quantity in base units (seconds, bytes, requests per second, shares of 1): its spread, on how many observations it rests, and how it came. */
export interface Reading extends Interval {
  readonly count: number;
  readonly way: MeasurementWay;
}

export interface WayTaken {
  readonly way: MeasurementWay;
  /** ISO date. */
  readonly date: string;
  /** Name of the file, command or database host: never a path outside the project, an address with a password, or a value of a variable. */
  readonly of: string;
  /** False when it was cut short: what had been measured was kept. */
  readonly complete: boolean;
  readonly requests?: number;
}

export interface MeasuredMachine {
  /** Model of the processor, as the system names it. */
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** Full version of Node that ran the application. */
  readonly node: string;
  /** CPU seconds of a fixed piece of work here, over those on the machine of the cost book: 1 alike, 2 twice as slow. */
  readonly slowness: Reading;
  /** This machine, or one just like it, serves in production: its speed is the speed of the estimate. */
  readonly serves: boolean;
}

/** What one route costs, per request, and how it answered. */
export interface MeasuredRoute {
  readonly requests: number;
  /** Share of answers that failed: 5xx, 429, or no answer. */
  readonly errors?: Reading;
  /** CPU seconds of all the application's processes. */
  readonly cpu?: Reading;
  /** CPU seconds of the thread that runs JavaScript. */
  readonly loopCpu?: Reading;
  /** CPU seconds of the database. */
  readonly databaseCpu?: Reading;
  /** Seconds between the first query sent and the answers received, added up over the queries; the connection's wait not included. */
  readonly databaseTime?: Reading;
  /** Seconds waiting for a connection of the pool, added up. */
  readonly connectionWait?: Reading;
  readonly queries?: Reading;
  readonly rows?: Reading;
  /** Calls outside, by host. */
  readonly calls?: Readonly<Record<string, MeasuredCalls>>;
  readonly responseTime?: ResponseTimes;
  /** Bytes of the answer's body. */
  readonly bytes?: Reading;
}

export interface MeasuredCalls {
  /** Calls per request. */
  readonly count: Reading;
  /** Seconds per call. */
  readonly time: Reading;
  /** Squared coefficient of variation of the time of one call: 0 always the same, 1 exponential. */
  readonly variability?: number;
}

/** Seconds. Each a range: the bounds say how well the percentile itself is known. */
export interface ResponseTimes {
  readonly mean?: Reading;
  readonly p50: Reading;
  readonly p95: Reading;
  /** Requests per second of the route meanwhile. */
  readonly rate?: number;
}

/** Real traffic, from logs or the monitor. */
export interface MeasuredTraffic {
  /** ISO instants of the first and last request. */
  readonly from: string;
  readonly to: string;
  readonly requests: number;
  /** Share of each route over the whole period, and in the busiest hour. */
  readonly mix: Readonly<Record<string, Reading>>;
  readonly peakMix?: Readonly<Record<string, Reading>>;
  /** Requests per second: mean of the period, mean of the busiest hour. */
  readonly rate: Reading;
  readonly peakRate?: Reading;
  /** Share of a day's requests in its busiest hour. */
  readonly peakHourShare?: Reading;
  /** Busiest minute over the mean of the busiest hour. */
  readonly burst?: Reading;
  readonly sessionsPerDay?: Reading;
  readonly requestsPerSession?: Reading;
  readonly errors?: Reading;
  /** Requests whose path is no route of the project (files of the site, robots): not in the mix. */
  readonly unmatched: number;
}

/** All routes together, at a load far from saturation. */
export interface MeasuredMixRun {
  readonly mix: Mix;
  /** Requests per second. */
  readonly rate: number;
  readonly requests: number;
  readonly cpu?: Reading;
  readonly loopCpu?: Reading;
  readonly databaseCpu?: Reading;
  readonly responseTime?: ResponseTimes;
  readonly errors: Reading;
}

export interface MeasuredDatabase {
  /** `postgresql`. */
  readonly engine: string;
  readonly version?: string;
  readonly maxConnections?: Reading;
  /** Connections of one process of the application. */
  readonly poolSize?: Reading;
  /** Seconds from the application to the database and back. */
  readonly roundTrip?: Reading;
  readonly tables: Readonly<Record<string, MeasuredTable>>;
  /** Statements of the application with their plan; values replaced by `$1`. */
  readonly statements: readonly MeasuredStatement[];
  /** Whether `pg_stat_statements` answered. */
  readonly statistics?: boolean;
}

export interface MeasuredTable {
  readonly rows: Reading;
  /** Bytes, indexes included. */
  readonly bytes: number;
  readonly indexes: readonly MeasuredIndex[];
}

export interface MeasuredIndex {
  readonly name: string;
  /** In order; an expression is written `(…)`. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly primary: boolean;
  /** It holds only some of the rows. */
  readonly partial?: boolean;
}

export interface MeasuredStatement {
  readonly text: string;
  /** Routes that sent it, when known. */
  readonly routes?: readonly string[];
  /** Tables that the plan reads whole. */
  readonly scans: readonly string[];
  /** Indexes that the plan uses. */
  readonly indexes: readonly string[];
  /** Rows that the planner expects back, and its own cost unit. */
  readonly rows?: number;
  readonly cost?: number;
  /** From `pg_stat_statements`: executions, seconds and rows of each. */
  readonly calls?: number;
  readonly time?: Reading;
  readonly rowsEach?: number;
}

/** Name of the file in the inspected folder. */
export const MEASUREMENT_FILE = 'jauge.measurement.json';
