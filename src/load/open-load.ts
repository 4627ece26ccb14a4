import type { Client } from './client.ts';
import { type Clock, machineClock } from './clock.ts';
import { watchFailures } from './failures.ts';
import { type ClassOutcome, isFailure, keep, type LoadOutcome, type StopReason } from './outcome.ts';
import type { Random } from './random.ts';
import type { Answer, Outgoing, RequestSource } from './request.ts';
import { startWatch } from './watch.ts';

export interface OpenLoadOptions {
  readonly send: Client['send'];
  readonly next: RequestSource;
  /** Mean arrivals per second; their gaps are exponential (Poisson). */
  readonly rate: number;
  /** Seconds over which requests are counted. */
  readonly seconds: number;
  /** Seconds before, at the same rate, whose requests are not counted. */
  readonly warmUp?: number;
  readonly random: Random;
  /** Seconds over which a request of a class is late. */
  readonly tooLate?: (id: string) => number;
  /** Share of the planned requests that may be late or failed before the load stops early; 1 never stops for being late. */
  readonly tolerance?: number;
  /** Requests in flight at most; those beyond fail at once, since a queue of our own would hide the wait. */
  readonly mostInFlight?: number;
  /** Requests at most, counted or not. */
  readonly mostRequests?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Seconds of lag from which the run is void. */
  readonly lateness?: number;
  /** Called when requests begin to be counted: to read what the application has spent so far. */
  readonly onCounting?: () => void;
  /** Every so often: seconds since the start and requests sent, to show progress. */
  readonly onTick?: (elapsed: number, sent: number) => void;
}

const NEVER = (): number => Number.POSITIVE_INFINITY;
const IN_FLIGHT = 2048;
const DROPPED = 'dropped';
/** A dropped request is counted as having taken this long, seconds. */
const DROPPED_TIME = 60;
/** Timers have a grain of about a millisecond: a request that leaves within it left on time, and its own wait counts from there. Seconds. */
const GRAIN = 0.002;
/** Milliseconds. */
const LONGEST_PAUSE = 20;
/** Seconds that answers get once arrivals have ended. */
const PATIENCE = 65;
/** Late or failed requests that are always allowed: a small sample decides nothing. */
const LEAST_ALLOWED = 20;

/**
 * Requests at a rate, whatever the answers (an open model): response times are counted from the moment a request was due, so that a server
 * that stalls does not slow its own test down ("coordinated omission", G. Tene). Resolves once all are answered, or given up.
 */
export async function openLoad(options: OpenLoadOptions): Promise<LoadOutcome> {
  const state = begin(options);
  const { rate, seconds, warmUp = 0, random, clock = machineClock } = options;
  const start = clock.now();
  const countFrom = start + warmUp * 1000;
  const end = countFrom + seconds * 1000;
  const arrivals = arrivalsOf(start, countFrom, end, rate / 1000, random);
  let due = arrivals();
  while (due < end && state.stopped === undefined) {
    const now = clock.now();
    if (now >= countFrom) state.beginCounting();
    while (due <= now && due < end && state.stopped === undefined) {
      state.issue(due, due >= countFrom);
      due = arrivals();
    }
    options.onTick?.((now - start) / 1000, state.sent());
    const planned = Math.max(0, Math.min(Math.max(due, now) - now, LONGEST_PAUSE));
    await clock.pause(planned);
    state.noteWake((clock.now() - now - planned) / 1000);
  }
  if (due >= end && state.stopped === undefined) await clock.pause(Math.max(0, end - clock.now()));
  return state.finish(Math.max(1e-3, (Math.min(clock.now(), end) - countFrom) / 1000));
}

/**
 * Moments of arrivals: a Poisson process given its number, in the warm-up and in the counted time (the order statistics of so many uniform
 * draws, one after the other). Chance decides when requests come, not how many: one source of noise less, with the same bunching.
 */
function arrivalsOf(start: number, countFrom: number, end: number, rate: number, random: Random): () => number {
  let due = start;
  let left = Math.round((countFrom - start) * rate);
  let limit = countFrom;
  return () => {
    if (left === 0 && limit === countFrom) {
      due = countFrom;
      limit = end;
      left = Math.max(1, Math.round((end - countFrom) * rate));
    }
    if (left === 0) return Number.POSITIVE_INFINITY;
    due += (limit - due) * (1 - (1 - random.unit()) ** (1 / left--));
    return due;
  };
}

function begin(options: OpenLoadOptions) {
  const {
    send,
    next,
    rate,
    seconds,
    tooLate = NEVER,
    tolerance = 0.08,
    mostInFlight = IN_FLIGHT,
    signal,
    clock = machineClock,
  } = options;
  const classes = new Map<string, ClassOutcome>();
  const watching = startWatch(options.lateness, clock);
  const allowed = Math.max(LEAST_ALLOWED, tolerance * rate * seconds);
  const isBurst = watchFailures(rate);
  let [inFlight, inFlightAtStart, sent, late, dropped, within] = [0, 0, 0, 0, 0, 0];
  let isCounting = false;
  let isOver = false;
  let stopped: StopReason | undefined;

  const settle = (request: Outgoing, answer: Answer, time: number, isCounted: boolean): void => {
    const failure = isFailure(answer, request);
    if (answer.error !== DROPPED && isBurst(failure)) stopped ??= 'errors';
    if (!isCounted) return;
    keep(classes, request, answer, time);
    if (!isOver) within++;
    if (failure || time > tooLate(request.class)) late++;
    if (tolerance < 1 && late > allowed) stopped ??= 'late';
  };
  const issue = (due: number, isCounted: boolean): void => {
    const request = next();
    if (request === undefined) {
      stopped ??= 'exhausted';
      return;
    }
    if (sent >= (options.mostRequests ?? Number.POSITIVE_INFINITY)) {
      stopped ??= 'budget';
      return;
    }
    if (inFlight >= mostInFlight) {
      if (isCounted) dropped++;
      settle(request, { status: 0, bytes: 0, error: DROPPED }, DROPPED_TIME, isCounted);
      return;
    }
    sent++;
    inFlight++;
    const left = clock.now();
    const lag = (left - due) / 1000;
    watching.note(lag);
    const from = lag <= GRAIN ? left : due;
    void send(request).then((answer) => {
      inFlight--;
      settle(request, answer, (clock.now() - from) / 1000, isCounted);
    });
  };
  return {
    issue,
    sent: () => sent,
    noteWake: (lag: number) => watching.note(lag - GRAIN),
    beginCounting: () => {
      if (isCounting) return;
      isCounting = true;
      inFlightAtStart = inFlight;
      options.onCounting?.();
    },
    get stopped(): StopReason | undefined {
      if (signal?.aborted === true) stopped ??= 'interrupted';
      return stopped;
    },
    finish: async (counted: number): Promise<LoadOutcome> => {
      const inFlightAtEnd = inFlight;
      const watch = watching.end();
      isOver = true;
      const patience = clock.now() + PATIENCE * 1000;
      while (inFlight > 0 && clock.now() < patience && signal?.aborted !== true) await clock.pause(LONGEST_PAUSE);
      const all = [...classes.values()];
      return {
        classes,
        requests: all.reduce((sum, each) => sum + each.count, 0),
        failed: all.reduce((sum, each) => sum + each.failed, 0),
        dropped,
        within,
        seconds: counted,
        inFlight: [inFlightAtStart, inFlightAtEnd],
        ...(stopped === undefined ? {} : { stopped }),
        watch,
      };
    },
  };
}
