// @ts-check
// A mix of routes under open load: the largest rate within the objective, how busy each resource is there, response times at half of it.
import os from 'node:os';
import {
  closedLoad,
  drawFrom,
  errorShare,
  judge,
  openLoad,
  quantile,
  refusalsOf,
  seeded,
  seekCapacity,
  timesOf,
} from '../../dist/load/index.js';
import { WINDOW } from './judging.js';
import { readClock, spentBetween } from './processor.js';
import { routeMedian } from './record.js';
import { isRealTime, raisePriority } from './scheduling.js';
import { significant } from './statistics.js';

/**
 * @typedef {import('./bench.js').Bench} Bench
 * @typedef {import('./record.js').Corpus} Corpus
 * @typedef {{ application: number, database: number, generator: number, foreign: [number, number], heldBack?: number | undefined, lag: number, loadAverage: number, slowness: number }} Conditions Shares of a core; `heldBack`: core 0 had by others while the application wanted it; `lag`: 99th percentile of the generator's delay, seconds.
 * @typedef {{ rate: number, passed: boolean, void: boolean, because: string, lateShare: number, seconds: number, requests: number, errors: number, p50: number, p95: number, p95Sampling?: readonly [number, number], applicationCpu: number, databaseCpu: number, refusals: string[], conditions: Conditions }} Probe `refusals`: other answers than success, with their number. `p95Sampling`: between what p95 may lie for want of requests, 90 %.
 * @typedef {{ capacity: number | null, firstFailing: number | null, complete: boolean, probes: Probe[], half: Probe | null, saturation: number | null, saturated: Conditions | null, priorityRaised: boolean, date: string }} MixRun
 * @typedef {Readonly<Record<string, number>>} Mix
 */

export const OBJECTIVE = { responseTime: 1, percentile: 0.95, errors: 0.01 };
const WARM_UP = 4;
/** Windows spent at half of the capacity: a percentile of few requests is chance where one request in twenty is far slower than the others. */
const AT_HALF = 3;
const WINDOWS = { climb: WINDOW, narrow: WINDOW };

/**
 * Seconds that each class may take: the objective, or twice its own p95 at low load when that is longer, as in the estimate.
 * @param {Corpus} corpus
 * @returns {(id: string) => number}
 */
export function limitsFrom(corpus) {
  const limits = new Map(
    corpus.routes.map(({ id, runs }) => {
      const { p95 } = routeMedian(runs);
      return [id, p95 > OBJECTIVE.responseTime / 2 ? Math.max(OBJECTIVE.responseTime, 2 * p95) : 1];
    }),
  );
  return (id) => limits.get(id) ?? OBJECTIVE.responseTime;
}

/**
 * One window at a rate.
 * @param {Bench} bench
 * @param {{ mix: Mix, rate: number, seed: number, tooLate: (id: string) => number, seconds?: number, stops?: boolean }} options
 * @returns {Promise<Probe>}
 */
export async function probeAt(bench, { mix, rate, seed, tooLate, seconds = WINDOW, stops = true }) {
  await bench.restore();
  const random = seeded(seed);
  const draw = drawFrom(mix, random);
  const next = () => bench.request(draw());
  const common = { send: bench.send, next, rate, random, tooLate };
  const begun = performance.now();
  const trimmed = bench.trimming();
  await openLoad({ ...common, seconds: WARM_UP, tolerance: 1 });
  raisePriority(bench.pids);
  const before = await bench.slowness();
  const from = readClock(bench.pids);
  const outcome = await openLoad({ ...common, seconds, tolerance: stops ? 0.08 : 1 });
  const spent = spentBetween(from, readClock(bench.pids));
  await trimmed();
  const conditions = {
    ...conditionsOf(spent, outcome.watch.lag),
    slowness: significant((before + (await bench.slowness())) / 2),
  };
  const { passed, because, class: slow, lateShare } = judge(outcome, { ...OBJECTIVE, ofClass: tooLate });
  const times = timesOf(outcome);
  const { requests } = outcome;
  return {
    rate: significant(rate, 4),
    passed,
    because: [because, slow].filter(Boolean).join(' '),
    // A rate that holds in spite of others holds: only a failure may be theirs.
    void: outcome.watch.starved !== undefined || (!passed && starved(conditions, isRealTime(process.pid))),
    lateShare: significant(lateShare),
    seconds: significant((performance.now() - begun) / 1000),
    requests,
    errors: significant(errorShare(outcome)),
    p50: significant(quantile(times, 0.5)),
    p95: significant(quantile(times, 0.95)),
    p95Sampling: sampling(times, 0.95),
    applicationCpu: significant(spent.application / requests),
    databaseCpu: significant(spent.database / requests),
    refusals: refusalsOf(outcome)
      .map(({ class: id, reason, count }) => `${id} → ${reason} × ${count}`)
      .slice(0, 8),
    conditions,
  };
}

