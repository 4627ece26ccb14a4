// @ts-check
// The figures of the load engine, over real HTTP on loopback: npm run bench:load [-- --runs N] [--write]. A run in which the engine was starved
// is void. On a machine that others use, give it the processor: chrt -r 10 npm run bench:load. --write records them in accuracy/load.json.
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writePages } from './load/pages.js';
import { ensureBuilt, root } from './prepare.js';

ensureBuilt(console.log);
const { judge, openClient, openLoad, quantile, seeded, seekCapacity, timesOf } = await import('../dist/load/index.js');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const next = () => ({ class: 'GET /', method: 'GET', path: '/' });

/**
 * @template T
 * @param {import('./load/server.js').Behaviour} behaviour
 * @param {(client: import('../dist/load/index.js').Client) => Promise<T>} use
 */
async function withServer(behaviour, use) {
  const child = fork(fileURLToPath(new URL('load/server.js', import.meta.url)), [JSON.stringify(behaviour)]);
  const port = await new Promise((resolve) => child.once('message', resolve));
  const client = openClient({ url: `http://127.0.0.1:${port}` });
  try {
    return await use(client);
  } finally {
    client.close();
    child.disconnect();
  }
}

const percent = (/** @type {number} */ ratio) => `${ratio >= 1 ? '+' : ''}${((ratio - 1) * 100).toFixed(1)} %`;
/** @param {readonly number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;

/** A server that freezes 2 s in 20 s, 100 requests/s: 10 % of them wait up to 2 s. */
const FREEZE = { rate: 100, seconds: 20, from: 8, lasts: 2, service: 0.005 };

/**
 * What arithmetic says of the very requests that a seed draws: each waits for the end of the freeze, then is served. On average over the seeds, p95
 * is 1.005 s and p99 1.805 s; those of one seed may have come early or late in the freeze, and the engine answers for its clock, not for chance.
 * @param {number} seed
 */
function arithmetic(seed) {
  const { rate, seconds, from, lasts, service } = FREEZE;
  const random = seeded(seed);
  const due = [];
  // So many draws, in order: the moments at which the engine says that it sends (src/load/open-load.ts).
  for (let left = rate * seconds, at = 0; left > 0; left--) {
    at += (seconds - at) * (1 - (1 - random.unit()) ** (1 / left));
    due.push(at);
  }
  const [begin, end] = [Number(due[0]) + from, Number(due[0]) + from + lasts];
  const times = due.map((at) => service + (at >= begin && at < end ? end - at : 0)).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => Number(times[Math.ceil(share * times.length) - 1]);
  return { p95: at(0.95), p99: at(0.99) };
}

async function freeze() {
  console.log('A server that freezes 2 s in 20 s, 100 requests/s, beside the arithmetic of the requests drawn.');
  /** @type {{ measured: { p95: number, p99: number }, truth: { p95: number, p99: number } }[]} */
  const kept = [];
  for (let run = 1; run <= runs; run++) {
    const outcome = await withServer({ kind: 'freeze', seconds: FREEZE.lasts, from: FREEZE.from }, ({ send }) =>
      openLoad({ send, next, rate: FREEZE.rate, seconds: FREEZE.seconds, random: seeded(run) }),
    );
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(timesOf(outcome), share));
    const { lag, starved, cpu } = outcome.watch;
    const truth = arithmetic(run);
    if (starved === undefined) kept.push({ measured: { p95: Number(p95), p99: Number(p99) }, truth });
    console.log(
      `  run ${run}: p50 ${(Number(p50) * 1000).toFixed(1)} ms, p95 ${Number(p95).toFixed(3)} s (${truth.p95.toFixed(3)}), p99 ${Number(p99).toFixed(3)} s (${truth.p99.toFixed(3)}), lag p99 ${(lag * 1000).toFixed(1)} ms, generator ${(cpu * 100).toFixed(0)} % of a core${starved === undefined ? '' : `, VOID (${starved})`}`,
    );
  }
  const beside = (/** @type {'p95' | 'p99'} */ which) =>
    figures(
      kept.map(({ measured }) => measured[which]),
      kept.map(({ truth }) => truth[which]),
    );
  const [p95, p99] = [beside('p95'), beside('p99')];
  console.log(
    `  worst: p95 ${percent(1 + p95.worstError)} (aim ±15 %), p99 ${percent(1 + p99.worstError)} (aim ±10 %), over ${kept.length} runs`,
  );
  return { runs, void: runs - kept.length, p95, p99 };
}

/**
 * Beside the truth, the same or that of each run: the middle run, the worst error, and how far the runs spread.
 * @param {readonly number[]} list
 * @param {readonly number[]} truths
 */
function figures(list, truths) {
  const ratios = list.map((each, i) => each / (truths[i] ?? truths[0] ?? Number.NaN));
  const mean = ratios.reduce((sum, each) => sum + each, 0) / ratios.length;
  const deviation = Math.sqrt(ratios.reduce((sum, each) => sum + (each - mean) ** 2, 0) / ratios.length);
  const worst = ratios.reduce((far, each) => (Math.abs(each - 1) > Math.abs(far - 1) ? each : far), 1);
  const [truth = 0, at = 0, worstError = 0, spread = 0] = [
    median(truths),
    median(list),
    worst - 1,
    deviation / mean,
  ].map((each) => Number(each.toPrecision(4)));
  return { truth, median: at, worstError, spread };
}

