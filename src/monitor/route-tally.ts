import type { OutboundFigures, RouteFigures, WorkFigures } from '../model/minute.ts';
import { type EndedRequest, noWork, type OutboundCall, type Work } from '../probe/index.ts';
import { countIn, empty, histogramOf, newTally, type Tally } from './tally.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface WorkTally {
  readonly database: Work;
  readonly outbound: Map<string, Mutable<OutboundFigures>>;
}

/** One route in the minute under way. */
export interface RouteTally extends WorkTally {
  requests: number;
  clientErrors: number;
  serverErrors: number;
  aborted: number;
  readonly duration: Tally;
  readonly processor: { count: number; seconds: number; squares: number };
}

const MOST_HOSTS = 50;

export function newWorkTally(): WorkTally {
  return { database: noWork(), outbound: new Map() };
}

export function newRouteTally(): RouteTally {
  return {
    ...newWorkTally(),
    requests: 0,
    clientErrors: 0,
    serverErrors: 0,
    aborted: 0,
    duration: newTally(),
    processor: { count: 0, seconds: 0, squares: 0 },
  };
}

/** Counts from nothing again. */
export function emptyRoute(tally: RouteTally): void {
  Object.assign(tally, { requests: 0, clientErrors: 0, serverErrors: 0, aborted: 0 });
  Object.assign(tally.processor, { count: 0, seconds: 0, squares: 0 });
  Object.assign(tally.database, noWork());
  tally.outbound.clear();
  empty(tally.duration);
}

export function countRequest(tally: RouteTally, request: EndedRequest): void {
  tally.requests += 1;
  if (request.aborted) tally.aborted += 1;
  else if (request.status >= 500) tally.serverErrors += 1;
  else if (request.status >= 400) tally.clientErrors += 1;
  countIn(tally.duration, request.seconds);
  const cpu = request.processorSeconds;
  if (cpu >= 0) {
    tally.processor.count += 1;
    tally.processor.seconds += cpu;
    tally.processor.squares += cpu * cpu;
  }
  if (request.work !== undefined) countWork(tally, request.work);
}

export function countWork({ database, outbound }: WorkTally, work: Work): void {
  database.calls += work.calls;
  database.errors += work.errors;
  database.seconds += work.seconds;
  database.rows += work.rows;
  database.acquisitions += work.acquisitions;
  database.waitSeconds += work.waitSeconds;
  if (work.outbound !== undefined) for (const call of work.outbound) countCall(outbound, call);
}

function countCall(outbound: WorkTally['outbound'], call: OutboundCall): void {
  const host = outbound.has(call.host) || outbound.size < MOST_HOSTS ? call.host : '(other)';
  let figures = outbound.get(host);
  if (figures === undefined) {
    figures = { calls: 0, errors: 0, throttled: 0, timeouts: 0, seconds: 0, longest: 0 };
    outbound.set(host, figures);
  }
  figures.seconds += call.seconds;
  if (call.isContinued) return;
  figures.calls += 1;
  if (call.status === 0 || call.status >= 500) figures.errors += 1;
  if (call.status === 429) figures.throttled += 1;
  if (call.timedOut) figures.timeouts += 1;
  figures.longest = Math.max(figures.longest, call.seconds);
}

export function workFiguresOf({ database, outbound }: WorkTally): WorkFigures {
  const { outbound: _, ...figures } = database;
  return {
    database: figures,
    outbound: Object.fromEntries([...outbound].map(([host, calls]) => [host, { ...calls }])),
  };
}

export function routeFiguresOf(tally: RouteTally, inFlight: number): RouteFigures {
  const { requests, clientErrors, serverErrors, aborted } = tally;
  return {
    requests,
    succeeded: requests - clientErrors - serverErrors - aborted,
    clientErrors,
    serverErrors,
    aborted,
    duration: histogramOf(tally.duration),
    inFlight,
    processor: { ...tally.processor },
    ...workFiguresOf(tally),
  };
}
