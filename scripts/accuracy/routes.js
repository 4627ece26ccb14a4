// @ts-check
// One route alone: CPU time of the application and of the database per request, saturation, and response times at low load.
import os from 'node:os';
import { closedLoad, errorShare, openLoad, quantile, refusalsOf, seeded, timesOf } from '../../dist/load/index.js';
import { readClock, spentBetween, sumOf } from './processor.js';
import { significant } from './statistics.js';

/**
 * @typedef {import('./bench.js').Bench} Bench
 * @typedef {{ rate: number, p50: number, p95: number, count: number }} LowLoad
 * @typedef {{ id: string, requests: number, applicationCpu: number, loopCpu: number, databaseCpu: number, saturation: number, bytes: number, low?: LowLoad | undefined, errors: number, loadAverage: number, slowness: number, foreign: [number, number], spread: [number, number] }} RouteRecord
 *   Seconds per request; `slowness`: of core 0 meanwhile, 1 at the reference; `low`: at a tenth of the saturation; `foreign`: shares of the two cores that others used meanwhile; `spread`: of the
 *   application's time, over the bursts.
 */

const CONCURRENCY = 8;
/** Requests whose answer waits seconds for others: more of them at once, for longer. */
const SLOW = { concurrency: 24, longer: 3 };

/**
 * @param {Bench} bench
 * @param {string} id
 * @param {{ seconds: number, brief?: boolean }} options `brief`: without the response times at low load.
 * @returns {Promise<RouteRecord>}
 */
export async function measureRoute(bench, id, { seconds, brief = false }) {
  const { slow } = bench.makerOf(id);
  await restoreAfter(bench, id);
  await burst(bench, id, slow ? 0.1 : Math.min(1.5, seconds / 2));
  const before = await bench.slowness();
  const bursts = await burstsFor(bench, id, slow ? seconds * SLOW.longer : seconds);
  const after = await bench.slowness();
  await restoreAfter(bench, id);
  const requests = bursts.reduce((sum, { outcome }) => sum + outcome.requests, 0);
  const total = sumOf(bursts.map(({ spent }) => spent));
  const each = bursts.map(({ spent, outcome }) => spent.application / outcome.requests);
  return {
    id,
    requests,
    applicationCpu: significant(total.application / requests),
    loopCpu: significant(total.loop / requests),
    databaseCpu: significant(total.database / requests),
    saturation: significant(requests / bursts.reduce((sum, { outcome }) => sum + outcome.seconds, 0)),
    bytes: Math.round(bursts.reduce((sum, { bytes }) => sum + bytes, 0) / requests),
    low: brief ? undefined : await lowLoad(bench, id, bursts, slow ? 4 : seconds),
    errors: significant(bursts.reduce((sum, { outcome }) => sum + errorShare(outcome), 0) / bursts.length),
    loadAverage: significant(os.loadavg()[0] ?? 0),
    slowness: significant((before + after) / 2),
    foreign: [significant(total.foreign[0] / total.time, 2), significant(total.foreign[1] / total.time, 2)],
    spread: [significant(Math.min(...each)), significant(Math.max(...each))],
  };
}

/** @param {Bench} bench @param {string} id */
async function restoreAfter(bench, id) {
  if (bench.makerOf(id).writes) await bench.restore();
}

/**
 * @param {Bench} bench
 * @param {string} id
 * @param {number} seconds
 */
async function burst(bench, id, seconds) {
  const next = () => bench.request(id);
  const concurrency = bench.makerOf(id).slow ? SLOW.concurrency : CONCURRENCY;
  const from = readClock(bench.pids);
  const outcome = await closedLoad({ send: bench.send, next, concurrency, seconds, mostRequests: bench.portionOf(id) });
  for (const { reason, count } of refusalsOf(outcome)) console.error(`  ${id} → ${reason} × ${count}`);
  const bytes = [...outcome.classes.values()].reduce((sum, each) => sum + each.bytes, 0);
  return { outcome, bytes, spent: spentBetween(from, readClock(bench.pids)) };
}

/**
 * Bursts until they add up to so many seconds, the data put back before each. A route that uses up its stock in no time gets four times as long
 * on the clock, and no more.
 * @param {Bench} bench
 * @param {string} id
 * @param {number} seconds
 */
async function burstsFor(bench, id, seconds) {
  const bursts = [];
  const end = performance.now() + seconds * 4000;
  let done = 0;
  while (done < seconds && performance.now() < end) {
    await restoreAfter(bench, id);
    const one = await burst(bench, id, Math.max(0.2, (seconds - done) / (bursts.length === 0 ? 2 : 1)));
    bursts.push(one);
    done += one.outcome.seconds;
  }
  return bursts;
}

/**
 * @param {Bench} bench
 * @param {string} id
 * @param {Awaited<ReturnType<typeof burstsFor>>} bursts
 * @param {number} seconds
 * @returns {Promise<LowLoad>}
 */
async function lowLoad(bench, id, bursts, seconds) {
  const time = bursts.reduce((sum, { outcome }) => sum + outcome.seconds, 0);
  const saturation = bursts.reduce((sum, { outcome }) => sum + outcome.requests, 0) / time;
  const rate = Math.min(200, Math.max(saturation / 10, Math.min(saturation / 4, 15 / seconds)));
  const next = () => bench.request(id);
  const outcome = await openLoad({ send: bench.send, next, rate, seconds, random: seeded(7) });
  const times = timesOf(outcome);
  const at = (/** @type {number} */ share) => significant(quantile(times, share));
  return { rate: significant(rate), p50: at(0.5), p95: at(0.95), count: times.count };
}

/**
 * Compiles what the routes share: requests of every quick route, before anything is measured.
 * @param {Bench} bench
 * @param {readonly string[]} ids
 * @param {number} seconds
 */
export async function warmUp(bench, ids, seconds) {
  const quick = ids.filter((id) => !bench.makerOf(id).slow && !/admin|login|register|password/.test(id));
  let at = 0;
  const next = () => bench.request(quick[at++ % quick.length] ?? '');
  await closedLoad({ send: bench.send, next, concurrency: CONCURRENCY, seconds });
}
