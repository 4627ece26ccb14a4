// @ts-check
// Does the monitor grow? Ten million requests to ten thousand distinct addresses, pipelined on connections kept alive, to two servers in turn:
// one with the whole monitor, whose clock passes 75 days so that its history of a month is full before half of them, and one that nothing watches.
// Their memory after each million, the labels and the counts. `node scripts/monitor/soak.js [--requests 10000000] [--write]`: prints JSON, and ends with 1 when the
// heap grew, a label is one too many or a request was not counted.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from '../prepare.js';

const { values: options } = parseArgs({
  options: { requests: { type: 'string', default: '10000000' }, write: { type: 'boolean', default: false } },
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
/** Labels of a minute: the limit of the recorder. */
const MOST_LABELS = 200;
const each = Math.floor(Number(options.requests) / STEPS / CONNECTIONS / PIPELINED) * PIPELINED;

/** @typedef {{ heap: number, external: number, resident: number, requests: number, labels: number, minutes: number }} Told */

ensureBuilt(() => undefined);
const batches = batchesOf(ADDRESSES / PIPELINED);
const watched = await start('watched');
const bare = await start('bare');
for (let step = 0; step < STEPS; step += 1) {
  for (const server of [bare, watched]) {
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, lane) => pour(server.port, lane)));
    server.steps.push(await ask(server.child));
  }
  console.error(`${step + 1}/${STEPS}`, watched.steps.at(-1));
}
for (const { child } of [bare, watched]) child.kill('SIGKILL');
report();

/** @param {'watched' | 'bare'} how */
async function start(how) {
  const child = fork(join(root, 'scripts', 'monitor', 'soaked.js'), [how, String(each * CONNECTIONS * STEPS)], {
    execArgv: ['--expose-gc'],
  });
  const port = /** @type {number} */ (await new Promise((told) => child.once('message', told)));
  return { child, port, steps: /** @type {Told[]} */ ([]) };
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
  const { requests: counted = 0, labels = 0 } = watched.steps.at(-1) ?? {};
  const record = {
    command: 'node scripts/monitor/soak.js --write',
    node: process.versions.node,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    requests,
    addresses: ADDRESSES,
    counted,
    labels,
    minutes: watched.steps.at(-1)?.minutes ?? 0,
    growth: { watched: growthOf(watched.steps), bare: growthOf(bare.steps) },
    steps: { watched: watched.steps, bare: bare.steps },
  };
  console.log(JSON.stringify(record, null, 2));
  if (options.write) {
    writeFileSync(join(root, 'accuracy', 'monitor-soak.json'), `${JSON.stringify(record, null, 2)}\n`);
  }
  const isSound = counted === requests && labels <= MOST_LABELS && record.growth.watched.heap <= GROWTH;
  process.exitCode = isSound ? 0 : 1;
}
