// @ts-check
// Does the monitor grow, and what does it weigh after a long life? Ten million requests to ten thousand distinct addresses, pipelined on
// connections kept alive, to two servers in turn: one with the whole monitor, whose clock passes 75 days so that its history of a month is full
// before half of them, and one that nothing watches. Their memory after each tenth, the labels and the counts.
// `node scripts/monitor/soak.js [--requests 10000000] [--pairs 1] [--young 16] [--node 24] [--write]`: prints JSON, and ends with 1 when the heap
// or what it weighs beside the other grew, a label is one too many or a request was not counted.
//
// V8 doubles the space of young objects each time that as much as it holds survived, in any process that lives long enough, from 2 to 128 MB: two
// bare ones differ by fifty. So all have the same here, `--young` megabytes on each half, or what V8 chooses with `--young free`.
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from '../prepare.js';
import { nodeBinary } from './binary.js';

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000000' },
    pairs: { type: 'string', default: '1' },
    young: { type: 'string', default: '16' },
    node: { type: 'string', default: '24' },
    write: { type: 'boolean', default: false },
  },
});
const STEPS = 10;
const CONNECTIONS = 16;
/** Requests sent at once on a connection. */
const PIPELINED = 32;
const ADDRESSES = 10_000;
/** Of five addresses: those of a route with a parameter, those of none, those of a framework whose templates are the addresses. */
const KINDS = ['items', 'items', 'items', 'nowhere', 'each'];
/** Bytes that the heap may gain in the second half: the first one compiles the code and fills what is bounded. */
const GROWTH = 500_000;
/** Resident bytes beside a bare process, at most, median of the pairs. */
const WEIGHT = 8 * 2 ** 20;
/** Labels of a minute: the limit of the recorder. */
const MOST_LABELS = 200;
const each = Math.floor(Number(options.requests) / STEPS / CONNECTIONS / PIPELINED) * PIPELINED;

/** @typedef {{ heap: number, external: number, resident: number, young: number, requests: number, labels: number, minutes: number }} Told */
/** @typedef {{ how: 'watched' | 'bare', port: number, child: import('node:child_process').ChildProcess, steps: Told[] }} Server */

ensureBuilt(() => undefined);
const young =
  options.young === 'free' ? [] : [`--min-semi-space-size=${options.young}`, `--max-semi-space-size=${options.young}`];
const batches = batchesOf(ADDRESSES / PIPELINED);
/** @type {Server[]} */
const servers = [];
for (let pair = 0; pair < Number(options.pairs); pair += 1) servers.push(await start('bare'), await start('watched'));
for (let step = 0; step < STEPS; step += 1) {
  for (const server of servers) {
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, lane) => pour(server.port, lane)));
    server.steps.push(await ask(server.child));
  }
  console.error(`${step + 1}/${STEPS}`, ...servers.map(({ how, steps }) => `${how} ${steps.at(-1)?.resident}`));
}
for (const { child } of servers) child.kill('SIGKILL');
report();

/** @param {'watched' | 'bare'} how @returns {Promise<Server>} */
async function start(how) {
  const child = fork(join(root, 'scripts', 'monitor', 'soaked.js'), [how, String(each * CONNECTIONS * STEPS)], {
    execPath: nodeBinary(options.node),
    execArgv: ['--expose-gc', ...young],
  });
  const port = /** @type {number} */ (await new Promise((told) => child.once('message', told)));
  return { how, child, port, steps: [] };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<Told>} */
function ask(child) {
  return new Promise((told) => {
    child.once('message', (answer) => told(/** @type {Told} */ (answer)));
    child.send('weigh');
  });
}

/** Every address once, so many at a time. @param {number} count */
function batchesOf(count) {
  return Array.from({ length: Math.ceil(count) }, (_, batch) =>
    Array.from({ length: PIPELINED }, (_each, place) => {
      const address = (batch * PIPELINED + place) % ADDRESSES;
      return `GET /${KINDS[address % KINDS.length]}/${address} HTTP/1.1\r\nHost: here\r\n\r\n`;
    }).join(''),
  );
}

