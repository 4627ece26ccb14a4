import type { RequestContext } from './context.ts';

/** What was asked of others, summed up until somebody takes it. The probe writes it. */
export interface Work {
  calls: number;
  errors: number;
  /** Seconds on connections of databases. */
  seconds: number;
  rows: number;
  /** Connections asked of pools, and the seconds spent waiting for them. */
  acquisitions: number;
  waitSeconds: number;
  outbound: OutboundCall[] | undefined;
}

export interface OutboundCall {
  /** With its port when unusual. */
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Of the answer; 0 when none came. */
  readonly status: number;
  readonly timedOut: boolean;
  readonly seconds: number;
  /** The call was counted before: these are more seconds of it. */
  readonly isContinued: boolean;
}

/** A request that ended. Observers read it at once and keep nothing of it. */
export interface EndedRequest {
  readonly route: string;
  readonly status: number;
  /** The client left before the end of the answer. */
  readonly aborted: boolean;
  readonly seconds: number;
  /** CPU seconds when the request was alone in the process for its whole life and was sampled, else negative. */
  readonly processorSeconds: number;
  readonly work: Work | undefined;
  readonly webhook: { readonly sender: string; readonly lag: number | undefined } | undefined;
}

/** Who is told. Must not throw. */
export interface Observer {
  ended(request: EndedRequest): void;
  /** Work after the end of its request, of a request still under way when a minute ends, or without a request (`route` undefined). */
  worked(route: string | undefined, work: Work): void;
  /** A caller got its connection from a pool after so many seconds. */
  waited(pool: string, seconds: number): void;
  /** A request came while none was under way. */
  stirred?(): void;
  /** Every statement with its text, for observers that want it; `request` as long as one asked for it. Costs time: not for production. */
  stated?(request: RequestContext | undefined, text: string, seconds: number, rows: number): void;
}

export function noWork(): Work {
  return { calls: 0, errors: 0, seconds: 0, rows: 0, acquisitions: 0, waitSeconds: 0, outbound: undefined };
}
