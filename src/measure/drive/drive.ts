import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  drawFrom,
  errorShare,
  type LoadOutcome,
  openLoad,
  type RequestSource,
  seeded,
  quantile as timeAt,
  timesOf,
} from '../../load/index.ts';
import type { MeasuredMixRun, MeasuredRoute, Reading } from '../../model/measurement.ts';
import type { Mix } from '../../model/workload.ts';
import type { Witness } from '../agent/witness.ts';
import { exactReading, readingOf, shareReading, significant } from '../readings.ts';
import { openSpeedProbe } from '../speed/probe.ts';
import { type Accounts, between, type Reading as Spent } from './accounts.ts';
import { driveRoute } from './route.ts';
import type { LeftOut } from './smoke.ts';

export interface DriveOptions {
  readonly send: Client['send'];
  readonly accounts: Accounts;
  /** What the application's own processes say, when the agent is in them. */
  readonly during?: Witness['during'];
  /** Requests of each route, by its identifier. */
  readonly sources: Readonly<Record<string, RequestSource>>;
  /** Shares of the routes once together; those without requests are left out. */
  readonly mix: Mix;
  /** Seconds on the clock for all of it. */
  readonly seconds: number;
  readonly signal?: AbortSignal;
  /** Called before each route; `share` done, 0 to 1. */
  readonly onProgress?: (share: number, route: string) => void;
  /** Called when the data may be put back: before each burst of a route, and before the mix (no route): nothing unless told. */
  readonly restore?: (route: string) => Promise<void>;
  /** Requests of a route that the data allow between two restorations: a code to claim is claimed once. Any number unless told. */
  readonly most?: (route: string) => number;
}

export interface Driven {
  readonly routes: Readonly<Record<string, MeasuredRoute>>;
  readonly mixRun?: MeasuredMixRun;
  /** Of this machine while the routes were driven. */
  readonly slowness: Reading;
  readonly requests: number;
  /** Routes that answered at first, then failed: refused for coming too often, or broken under a few requests at once. */
  readonly failing: readonly LeftOut[];
  /** False when it was interrupted, or when nobody answered any more: what had been measured is there. */
  readonly complete: boolean;
  /** Nothing listens at its address any more. */
  readonly gone: boolean;
}

/** Part of the time for the routes one after the other; the rest is for all of them together. */
const ROUTES = 0.65;
/** Seconds that one route gets at least and at most. */
const LEAST = 0.4;
const MOST = 6;
/** Seconds without requests, to know what the application does by itself. */
const IDLE = 1;

/** Seconds of all the routes together, at least. */
const LEAST_TOGETHER = 3;

/** What a request meets when nothing listens. */
const REFUSED = 'ECONNREFUSED';

/** Drives each route alone, then all together. Never rejects because of the application: a route that does not answer is left out. */
export async function drive(options: DriveOptions): Promise<Driven> {
  const { accounts, sources, seconds, signal, onProgress } = options;
  const probe = openSpeedProbe();
  const speeds = [probe.sample(), probe.sample()];
  const ids = Object.keys(sources);
  const idle = await spentIdle(accounts);
  const end = performance.now() + seconds * ROUTES * 1000;
  const share = (seconds * ROUTES) / ids.length;
  const routes: Record<string, MeasuredRoute> = {};
  const failing: LeftOut[] = [];
  let gone = false;
  const isStopped = (): boolean => signal?.aborted === true || gone;
  for (const [position, id] of ids.entries()) {
    if (isStopped()) break;
    onProgress?.((position / ids.length) * ROUTES, id);
    const next = sources[id] as RequestSource;
    // A route that took more than its share leaves less to the others; one that took less ends the measurement sooner.
    const left = (end - performance.now()) / 1000 / (ids.length - position);
    const each = Math.min(MOST, Math.max(LEAST, Math.min(share, left)));
    const driven = await driveRoute(
      { id, next, seconds: each, ...(signal === undefined ? {} : { signal }) },
      { ...options, idle },
    );
    if ('route' in driven) routes[id] = driven.route;
    else if (driven.answer === REFUSED) gone = true;
    else if (!isStopped()) failing.push({ route: id, answer: driven.answer });
    speeds.push(probe.sample());
  }
  const mixRun = isStopped() ? undefined : await together(options, routes, idle);
  const requests = Object.values(routes).reduce((sum, route) => sum + route.requests, mixRun?.requests ?? 0);
  return {
    routes,
    ...(mixRun === undefined ? {} : { mixRun }),
    slowness: readingOf(speeds, 'drive'),
    requests,
    failing,
    complete: !isStopped(),
    gone,
  };
}