/** Sends the share of one connection in this step, the next batch when the last one is answered. @param {number} port @param {number} lane */
function pour(port, lane) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1').setNoDelay();
    let sent = 0;
    let answered = 0;
    let rest = '';
    const next = () => {
      socket.write(batches[(lane + sent / PIPELINED) % batches.length] ?? '');
      sent += PIPELINED;
    };
    socket.on('error', failed).on('connect', next);
    socket.on('data', (chunk) => {
      const parts = (rest + chunk.toString('latin1')).split('HTTP/1.1 200');
      answered += parts.length - 1;
      rest = (parts.at(-1) ?? '').slice(-11);
      if (answered < sent) return;
      if (sent < each) next();
      else {
        socket.destroy();
        done(undefined);
      }
    });
  });
}

/** What the servers of a kind weigh after each step: the median of each figure. @param {'watched' | 'bare'} how @returns {readonly Told[]} */
function stepsOf(how) {
  const alike = servers.filter((server) => server.how === how);
  return Array.from({ length: STEPS }, (_, step) => {
    const told = alike.flatMap(({ steps }) => steps[step] ?? []);
    const [first] = told;
    if (first === undefined) throw new Error('nothing was measured');
    const keys = /** @type {(keyof Told)[]} */ (Object.keys(first));
    return /** @type {Told} */ (Object.fromEntries(keys.map((key) => [key, median(told.map((one) => one[key]))])));
  });
}

/** Between the two in the middle when there are as many on each side. @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [low = Number.NaN, high = low] = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return (low + high) / 2;
}

/** What a server gained in the second half, bytes. @param {readonly Told[]} steps */
function growthOf(steps) {
  const [half, last] = [steps[STEPS / 2 - 1], steps.at(-1)];
  if (half === undefined || last === undefined) throw new Error('nothing was measured');
  return {
    heap: last.heap - half.heap,
    external: last.external - half.external,
    resident: last.resident - half.resident,
  };
}

function report() {
  const requests = each * CONNECTIONS * STEPS;
  const [watched, bare] = [stepsOf('watched'), stepsOf('bare')];
  const ends = servers.filter(({ how }) => how === 'watched').flatMap(({ steps }) => steps.at(-1) ?? []);
  const beside = watched.map(({ resident }, step) => resident - (bare[step]?.resident ?? 0));
  const growth = { watched: growthOf(watched), bare: growthOf(bare) };
  const record = {
    command: `node scripts/monitor/soak.js --requests ${options.requests} --pairs ${options.pairs} --young ${options.young} --write`,
    node: options.node,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    requests,
    addresses: ADDRESSES,
    pairs: Number(options.pairs),
    young: options.young,
    counted: Math.min(...ends.map((end) => end.requests)),
    labels: Math.max(...ends.map(({ labels }) => labels)),
    minutes: Math.max(...ends.map(({ minutes }) => minutes)),
    residentBesideBare: { last: beside.at(-1), secondHalf: median(beside.slice(STEPS / 2)) },
    growth,
    last: servers.map(({ how, steps }) => ({ how, ...steps.at(-1) })),
    steps: { watched, bare },
  };
  console.log(JSON.stringify(record, null, 2));
  if (options.write) keep(record);
  const isSound =
    ends.every((end) => end.requests === requests) &&
    record.labels <= MOST_LABELS &&
    growth.watched.heap <= GROWTH &&
    (options.young === 'free' || record.residentBesideBare.secondHalf <= WEIGHT);
  process.exitCode = isSound ? 0 : 1;
}

/** In place of the run of the same kind. @param {{ requests: number, young: string }} record */
function keep(record) {
  const path = join(root, 'accuracy', 'monitor-soak.json');
  /** @type {{ requests: number, young: string }[]} */
  const known = JSON.parse(readFileSync(path, 'utf8')).runs;
  const others = known.filter(({ requests, young: pinned }) => requests !== record.requests || pinned !== record.young);
  writeFileSync(path, `${JSON.stringify({ runs: [...others, record] }, null, 2)}\n`);
}
