import {
  type ClassOutcome,
  type Client,
  type Clock,
  errorShare,
  judge,
  type Limits,
  openLoad,
  quantile,
  type RequestSource,
  refusalsOf,
  seeded,
  timesOf,
} from '../load/index.ts';
import type { ClassWindow, LoadWindow } from '../model/verification.ts';

/** CPU seconds spent so far by the application (all of it, and its event loop) and by its database, where they can be read. */
export type Accounts = () => Spent;

export interface Spent {
  readonly application: { readonly all: number; readonly loop: number };
  readonly database?: number;
}

export interface WindowOptions {
  readonly send: Client['send'];
  readonly next: RequestSource;
  readonly rate: number;
  readonly seconds: number;
  readonly seed: number;
  readonly limits: Limits;
  /** Requests at most. */
  readonly mostRequests: number;
  readonly accounts?: Accounts;
  /** Whether a window that can no longer pass is left early. */
  readonly stops: boolean;
  readonly signal?: AbortSignal;
  readonly onTick?: (elapsed: number) => void;
  readonly clock: Clock;
}

/** Share of a window that is sent before, uncounted. */
const WARM_UP = 0.2;

/** One window of load; undefined when it was interrupted. */
export async function loadWindow(options: WindowOptions): Promise<LoadWindow | undefined> {
  const { send, next, rate, seconds, limits, accounts, clock } = options;
  const now = (): number => clock.now() / 1000;
  const began = now();
  let from: { readonly spent: Spent | undefined; readonly at: number } | undefined;
  const outcome = await openLoad({
    send,
    next,
    rate,
    seconds,
    warmUp: seconds * WARM_UP,
    random: seeded(options.seed),
    tooLate: limits.ofClass ?? (() => limits.responseTime),
    tolerance: options.stops ? 0.08 : 1,
    mostRequests: options.mostRequests,
    clock,
    onCounting: () => {
      from = { spent: accounts?.(), at: now() };
    },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onTick === undefined ? {} : { onTick: options.onTick }),
  });
  if (outcome.stopped === 'interrupted') return undefined;
  const verdict = judge(outcome, limits);
  const times = timesOf(outcome);
  const busy = from?.spent === undefined ? undefined : busyOver(from.spent, accounts?.(), now() - from.at);
  const { lag, cpu, pressure } = outcome.watch;
  return {
    rate,
    seconds: now() - began,
    requests: outcome.requests,
    ...verdict,
    errors: errorShare(outcome),
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    classes: Object.fromEntries(
      [...outcome.classes.values()].map((each): [string, ClassWindow] => [each.id, summary(each)]),
    ),
    refusals: refusalsOf(outcome).slice(0, 10),
    ...(busy === undefined ? {} : { busy }),
    generator: { lag, cpu, ...(pressure === undefined ? {} : { pressure }) },
  };
}

function summary({ times, count, failed }: ClassOutcome): ClassWindow {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), count, failed };
}

function busyOver(from: Spent, to: Spent | undefined, time: number): LoadWindow['busy'] {
  if (to === undefined || time <= 0) return undefined;
  const share = (before: number, after: number): number => Math.max(0, (after - before) / time);
  return {
    application: share(from.application.all, to.application.all),
    loop: share(from.application.loop, to.application.loop),
    ...(from.database === undefined || to.database === undefined
      ? {}
      : { database: share(from.database, to.database) }),
  };
}
