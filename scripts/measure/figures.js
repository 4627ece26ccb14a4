// @ts-check
// The part of docs/accuracy.md on the tool itself: an estimate once measured, the load engine, the agent, the time that measuring takes. Recorded by
// scripts/measure/compare.js --keep, npm run bench:load, bench:agent and bench:measure.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../accuracy/record.js';

/** @param {string} name @returns {any} */
function record(name) {
  const file = join(root, 'accuracy', name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const row = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
const table = (/** @type {readonly (readonly string[])[]} */ rows) =>
  [row(rows[0] ?? []), row((rows[0] ?? []).map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.slice(1).map(row)].join(
    '\n',
  );
const percent = (/** @type {number} */ share, digits = 1) => `${(100 * share).toFixed(digits)} %`;
const times = (/** @type {number} */ ratio) => `×${ratio.toFixed(2)}`;
const three = (/** @type {number} */ value) => String(Number(value.toPrecision(3)));

/** @typedef {{ predicted: number, measured: number }} Pair */
const ratioOf = (/** @type {Pair} */ { predicted, measured }) => predicted / measured;
const far = (/** @type {Pair} */ pair) => Math.max(ratioOf(pair), 1 / ratioOf(pair));

/** Of the requests that the drive of src/measure/drive/route.ts sends to a route at most: those that the agent watches, and all. */
const SENT = { watched: 100, all: 400 + 100 + 5 * 1000 };

/** An estimate once measured, the worst case first. @param {any} measured */
function afterMeasure({ mixes, applications, capacity, utilization, p95AtHalf, p95BeyondChance, each }) {
  const sorted = [...each].sort((a, b) => far(b.capacity) - far(a.capacity));
  const pair = (/** @type {Pair | undefined} */ one, factor = 1) =>
    one === undefined ? '–' : `${three(one.predicted * factor)} / ${three(one.measured * factor)}`;
  const bounds = (/** @type {(Pair & { low: number, high: number }) | undefined} */ one) =>
    one === undefined || one.low === one.high ? '' : ` (${three(1000 * one.low)}–${three(1000 * one.high)})`;
  return [
    'Each application is measured by the drive of `jauge measure`, its agent and its reading of the database (`scripts/measure/live.js`), then its mixes are loaded on the same cores, at once: a core that neighbours slow down is another core an hour later. The prediction is judged as the measurement is, as above. The machine was quiet and every process in the ordinary class of the scheduler, before everybody else’s: as in production, a loop that wakes passes before the native hashes of its own threads (the middle answer of an idle server beside no, one and two scrypt takes 0.6 to 1 ms; in a real-time class with turns of 100 ms, 0.8, 19 and 40: `scripts/measure/turns.js`). `billetterie` writes as fast as it reads: in twenty seconds its organizers receive the events of many months, and their lists grow meanwhile, which no prediction knows; measured since, rows are taken away every second as they come, and both its mixes are then off by nearly the same factor (at most ×0.78, since its limit was beyond what the generator could send, and ×0.72, on a machine whose speed moved between the drive and the loads, so not kept here; ×1.35 and ×0.85 before). A probe that fails is void when others had more than 8 % of the processor time that the application wanted. What a request costs falls as the processor fills (`librairie`: 1.8 ms at 42 % busy, 1.5 at 75 %): with it, the utilizations.',
    table([
      [`After \`jauge measure\`, ${mixes} mixes of ${applications} applications`, 'Median', 'Worst', 'Aim'],
      ['Capacity of a mix', times(capacity.median), times(capacity.worst), '×1.10, ×1.20'],
      ['Utilization of a core at that capacity, points', three(utilization.median), three(utilization.worst), '5'],
      ['p95 at half of that capacity', times(p95AtHalf.median), times(p95AtHalf.worst), '×1.25'],
      [
        'The same, from the nearer end of what so many requests leave to chance (90 %)',
        times(p95BeyondChance.median),
        times(p95BeyondChance.worst),
        '–',
      ],
    ]),
    table([
      [
        'Case, predicted / measured',
        'Capacity (requests/s)',
        'Ratio',
        'Application (%)',
        'Database (%)',
        'p95 at half (ms)',
      ],
      ...sorted.map((one) => [
        `${one.name}, ${one.size.toLocaleString('en-US')}, ${one.scenario}`,
        pair(one.capacity),
        times(ratioOf(one.capacity)),
        pair(one.application, 100),
        pair(one.database, 100),
        `${pair(one.half, 1000)}${bounds(one.half)}`,
      ]),
    ]),
  ];
}

/** @param {import('../load/pages.js').LoadRecord} load */
function loadEngine({ freeze, searches }) {
  const worstOf = (/** @type {number} */ error) => percent(Math.abs(error));
  const spent = Math.max(...searches.map(({ longestSeconds }) => longestSeconds));
  return [
    table([
      ['Load engine (`npm run bench:load`)', 'Worst error', 'Spread', 'Aim'],
      [
        `p95 of a server frozen 2 s in 20 s, at 100/s, ${freeze.runs - freeze.void} of ${freeze.runs} runs`,
        worstOf(freeze.p95.worstError),
        percent(freeze.p95.spread),
        '15 %',
      ],
      ['p99 of the same', worstOf(freeze.p99.worstError), percent(freeze.p99.spread), '10 %'],
      ...searches.map(({ name, worstError, spread, found, runs }) => [
        `Capacity of ${name}, ${found} of ${runs} runs`,
        worstOf(worstError),
        percent(spread),
        '10 %, 5 %',
      ]),
      ['Longest search, seconds', String(spent), '–', '120'],
    ]),
    'A run in which the generator was starved is void, and gives no figure. The frozen server is compared with the arithmetic of the very requests that were drawn.',
  ];
}

/** @param {any} agent */
function agentCost({ results, node }) {
  /** @type {readonly { route: string, way: string, seconds: number, added: number, low: number, high: number }[]} */
  const shown = results.filter((/** @type {{ way: string }} */ { way }) => way !== 'bare');
  return [
    table([
      ['Agent of `jauge measure` (`npm run bench:agent`): CPU time added to a request', 'Median', 'Quartiles', 'Aim'],
      ...shown.map(({ route, way, added, low, high }) => [
        `\`${route}\`, ${way}`,
        percent(added),
        `${percent(low)} to ${percent(high)}`,
        way === 'blind' ? '3 %' : way === 'bare again' ? '0' : '–',
      ]),
      ...[...new Set(shown.map(({ route }) => route))].map((route) => {
        const of = (/** @type {string} */ wanted) =>
          shown.find((one) => one.route === route && one.way === wanted)?.added ?? Number.NaN;
        const share = SENT.watched / SENT.all;
        return [
          `\`${route}\`, all that a measurement sends it`,
          percent((1 - share) * of('blind') + share * of('watching')),
          '–',
          '3 %',
        ];
      }),
    ]),
    `Blind, as it is while CPU times and throughput are measured: they hold no cost of watching. Watching, as it is while queries and calls are counted, one request at a time: at most ${SENT.watched} of the ${SENT.all.toLocaleString('en-US')} requests that a route is sent. A difference of the size of "bare again" is chance. Node ${node}, whose asynchronous context costs more than that of Node 24 and later; a machine that others used.`,
  ];
}

/** @param {any} whole */
const measuring = ({ application, size, seconds, routes, measured, counted, loadAverage }) =>
  `A measured estimate of ${application} (${size.toLocaleString('en-US')} accounts, \`npm run bench:measure\`), database read, application started, requests drafted from the code, three sessions, report: **${seconds} s** (aim: 180) at a load average of ${loadAverage}; ${measured} of ${routes} routes measured, ${counted} with their queries and calls counted. The others use something up, or cannot be known from the code: a password, a signature.`;

/** The section, or nothing when nothing was recorded. */
export function toolSection() {
  const [measured, load, agent, whole] = ['measured.json', 'load.json', 'agent.json', 'measure.json'].map(record);
  const parts = [
    ...(measured?.each === undefined ? [] : afterMeasure(measured)),
    ...(load === undefined ? [] : loadEngine(load)),
    ...(agent === undefined ? [] : agentCost(agent)),
    ...(whole === undefined ? [] : [measuring(whole)]),
  ];
  return parts.length === 0 ? '' : ['## Once measured, and the tools that measure', ...parts].join('\n\n');
}
