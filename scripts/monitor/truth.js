// @ts-check
// Does the monitor count what happened? A load generator that knows what it asked, over connections kept alive, closed and abandoned, with
// every kind of status; then its counts beside the monitor's, and the percentiles beside those of the durations themselves; the processor time
// of requests that were alone beside what they burnt; and whose work it was when fifty asked at once.
// `node scripts/monitor/truth.js [--requests 1000000] [--write]`: prints JSON, and ends with 1 when they differ.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from '../prepare.js';
import { ownersOf } from './owners.js';
import { visit } from './sockets.js';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '1000000' }, write: { type: 'boolean', default: false } },
});
const requests = Number(values.requests);
const CONNECTIONS = 16;
/** Requests that burn processor time on each route, and that ask fifty at once. */
const BURNT = Math.min(100, requests / 10);
const OWNED = Math.min(20_000, requests);
/** Of a hundred requests to each route: answered 200, 302, 404, 500, left; every tenth answer closes its connection. */
const OUTCOMES = [
  { status: 200, share: 80 },
  { status: 302, share: 5 },
  { status: 404, share: 7 },
  { status: 500, share: 3 },
  { status: 0, share: 5 },
];
const ROUTES = ['GET /items/:id', 'POST /items', 'GET /clubs/:club/members/:id'];
const KINDS = /** @type {const} */ (['succeeded', 'clientErrors', 'serverErrors', 'aborted']);

/** @param {string} path */
const built = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
ensureBuilt(() => undefined);
const { addRecords, monitor } = await built('monitor/index.js');
const { startProbe } = await built('probe/index.js');
const { percentileOf } = await built('model/histogram.js');
const routes = ROUTES.map((id) => ({ id, method: id.split(' ')[0], path: id.split(' ')[1] }));
const watch = monitor({ estimate: { inventory: { routes } }, log: false });
/** @type {Map<string, number[]>} */
const durations = new Map(ROUTES.map((id) => [id, []]));
// Another observer of the same probe is told the durations themselves.
startProbe({
  ended: (/** @type {{ route: string, seconds: number }} */ { route, seconds }) => durations.get(route)?.push(seconds),
  worked: () => undefined,
  waited: () => undefined,
});
/** @type {any[]} */
const records = [];
watch.onMinute((/** @type {any} */ record) => records.push(record));

/** @type {(() => void)[]} */
const arrivals = [];
const server = createServer((request, response) => {
  const status = Number(new URL(request.url ?? '/', 'http://here').searchParams.get('status'));
  if (status === 0) return arrivals.shift()?.();
  const answer = () => response.writeHead(status, { 'content-length': 2 }).end('ok');
  // A tail, so that percentiles differ.
  return Math.random() < 0.1 ? void setTimeout(answer, Math.random() * 20) : answer();
});
await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

/** @type {Record<string, Record<string, number>>} */
const sent = {};
await Promise.all(
  Array.from({ length: CONNECTIONS }, (_, connection) =>
    visit(
      port,
      asksOf(connection),
      (ask, status) => {
        const label = labelOf(ask.path, ask.method ?? 'GET');
        sent[label] ??= Object.fromEntries(KINDS.map((kind) => [kind, 0]));
        const figures = sent[label];
        const kind = kindOf(status);
        figures[kind] = (figures[kind] ?? 0) + 1;
      },
      () => new Promise((arrived) => arrivals.push(() => arrived(undefined))),
    ),
  ),
);
await new Promise((resolve) => setTimeout(resolve, 200));
watch.close();
server.closeAllConnections();
server.close();
await report();

/** @param {number} connection */
function* asksFor(connection) {
  const spread = OUTCOMES.flatMap(({ status, share }) => Array.from({ length: share }, () => status));
  for (let index = connection; index < requests; index += CONNECTIONS) {
    // 37 and 100 have no common divisor: every outcome comes in its share, in no simple order.
    const status = spread[(index * 37) % 100] ?? 200;
    const query = `?status=${status}&token=${index}`;
    const path = [`/items/${index}`, '/items', `/clubs/${index % 7}/members/${index}`][index % 3];
    yield {
      path: `${path}${query}`,
      method: index % 3 === 1 ? 'POST' : 'GET',
      leave: status === 0,
      close: index % 10 === 3,
    };
  }
}