/**
 * Between what a percentile may lie, 90 %: order statistics, so many standard deviations of a binomial each side.
 * @param {import('../../dist/load/index.js').Histogram} times
 * @param {number} share
 * @returns {[number, number]}
 */
function sampling(times, share) {
  const half = 1.645 * Math.sqrt((share * (1 - share)) / times.count);
  return [significant(quantile(times, share - half)), significant(quantile(times, Math.min(1, share + half)))];
}

/**
 * @param {import('./processor.js').Spent} spent
 * @param {number} lag
 * @returns {Omit<Conditions, 'slowness'>}
 */
function conditionsOf(spent, lag) {
  const share = (/** @type {number} */ seconds) => significant(seconds / spent.time, 3);
  return {
    application: share(spent.application),
    database: share(spent.database),
    generator: share(spent.generator + spent.standins),
    foreign: [share(spent.foreign[0]), share(spent.foreign[1])],
    ...(Number.isNaN(spent.heldBack) ? {} : { heldBack: share(spent.heldBack) }),
    lag: significant(lag),
    loadAverage: significant(os.loadavg()[0] ?? 0),
  };
}

/** Share of the processor time that the application wanted, had by others: beyond, a failure may be theirs. As fine as the search is. */
const HELD_BACK = 0.08;

/**
 * Others took processor time that the measurement wanted, or requests did not leave on time: the figure would be theirs, not the application's.
 * @param {Omit<Conditions, 'slowness'>} conditions
 * @param {boolean} first In a real-time class: both cores are the measurement's whenever it wants them, as far as the system tells.
 */
function starved({ application, database, generator, foreign, heldBack }, first) {
  const byOthers =
    heldBack === undefined
      ? !first && application + foreign[0] > 0.9 && foreign[0] > 0.12
      : heldBack > HELD_BACK * (application + heldBack);
  return byOthers || (!first && database + generator + foreign[1] > 0.95 && foreign[1] > 0.4);
}

/**
 * Both mixes, so many times; what is done is kept after every step.
 * @param {() => Promise<Bench>} healthyBench The application, started again when it no longer answers.
 * @param {Corpus} corpus
 * @param {{ repetitions: number, goesOn: () => boolean, keep: () => void, until: number }} options
 */
export async function measureMixes(healthyBench, corpus, { repetitions, goesOn, keep, until }) {
  const tooLate = limitsFrom(corpus);
  for (let i = 0; i < repetitions; i++) {
    for (const record of corpus.mixes) {
      if (!goesOn()) return;
      const seed = 1000 * (record.runs.length + 1);
      /** @type {MixRun} */
      const run = {
        capacity: null,
        firstFailing: null,
        complete: false,
        probes: [],
        half: null,
        saturation: null,
        saturated: null,
        priorityRaised: false,
        date: new Date().toISOString().slice(0, 16),
      };
      record.runs.push(run);
      await searchMix(run, { healthyBench, record, corpus, seed, goesOn: () => goesOn() && Date.now() < until, keep });
      const bench = await healthyBench();
      run.priorityRaised = raisePriority(bench.pids);
      if (run.capacity !== null && goesOn()) {
        run.half = await probeAt(bench, {
          mix: record.mix,
          rate: run.capacity / 2,
          seed: seed + 99,
          seconds: AT_HALF * WINDOW,
          tooLate,
          stops: false,
        });
        console.log(line(`${record.scenario} half`, run.half));
      }
      if (goesOn()) Object.assign(run, await saturate(bench, record.mix, seed));
      console.log(`${record.scenario}: capacity ${run.capacity}, saturation ${run.saturation}`);
      keep();
    }
  }
}

