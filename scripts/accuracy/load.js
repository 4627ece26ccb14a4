// @ts-check
// Two ways of sending requests: so many at once (closed), which gives CPU time and saturation; at a rate, whatever the answers (open),
// with response times counted from the scheduled moment, so that a server that stalls does not slow its own test.
import { failed, succeeded } from './client.js';
import { percentile } from './statistics.js';

/**
 * @typedef {import('./client.js').Request} Request
 * @typedef {import('./client.js').Answer} Answer
 * @typedef {(request: Request) => Promise<Answer>} Send
 * @typedef {{ id: string, time: number, failed: boolean }} Sample `time`: seconds.
 * @typedef {{ samples: Sample[], errors: Map<string, number>, within: number, seconds: number, lag: number[], dropped: number, stopped: boolean }} Outcome `within`: answered before the time was over.
 */

/**
 * `concurrency` requests at once until `seconds` have passed, `requests` were sent or `next` has none left; returns once all are answered.
 * @param {{ send: Send, next: () => { id: string, request: Request } | undefined, concurrency: number, seconds: number, requests?: number }} options
 * @returns {Promise<Outcome>}
 */
export async function closedLoad({ send, next, concurrency, seconds, requests = Number.POSITIVE_INFINITY }) {
  const outcome = emptyOutcome();
  const start = performance.now();
  let sent = 0;
  const worker = async () => {
    while (sent < requests && performance.now() - start < seconds * 1000) {
      const item = next();
      if (item === undefined) return;
      sent++;
      const from = performance.now();
      const answer = await send(item.request);
      const to = performance.now();
      keep(outcome, item.id, answer, (to - from) / 1000);
      if (to - start < seconds * 1000) outcome.within++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  outcome.seconds = (performance.now() - start) / 1000;
  return outcome;
}

const IN_FLIGHT = 2048;

/**
 * Poisson arrivals at `rate` for `seconds`. Stops early once the run can no longer pass: more than `tolerance` of the planned requests late or
 * failed. Requests beyond the cap of requests in flight fail rather than wait.
 * @param {{ send: Send, next: () => { id: string, request: Request } | undefined, rate: number, seconds: number, random: import('./random.js').Random, tooLate?: (id: string) => number, tolerance?: number }} options
 * @returns {Promise<Outcome>}
 */
export async function openLoad({ send, next, rate, seconds, random, tooLate, tolerance = 0.08 }) {
  const outcome = emptyOutcome();
  const allowed = Math.max(20, tolerance * rate * seconds);
  let inFlight = 0;
  let bad = 0;
  const start = performance.now();
  const issue = (/** @type {number} */ scheduled) => {
    const item = next();
    if (item === undefined) return;
    if (inFlight >= IN_FLIGHT) {
      outcome.dropped++;
      bad++;
      keep(outcome, item.id, { status: 0, bytes: 0, error: 'dropped' }, 60);
      return;
    }
    inFlight++;
    outcome.lag.push((performance.now() - scheduled) / 1000);
    send(item.request).then((answer) => {
      inFlight--;
      const time = (performance.now() - scheduled) / 1000;
      keep(outcome, item.id, answer, time);
      if (failed(answer) || time > (tooLate?.(item.id) ?? Number.POSITIVE_INFINITY)) bad++;
    });
  };

  let due = start + random.exponential(1000 / rate);
  const end = start + seconds * 1000;
  while (due < end && !outcome.stopped) {
    const now = performance.now();
    while (due <= now && due < end) {
      issue(due);
      due += random.exponential(1000 / rate);
    }
    outcome.stopped = bad > allowed || inFlight > Math.max(200, 4 * rate);
    await pause(Math.max(0, Math.min(due - performance.now(), 20)));
  }
  outcome.seconds = (performance.now() - start) / 1000;
  const patience = performance.now() + 90_000;
  while (inFlight > 0 && performance.now() < patience) await pause(20);
  return outcome;
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => (milliseconds < 1 ? setImmediate(resolve) : setTimeout(resolve, milliseconds)));
}

/** @returns {Outcome} */
function emptyOutcome() {
  return { samples: [], errors: new Map(), within: 0, seconds: 0, lag: [], dropped: 0, stopped: false };
}

/**
 * @param {Outcome} outcome
 * @param {string} id
 * @param {Answer} answer
 * @param {number} time
 */
function keep(outcome, id, answer, time) {
  outcome.samples.push({ id, time, failed: failed(answer) });
  if (succeeded(answer)) return;
  const reason = `${id} → ${answer.error ?? answer.status}`;
  outcome.errors.set(reason, (outcome.errors.get(reason) ?? 0) + 1);
}

/**
 * @param {Outcome} outcome
 * @param {string} [id] One class; every class unless said.
 */
export function timesOf({ samples }, id) {
  const times = samples.filter((sample) => id === undefined || sample.id === id).map((sample) => sample.time);
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), count: times.length };
}

/** @param {Outcome} outcome */
export function errorShare({ samples }) {
  return samples.length === 0 ? 1 : samples.filter((sample) => sample.failed).length / samples.length;
}