/** @param {number} connection */
function asksOf(connection) {
  return [...asksFor(connection)];
}

/** @param {string} path @param {string} method */
function labelOf(path, method) {
  if (method === 'POST') return 'POST /items';
  return path.startsWith('/items') ? 'GET /items/:id' : 'GET /clubs/:club/members/:id';
}

/** @param {number | 'left'} status */
function kindOf(status) {
  if (status === 'left') return 'aborted';
  if (status >= 500) return 'serverErrors';
  return status >= 400 ? 'clientErrors' : 'succeeded';
}

async function report() {
  const { routes: seen } = records.reduce((sum, record) => addRecords(sum, record, 'times'));
  const counted = Object.fromEntries(
    Object.entries(seen).map(([label, figures]) => [
      label,
      Object.fromEntries(KINDS.map((kind) => [kind, figures[kind]])),
    ]),
  );
  const isEqual = text(sent) === text(counted);
  const worst = worstPercentile(seen);
  const processor = await burnt();
  const attribution = await ownersOf(OWNED, startProbe);
  const result = { requests, isEqual, worstPercentileError: worst, processor, attribution, sent, counted };
  console.log(JSON.stringify(result, null, 2));
  if (values.write) {
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
    const record = {
      command: 'node scripts/monitor/truth.js --write',
      node: process.versions.node,
      machine,
      ...result,
    };
    writeFileSync(join(root, 'accuracy', 'monitor-truth.json'), `${JSON.stringify(record, null, 2)}\n`);
  }
  const isRight =
    isEqual &&
    worst <= 0.02 &&
    processor.every(({ error, allowed }) => error <= allowed) &&
    attribution.exact === attribution.requests;
  process.exit(isRight ? 0 : 1);
}

/** Seconds of processor time of a request, burnt and as the monitor says, by route; each request is alone. */
async function burnt() {
  const child = fork(join(root, 'scripts', 'monitor', 'burns.js'));
  const port = /** @type {number} */ (await new Promise((told) => child.once('message', told)));
  for (const milliseconds of [0.3, 1, 4, 15]) {
    const asks = Array.from({ length: BURNT }, () => ({ path: `/burn/${milliseconds}` }));
    await visit(port, asks, () => undefined, undefined, 25);
  }
  const told = new Promise((answer) => child.once('message', answer));
  child.send('tell');
  const routes =
    /** @type {{ route: string, known: { count: number, seconds: number }, sampled: { count: number, seconds: number } }[]} */ (
      await told
    );
  return routes.map(({ route, known, sampled }) => {
    const [truth, said] = [known, sampled].map(({ count, seconds }) => seconds / count);
    const allowed = Math.max(0.0005, 0.05 * (truth ?? 0));
    return { route, samples: sampled.count, burnt: truth, said, error: Math.abs((said ?? 0) - (truth ?? 0)), allowed };
  });
}

/** @param {object} table */
function text(table) {
  return JSON.stringify(Object.entries(table).sort(([a], [b]) => a.localeCompare(b)));
}

/**
 * The largest relative error of p50, p95 and p99 of a route, against the durations themselves.
 * @param {Record<string, any>} seen
 */
function worstPercentile(seen) {
  const errors = [...durations].flatMap(([label, exact]) => {
    exact.sort((a, b) => a - b);
    return [0.5, 0.95, 0.99].map((share) => {
      const truth = exact[Math.max(1, Math.ceil(share * exact.length)) - 1] ?? Number.NaN;
      return Math.abs(percentileOf(seen[label].duration, share) - truth) / truth;
    });
  });
  return Math.max(...errors);
}
