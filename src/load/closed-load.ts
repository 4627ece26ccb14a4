import type { Client } from './client.ts';
import { type Clock, machineClock } from './clock.ts';
import { watchFailures } from './failures.ts';
import { type ClassOutcome, isFailure, keep, type LoadOutcome, type StopReason } from './outcome.ts';
import type { RequestSource } from './request.ts';
import { startWatch } from './watch.ts';

export interface ClosedLoadOptions {
  readonly send: Client['send'];
  readonly next: RequestSource;
  /** Requests at once: each waits for its answer before the next leaves. */
  readonly concurrency: number;
  readonly seconds: number;
  readonly mostRequests?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/**
 * So many requests at once (a closed model) until the time has passed, `mostRequests` were sent or `next` has none left: CPU seconds per
 * request and saturation, never response times under load. Resolves once all are answered.
 */
export async function closedLoad(options: ClosedLoadOptions): Promise<LoadOutcome> {
  const {
    send,
    next,
    concurrency,
    seconds,
    mostRequests = Number.POSITIVE_INFINITY,
    signal,
    clock = machineClock,
  } = options;
  const classes = new Map<string, ClassOutcome>();
  const watching = startWatch();
  const start = clock.now();
  const end = start + seconds * 1000;
  const isBurst = watchFailures();
  let [sent, within, requests, failed] = [0, 0, 0, 0];
  let stopped: StopReason | undefined;
  const goesOn = (): boolean => {
    if (signal?.aborted === true) stopped ??= 'interrupted';
    return stopped === undefined && sent < mostRequests && clock.now() < end;
  };
  const worker = async (): Promise<void> => {
    while (goesOn()) {
      const request = next();
      if (request === undefined) {
        stopped ??= 'exhausted';
        return;
      }
      sent++;
      const from = clock.now();
      const answer = await send(request);
      const to = clock.now();
      const failure = isFailure(answer, request);
      keep(classes, request, answer, (to - from) / 1000);
      requests++;
      failed += Number(failure);
      within += Number(to < end);
      if (isBurst(failure)) stopped ??= 'errors';
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return {
    classes,
    requests,
    failed,
    dropped: 0,
    within,
    seconds: (clock.now() - start) / 1000,
    inFlight: [0, 0],
    ...(stopped === undefined ? {} : { stopped }),
    watch: watching.end(),
  };
}
