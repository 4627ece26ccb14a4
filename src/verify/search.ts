import { type Client, type Clock, type Limits, machineClock, type RequestSource, seekCapacity } from '../load/index.ts';
import type { LoadWindow, MeasuredLoad, VerificationOutcome } from '../model/verification.ts';
import { type Accounts, loadWindow } from './window.ts';

export interface VerifyOptions {
  readonly send: Client['send'];
  /** The requests of the mix, those that may be sent. */
  readonly next: RequestSource;
  readonly limits: Limits;
  /** Requests per second that the estimate predicts. */
  readonly predicted: number;
  /** Bounds of the whole verification. */
  readonly mostSeconds: number;
  readonly mostRequests: number;
  readonly mostRate: number;
  readonly accounts?: Accounts;
  /** Processors that the database has, in the estimate's eyes. */
  readonly databaseProcessors: number;
  readonly signal?: AbortSignal;
  /** Called as it goes: share done, and the rate under way. */
  readonly onProgress?: (share: number, rate: number) => void;
  readonly clock?: Clock;
}

/** Seconds of the window at half of the capacity. */
const HALF = 16;
/** Share of answers 429 that is a limit on the caller rather than a failure. */
const LIMITED = 0.01;
/** Share of failures at every rate that no load explains. */
const WHY_FAILING = 0.5;
const SEED = 20_261;

/**
 * Loads the application until it gives way, from the predicted capacity on, then at half of what it takes. Bounded in time, rate and requests;
 * ends early, with what it has, when the application is gone, refuses its caller, fails at every rate, or when the generator is starved.
 */
export async function measureCapacity(
  options: VerifyOptions,
): Promise<{ readonly outcome: VerificationOutcome; readonly measured: MeasuredLoad }> {
  const { predicted, mostSeconds, mostRate, clock = machineClock } = options;
  const now = (): number => clock.now() / 1000;
  const start = now();
  const windows: LoadWindow[] = [];
  let halted: VerificationOutcome | undefined;
  let left = options.mostRequests;
  const half = HALF * 1.3;

  const probe = async (rate: number, seconds: number, stops: boolean): Promise<LoadWindow | undefined> => {
    const window = await loadWindow({
      ...options,
      clock,
      rate,
      seconds,
      stops,
      seed: SEED + windows.length,
      mostRequests: left,
      onTick: (elapsed) => options.onProgress?.(Math.min(0.99, (now() - start) / mostSeconds), elapsed > 0 ? rate : 0),
    });
    left -= window?.requests ?? 0;
    return window;
  };
  const found = await seekCapacity<LoadWindow>({
    plan: {
      predicted,
      lowest: Math.max(0.2, predicted / 100),
      highest: mostRate,
      lateShare: 1 - options.limits.percentile,
      mostSeconds: mostSeconds - half,
    },
    goesOn: () => halted === undefined && left > 0 && options.signal?.aborted !== true,
    probe: ({ rate, seconds }) => probe(rate, seconds, true),
    onProbe: (window) => {
      windows.push(window);
      halted = haltedBy(window);
    },
  });
  const capacity = halted === undefined || found.passing !== undefined ? found.capacity : undefined;
  const rested =
    capacity !== undefined && halted === undefined && left > 0 ? await probe(capacity / 2, HALF, false) : undefined;
  const outcome = halted ?? outcomeOf(found.ended, windows, options.signal?.aborted === true);
  return {
    outcome,
    measured: {
      ...(capacity === undefined ? {} : { capacity }),
      ...(found.passing === undefined ? {} : { passing: found.passing }),
      ...(found.failing === undefined ? {} : { failing: found.failing }),
      ...gaveWay(windows, capacity, options.databaseProcessors),
      windows,
      ...(rested === undefined || rested.void ? {} : { half: rested }),
    },
  };
}

/** What makes any further window useless. */
function haltedBy({ refusals, requests }: LoadWindow): VerificationOutcome | undefined {
  const share = (test: (reason: string) => boolean): number =>
    refusals.reduce((sum, { reason, count }) => sum + (test(reason) ? count : 0), 0) / Math.max(1, requests);
  if (share((reason) => reason === 'ECONNREFUSED') > LIMITED) return 'gone';
  if (share((reason) => reason === '429') > LIMITED) return 'rate-limited';
  return undefined;
}

function outcomeOf(ended: string, windows: readonly LoadWindow[], isAborted: boolean): VerificationOutcome {
  if (isAborted) return 'interrupted';
  if (ended === 'void') return 'void';
  const believed = windows.filter((window) => !window.void);
  if (believed.length === 0) return windows.length === 0 ? 'bounded' : 'void';
  if (believed.every(({ errors }) => errors > WHY_FAILING)) return 'failing';
  if (ended === 'lowest') return believed.some(({ because }) => because === 'errors') ? 'failing' : 'complete';
  return ended === 'narrow' ? 'complete' : 'bounded';
}

/** Share of a processor from which it is what gives way rather than something that requests wait for. */
const FULL = 0.5;

/** The busiest resource in the window that passed closest to the capacity. */
function gaveWay(
  windows: readonly LoadWindow[],
  capacity: number | undefined,
  databaseProcessors: number,
): Pick<MeasuredLoad, 'utilization' | 'bottleneck'> {
  const closest = windows
    .filter((window) => window.passed && window.busy !== undefined)
    .sort((a, b) => Math.abs(a.rate - (capacity ?? 0)) - Math.abs(b.rate - (capacity ?? 0)))[0]?.busy;
  if (closest === undefined) return { utilization: {} };
  const utilization = {
    'event-loop': closest.loop,
    ...(closest.database === undefined ? {} : { database: closest.database / databaseProcessors }),
  };
  const [station, share] = Object.entries(utilization).sort((a, b) => b[1] - a[1])[0] ?? ['elsewhere', 0];
  return { utilization, bottleneck: share >= FULL ? station : 'elsewhere' };
}