/**
 * Finds the capacity of a mix; every probe is kept as soon as it is done.
 * @param {MixRun} run Completed.
 * @param {{ healthyBench: () => Promise<Bench>, record: Corpus['mixes'][number], corpus: Corpus, seed: number, goesOn: () => boolean, keep: () => void }} options
 */
async function searchMix(run, { healthyBench, record, corpus, seed, goesOn, keep }) {
  const tooLate = limitsFrom(corpus);
  const start = startingRate(record.mix, corpus);
  const found = await seekCapacity({
    plan: { predicted: start / 0.75, lateShare: 1 - OBJECTIVE.percentile, lowest: start / 50, window: WINDOWS },
    goesOn,
    probe: async ({ rate }) =>
      probeAt(await healthyBench(), { mix: record.mix, rate, seed: seed + run.probes.length, tooLate }),
    onProbe: (probe) => {
      run.probes.push(probe);
      keep();
      console.log(line(record.scenario, probe));
    },
  });
  run.capacity = found.capacity === undefined ? null : significant(found.capacity);
  run.firstFailing = found.failing ?? null;
  run.complete = found.ended === 'narrow';
}

/**
 * 64 requests at once: what goes through when nobody waits for an answer in time.
 * @param {Bench} bench
 * @param {Mix} mix
 * @param {number} seed
 */
async function saturate(bench, mix, seed) {
  await bench.restore();
  const draw = drawFrom(mix, seeded(seed));
  const next = () => bench.request(draw());
  const trimmed = bench.trimming();
  const from = readClock(bench.pids);
  const outcome = await closedLoad({ send: bench.send, next, concurrency: 64, seconds: 15 });
  const spent = spentBetween(from, readClock(bench.pids));
  await trimmed();
  return {
    saturation: significant(outcome.within / 15),
    saturated: { ...conditionsOf(spent, outcome.watch.lag), slowness: significant(await bench.slowness()) },
  };
}

/** For the start of the search only: a route that was not measured alone. */
const USUAL = { applicationCpu: 0.0015, databaseCpu: 0.001 };

/**
 * Where the search begins: at half of what processor time alone would allow.
 * @param {Mix} mix
 * @param {Corpus} corpus
 */
function startingRate(mix, corpus) {
  let [application, database] = [0, 0];
  for (const [id, share] of Object.entries(mix)) {
    const measured = corpus.routes.find((route) => route.id === id);
    const cost = measured === undefined ? USUAL : routeMedian(measured.runs);
    application += share * cost.applicationCpu;
    database += share * cost.databaseCpu;
  }
  return 0.5 / Math.max(application, database);
}

/** @param {string} name @param {Probe} probe */
function line(name, probe) {
  const { conditions } = probe;
  const verdict = probe.void ? 'VOID' : probe.passed ? 'pass' : 'FAIL';
  return `${name.padEnd(12)} ${probe.rate.toFixed(1).padStart(7)}/s ${verdict} p50 ${probe.p50} p95 ${probe.p95} app ${conditions.application} db ${conditions.database} gen ${conditions.generator} foreign ${conditions.foreign} held back ${conditions.heldBack} lag ${conditions.lag} load ${conditions.loadAverage} slow ${conditions.slowness} ${probe.because}`;
}
