import { emptyHistogram, type Histogram, merge, record } from './histogram.ts';
import type { Answer, Outgoing } from './request.ts';
import type { Watch } from './watch.ts';

/** What the requests of one class went through. */
export interface ClassOutcome {
  readonly id: string;
  /** Requests that were counted: answered, failed or dropped. */
  count: number;
  failed: number;
  /** Seconds from the scheduled moment to the last byte, failures included. */
  readonly times: Histogram;
  /** By status; transport errors under their code (`ECONNREFUSED`, `timeout`, `dropped`). */
  readonly answers: Map<string, number>;
  /** Bytes of the bodies. */
  bytes: number;
}

/** Why a load ended before its time. */
export type StopReason = 'late' | 'errors' | 'backlog' | 'budget' | 'exhausted' | 'interrupted';

/** What a load gave. Requests that were due during the warm-up are sent, and not counted. */
export interface LoadOutcome {
  readonly classes: ReadonlyMap<string, ClassOutcome>;
  /** Requests counted. */
  readonly requests: number;
  readonly failed: number;
  /** Beyond the cap of requests in flight: counted as failed, never sent. */
  readonly dropped: number;
  /** Answered before the time was over. */
  readonly within: number;
  /** Seconds over which requests were counted, until the last arrival. */
  readonly seconds: number;
  /** Requests waiting for their answer when counting began, and when arrivals ended. */
  readonly inFlight: readonly [start: number, end: number];
  readonly stopped?: StopReason;
  /** How the generator itself did. */
  readonly watch: Watch;
}

/** A refusal that the template announces, or what a client did wrong (4xx), is an answer; no answer, 429 and 5xx are failures. */
export function isFailure({ status }: Answer, { expect = [] }: Pick<Outgoing, 'expect'> = {}): boolean {
  return !expect.includes(status) && (status === 0 || status === 429 || status >= 500);
}

/** 2xx, 3xx, or what the template announces. */
export function isSuccess({ status }: Answer, { expect = [] }: Pick<Outgoing, 'expect'> = {}): boolean {
  return expect.includes(status) || (status >= 200 && status < 400);
}

/** Adds one answer to the outcome of its class. */
export function keep(classes: Map<string, ClassOutcome>, request: Outgoing, answer: Answer, seconds: number): void {
  let outcome = classes.get(request.class);
  if (outcome === undefined) {
    outcome = { id: request.class, count: 0, failed: 0, times: emptyHistogram(), answers: new Map(), bytes: 0 };
    classes.set(request.class, outcome);
  }
  const reason = answer.error ?? String(answer.status);
  outcome.count++;
  outcome.bytes += answer.bytes;
  if (isFailure(answer, request)) outcome.failed++;
  outcome.answers.set(reason, (outcome.answers.get(reason) ?? 0) + 1);
  record(outcome.times, seconds);
}

/** Response times of one class, or of all. */
export function timesOf({ classes }: Pick<LoadOutcome, 'classes'>, id?: string): Histogram {
  if (id !== undefined) return classes.get(id)?.times ?? emptyHistogram();
  return merge([...classes.values()].map(({ times }) => times));
}

/** Share of the requests that failed; 1 when there was none. */
export function errorShare({ requests, failed }: Pick<LoadOutcome, 'requests' | 'failed'>): number {
  return requests === 0 ? 1 : failed / requests;
}

/** Answers other than a success, by class, the most frequent first. */
export function refusalsOf({ classes }: Pick<LoadOutcome, 'classes'>): readonly {
  readonly class: string;
  readonly reason: string;
  readonly count: number;
}[] {
  return [...classes.values()]
    .flatMap(({ id, answers }) => [...answers].map(([reason, count]) => ({ class: id, reason, count })))
    .filter(({ reason }) => !/^[23]\d\d$/.test(reason))
    .sort((a, b) => b.count - a.count);
}
