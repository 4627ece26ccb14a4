import type { Objective } from './objective.ts';
import type { Mix } from './workload.ts';

/** What `jauge.config.*` may say: what the code cannot tell. Every field has a default. Sizes in bytes, times in seconds. */
export interface Settings {
  /** The file that starts the server, when it is not found or not the right one. */
  readonly entry?: string;
  /** One instance, as bought. */
  readonly machine?: { readonly cpu?: number; readonly memory?: number; readonly monthlyCost?: number };
  readonly instances?: { readonly minimum?: number; readonly maximum?: number };
  /** Major version of Node in production. */
  readonly node?: number;
  readonly database?: {
    /** `neon`, `supabase`, `replit`… */
    readonly host?: string;
    /** Identifier of the plan, as `docs/facts.md` lists them. */
    readonly plan?: string;
    readonly cpu?: number;
    readonly maxConnections?: number;
    /** Seconds from the application to the database and back. */
    readonly roundTrip?: number;
  };
  /** Plan bought from each service, by service: `{ resend: 'free' }`. */
  readonly plans?: Readonly<Record<string, string>>;
  readonly objective?: Partial<Objective>;
  /** Share of each route (`GET /api/members`), per scenario; need not add up to 1. */
  readonly scenarios?: { readonly normal?: Mix; readonly peak?: Mix };
  readonly usage?: Partial<UsageSettings>;
  readonly data?: {
    /** Accounts today. */
    readonly accounts?: number;
    /** Rows of a table today, by table. */
    readonly rows?: Readonly<Record<string, number>>;
  };
  /** The peak as an event: so many people in so many seconds. */
  readonly event?: { readonly people?: number; readonly duration?: number };
}

/** From requests to people. */
export interface UsageSettings {
  /** Seconds between two actions of an active user. */
  readonly thinkTime: number;
  /** Requests to the back end that one action of a user sends. */
  readonly requestsPerAction: number;
  /** Share of the connected users who are active. */
  readonly activeShare: number;
  readonly sessionsPerDay: number;
  readonly requestsPerSession: number;
  /** Share of the day's requests in the busiest hour. */
  readonly peakHourShare: number;
  /** Busiest minute over the mean of the busiest hour. */
  readonly burst: number;
  /** Share of the accounts that come on a day. */
  readonly dailyShareOfAccounts: number;
}
