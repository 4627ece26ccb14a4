import {
  type Client,
  closedLoad,
  errorShare,
  type Histogram,
  type LoadOutcome,
  mean,
  merge,
  type RequestSource,
  refusalsOf,
  quantile as timeAt,
  timesOf,
} from '../../load/index.ts';
import type { MeasuredRoute, Reading } from '../../model/measurement.ts';
import type { Totals } from '../agent/totals.ts';
import type { Witness } from '../agent/witness.ts';
import { isSettled, readingOf, shareReading, significant } from '../readings.ts';
import { type Accounts, between, type Reading as Spent } from './accounts.ts';
import { askedOf } from './asked.ts';

/** Requests of one route, and how long to send them. */
export interface RouteDrive {
  readonly id: string;
  readonly next: RequestSource;
  /** Seconds on the clock for the route, warm-up included. */
  readonly seconds: number;
  readonly signal?: AbortSignal;
}

interface Bench {
  readonly send: Client['send'];
  readonly accounts: Accounts;
  /** CPU seconds that the application spends in a second without requests. */
  readonly idle: Spent;
  readonly during?: Witness['during'];
  readonly restore?: (route: string) => Promise<void>;
  readonly most?: (route: string) => number;
}

/** Requests at once: enough for the loop to find several events at each turn, as it does under load, far from saturation. */
const CONCURRENCY = 4;
/**
 * Of a route that mostly waits, as many as keep the processor busy for such a share of the time, at most so many: a request that finds the
 * application at rest costs up to twice what it costs under load.
 */
const BUSY = 0.6;
const MOST_AT_ONCE = 32;
/** Bursts of one route: their spread says how well its cost is known. */
const BURSTS = 5;
/** Seconds of an answer from which a route is slow, and its bursts. */
const SLOW = 0.15;
const SLOW_BURSTS = 3;
/** Seconds of an answer from which one burst and one stretch must do. */
const VERY_SLOW = 1;
/** Bursts that are made in any case; further ones only while the route has not taken this many times its share of the time. */
const FEWEST = 2;
const PATIENCE = 1.5;
/** Share of the answers of a burst that may fail: beyond, what is measured is the cost of refusals. */
const FAILED = 0.05;
/** Parts of the time: a first look, compiled code, then one request at a time, then the bursts. */
const FIRST = 0.05;
const WARM_UP = 0.2;
const ALONE = 0.2;
/** Stretches of the time with one request at a time: what the agent tells of each says how far what a request asks of others varies. */
const STRETCHES = 4;
/** Requests that are enough for one burst, one request at a time, or a warm-up. */
const ENOUGH = { first: 100, warmUp: 400, alone: 100, burst: 1000 };

interface Burst {
  readonly outcome: LoadOutcome;
  readonly spent: Spent;
}

/**
 * Drives one route alone: D = U / X, CPU seconds spent over requests answered, burst after burst, less what the application spends at rest; its
 * response times with one request at a time. When too many answers are failures, what failed instead: the commonest answer.
 */
export async function driveRoute(
  drive: RouteDrive,
  bench: Bench,
): Promise<{ readonly route: MeasuredRoute } | { readonly answer: string }> {
  const burst = (seconds: number, concurrency: number, mostRequests: number): Promise<Burst> =>
    burstOf({ ...drive, seconds }, concurrency, mostRequests, bench);
  const from = performance.now();
  const first = await burst(drive.seconds * FIRST, CONCURRENCY, ENOUGH.first);
  const isVerySlow = mean(timesOf(first.outcome)) > VERY_SLOW;
  let atOnce = concurrencyFor(first, bench.idle);
  if (!isVerySlow) await burst(drive.seconds * WARM_UP, atOnce, ENOUGH.warmUp);
  const { alone, told } = await oneAtATime(burst, drive, bench, isVerySlow ? 1 : STRETCHES);
  const bursts: Burst[] = [];
  // Of a route that takes long, a few requests must do.
  const turns = isVerySlow ? 1 : mean(alone.times) > SLOW ? SLOW_BURSTS : BURSTS;
  const each = (drive.seconds * (1 - FIRST - WARM_UP - ALONE)) / turns;
  const goesOn = (): boolean =>
    drive.signal?.aborted !== true &&
    (bursts.length < FEWEST ||
      (performance.now() - from < drive.seconds * PATIENCE * 1000 && !isSettled(bursts.map(costOf))));
  for (let turn = 0; turn < turns && goesOn(); turn++) {
    const made = await burst(each, atOnce, ENOUGH.burst);
    bursts.push(made);
    if (isRefused(made)) atOnce = CONCURRENCY;
  }
  const sound = bursts.filter((made) => !isRefused(made));
  return sound.length === 0
    ? { answer: refusalIn(bursts) }
    : { route: { ...routeFrom(sound, alone, bench.idle), ...askedOf(drive.id, told) } };
}