async function spentIdle(accounts: Accounts): Promise<Spent> {
  const from = accounts.read();
  await sleep(IDLE * 1000);
  return between(from, accounts.read());
}

/** What was really sent: of a rare route, chance sends more or less than its share. */
function sentShares({ classes, requests }: LoadOutcome): Mix {
  return Object.fromEntries([...classes.values()].map(({ id, count }) => [id, significant(count / requests)]));
}

/** Seconds of the mix before it is measured, at most, and their share of its time: code compiled for one route after the other is compiled again. */
const SETTLING = 24;
const SETTLING_SHARE = 0.6;
/** Busy share of the busiest processor at which the mix is driven: that of an application near its capacity, which a request finds cheaper than one at rest. */
const BUSY = 0.6;
const MOST_RATE = 2000;

/** The mix, at a rate that keeps the busiest processor busy part of the time. */
async function together(
  { send, accounts, sources, mix, seconds, signal, onProgress, restore }: DriveOptions,
  routes: Readonly<Record<string, MeasuredRoute>>,
  idle: Spent,
): Promise<MeasuredMixRun | undefined> {
  const known = Object.entries(mix).filter(([id, share]) => share > 0 && routes[id]?.cpu !== undefined);
  const total = known.reduce((sum, [, share]) => sum + share, 0);
  if (total <= 0) return undefined;
  await restore?.('');
  onProgress?.(ROUTES, '');
  const shares = Object.fromEntries(known.map(([id, share]) => [id, share / total]));
  const costOf = (of: 'cpu' | 'databaseCpu'): number =>
    known.reduce((sum, [id, share]) => sum + (share / total) * (routes[id]?.[of]?.typical ?? 0), 0);
  const cost = Math.max(costOf('cpu'), costOf('databaseCpu'));
  const rate = Math.min(MOST_RATE, BUSY / Math.max(cost, 1e-5));
  const random = seeded(20_261_125);
  const draw = drawFrom(shares, random);
  const next: RequestSource = () => sources[draw()]?.();
  const time = Math.max(LEAST_TOGETHER, seconds * (1 - ROUTES));
  const settling = Math.min(SETTLING, time * SETTLING_SHARE);
  const load = (length: number): Promise<LoadOutcome> =>
    openLoad({ send, next, rate, seconds: length, random, ...(signal === undefined ? {} : { signal }) });
  await load(settling);
  await restore?.('');
  const from = accounts.read();
  const outcome = await load(time - settling);
  const spent = between(from, accounts.read());
  if (outcome.requests === 0) return undefined;
  const per = (of: (each: Spent) => number): Reading =>
    exactReading(
      significant(Math.max(0, of(spent) - of(idle) * outcome.seconds) / outcome.requests),
      'drive',
      outcome.requests,
    );
  const times = timesOf(outcome);
  const at = (share: number): Reading => exactReading(significant(timeAt(times, share)), 'drive', times.count);
  return {
    mix: sentShares(outcome),
    rate: significant(rate),
    requests: outcome.requests,
    cpu: per((each) => each.application.all),
    loopCpu: per((each) => each.application.loop),
    ...(spent.database === undefined ? {} : { databaseCpu: per((each) => each.database ?? 0) }),
    responseTime: { p50: at(0.5), p95: at(0.95), rate: significant(rate) },
    errors: shareReading(Math.round(errorShare(outcome) * outcome.requests), outcome.requests, 'drive'),
  };
}