async function dispersion() {
  const results = [];
  for (const rate of [200, 1000]) {
    /** @type {Map<number, number>} */
    const counts = new Map();
    const from = performance.now();
    const send = async () => {
      const bin = Math.floor((performance.now() - from) / 10);
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
      return { status: 200, bytes: 0 };
    };
    const { watch } = await openLoad({ send, next, rate, seconds: 10, random: seeded(1) });
    const bins = Array.from({ length: 1000 }, (_, i) => counts.get(i) ?? 0);
    const mean = bins.reduce((sum, count) => sum + count, 0) / bins.length;
    const variance = bins.reduce((sum, count) => sum + (count - mean) ** 2, 0) / bins.length;
    console.log(
      `Arrivals at ${rate}/s: index of dispersion ${(variance / mean).toFixed(2)} in bins of 10 ms (aim 0.9–1.5), lag p99 ${(watch.lag * 1000).toFixed(1)} ms${watch.starved === undefined ? '' : ', VOID'}`,
    );
    if (watch.starved === undefined) results.push({ rate, index: Number((variance / mean).toPrecision(3)) });
  }
  return results;
}

/** @type {{ name: string, behaviour: Extract<import('./load/server.js').Behaviour, { kind: 'queue' }>, limit: number, truth: number }[]} `truth`: by theory (M/M/1), by bisection over long simulations (test/load/servers.ts). */
const queues = [
  {
    name: 'M/M/1',
    behaviour: { kind: 'queue', servers: 1, mean: 0.008, law: 'exponential' },
    limit: 0.2,
    truth: 110.0,
  },
  { name: 'M/D/1', behaviour: { kind: 'queue', servers: 1, mean: 0.008, law: 'constant' }, limit: 0.1, truth: 109.6 },
  {
    name: 'pool of 10',
    behaviour: { kind: 'queue', servers: 10, mean: 0.05, law: 'exponential' },
    limit: 0.4,
    truth: 192.7,
  },
  {
    name: '20 calls outside',
    behaviour: { kind: 'queue', servers: 20, mean: 0.3, law: 'constant' },
    limit: 0.9,
    truth: 64.3,
  },
];

/** @param {(typeof queues)[number]} queue */
async function search({ name, behaviour, limit, truth }) {
  const limits = { percentile: 0.95, responseTime: limit, errors: 0.01 };
  /** @type {number[]} */
  const found = [];
  /** @type {number[]} */
  const lasted = [];
  for (let run = 1; run <= runs; run++) {
    const predicted = truth * ([0.7, 1, 1.3][run % 3] ?? 1);
    const from = performance.now();
    const result = await withServer(behaviour, ({ send }) =>
      seekCapacity({
        plan: { predicted, lateShare: 0.05, mostSeconds: 115 },
        probe: async ({ rate, seconds }, index) => {
          const begin = performance.now();
          const random = seeded(1000 * run + index);
          const outcome = await openLoad({
            send,
            next,
            rate,
            seconds,
            warmUp: seconds / 5,
            random,
            tooLate: () => limit,
          });
          return { ...judge(outcome, limits), rate, seconds: (performance.now() - begin) / 1000 };
        },
      }),
    );
    const voids = result.probes.filter((probe) => probe.void).length;
    const spent = ((performance.now() - from) / 1000).toFixed(0);
    if (result.capacity !== undefined) found.push(result.capacity);
    lasted.push(Number(spent));
    console.log(
      `  ${name} run ${run}, predicted ${predicted.toFixed(0)}: ${result.capacity?.toFixed(1) ?? 'no figure'} (${result.ended}, ${result.probes.length} probes, ${voids} void, ${spent} s)`,
    );
  }
  const result = { name, runs, found: found.length, ...figures(found, [truth]), longestSeconds: Math.max(...lasted) };
  console.log(
    `${name}: truth ${truth}, worst ${percent(1 + (result.worstError ?? 0))} (aim ±10 %), standard deviation ${((result.spread ?? 0) * 100).toFixed(1)} % (aim 5 %), over ${found.length} of ${runs} runs`,
  );
  return result;
}

const frozen = 'freeze'.includes(values.only) ? await freeze() : undefined;
const arrivals = 'dispersion'.includes(values.only) ? await dispersion() : undefined;
/** @type {Awaited<ReturnType<typeof search>>[]} */
const searches = [];
for (const queue of queues) if (`search ${queue.name}`.includes(values.only)) searches.push(await search(queue));
if (values.write) {
  const file = join(root, 'accuracy', 'load.json');
  /** @type {Partial<import('./load/pages.js').LoadRecord>} */
  const before = values.only === '' ? {} : JSON.parse(readFileSync(file, 'utf8'));
  const kept = (before.searches ?? []).filter(({ name }) => searches.every((each) => each.name !== name));
  const record = {
    command: 'npm run bench:load -- --write',
    node: process.versions.node,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    freeze: frozen ?? before.freeze,
    arrivals: arrivals ?? before.arrivals,
    searches: [...kept, ...searches],
  };
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  writePages();
}