/** Requests at once that are like a load: few of a route that computes, more of one that waits. */
function concurrencyFor({ outcome, spent }: Burst, idle: Spent): number {
  const cost = (spent.application.all - idle.application.all * outcome.seconds) / outcome.requests;
  const wanted = (BUSY * mean(timesOf(outcome))) / Math.max(cost, 1e-5);
  return Math.min(MOST_AT_ONCE, Math.max(CONCURRENCY, Math.ceil(Number.isFinite(wanted) ? wanted : 0)));
}

/** Too many of its answers are failures. */
function isRefused({ outcome }: Burst): boolean {
  return errorShare(outcome) > FAILED;
}

/** CPU seconds of one request, the database's where it is known. */
function costOf({ outcome, spent }: Burst): number {
  return (spent.application.all + (spent.database ?? 0)) / outcome.requests;
}

/** Status or transport error that most of the failed answers had. */
function refusalIn(bursts: readonly Burst[]): string {
  const refusals = bursts.flatMap(({ outcome }) => refusalsOf(outcome)).sort((a, b) => b.count - a.count);
  return refusals[0]?.reason ?? 'exhausted';
}

interface Alone {
  readonly requests: number;
  readonly seconds: number;
  readonly times: Histogram;
}

/** One request at a time, under the eyes of the agent where there is one: afterwards it is blind, and its cost is not in the bursts. */
async function oneAtATime(
  burst: (seconds: number, concurrency: number, mostRequests: number) => Promise<Burst>,
  { seconds, signal }: RouteDrive,
  { during }: Bench,
  most: number,
): Promise<{ readonly alone: Alone; readonly told: readonly Totals[] }> {
  const stretches = during === undefined ? 1 : most;
  const one = (): Promise<Burst> => burst((seconds * ALONE) / stretches, 1, Math.ceil(ENOUGH.alone / stretches));
  const outcomes: LoadOutcome[] = [];
  const told: Totals[] = [];
  for (let turn = 0; turn < stretches && signal?.aborted !== true; turn++) {
    const { result, totals } = during === undefined ? { result: await one(), totals: {} } : await during(one);
    outcomes.push(result.outcome);
    told.push(totals);
  }
  return {
    alone: {
      requests: outcomes.reduce((sum, each) => sum + each.requests, 0),
      seconds: outcomes.reduce((sum, each) => sum + each.seconds, 0),
      times: merge(outcomes.map((each) => timesOf(each))),
    },
    told,
  };
}

async function burstOf(drive: RouteDrive, concurrency: number, mostRequests: number, bench: Bench): Promise<Burst> {
  const { id, next, seconds, signal } = drive;
  await bench.restore?.(id);
  const from = bench.accounts.read();
  const outcome = await closedLoad({
    send: bench.send,
    next,
    concurrency,
    seconds,
    mostRequests: Math.min(mostRequests, bench.most?.(id) ?? mostRequests),
    ...(signal === undefined ? {} : { signal }),
  });
  return { outcome, spent: between(from, bench.accounts.read()) };
}

function routeFrom(bursts: readonly Burst[], alone: Alone, idle: Spent): MeasuredRoute {
  const requests = bursts.reduce((sum, { outcome }) => sum + outcome.requests, 0);
  const failed = bursts.reduce((sum, { outcome }) => sum + outcome.failed, 0);
  const per = (of: (spent: Spent) => number): Reading =>
    readingOf(
      bursts.map(({ outcome, spent }) => Math.max(0, of(spent) - of(idle) * outcome.seconds) / outcome.requests),
      'drive',
      requests,
    );
  const bytes = bursts.map(({ outcome }) => {
    const sent = [...outcome.classes.values()].reduce((sum, each) => sum + each.bytes, 0);
    return sent / outcome.requests;
  });
  const database = bursts.every(({ spent }) => spent.database !== undefined);
  return {
    requests,
    errors: shareReading(failed, requests, 'drive'),
    cpu: per((spent) => spent.application.all),
    loopCpu: per((spent) => spent.application.loop),
    ...(database ? { databaseCpu: per((spent) => spent.database ?? 0) } : {}),
    ...(alone.requests === 0 ? {} : { responseTime: responseTimes(alone) }),
    bytes: readingOf(bytes, 'drive', requests),
  };
}

/** Response times with one request at a time. */
function responseTimes({ times, requests, seconds }: Alone): NonNullable<MeasuredRoute['responseTime']> {
  const at = (share: number): Reading => {
    const half = (1.645 * Math.sqrt(share * (1 - share))) / Math.sqrt(times.count);
    const value = (each: number): number => significant(timeAt(times, Math.min(1, Math.max(0, each))));
    return {
      low: value(share - half),
      typical: value(share),
      high: value(share + half),
      count: times.count,
      way: 'drive',
    };
  };
  return { p50: at(0.5), p95: at(0.95), rate: significant(requests / seconds) };
}
