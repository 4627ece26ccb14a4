// @ts-check
// One of the servers of soak.js, `watched` by the whole monitor or `bare`: what it weighs once garbage is gone, how many requests and labels the
// monitor counted, and over how many minutes of its own clock.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getHeapSpaceStatistics } from 'node:v8';
import { root } from '../prepare.js';

/** Days of the monitor's clock, by requests: its history is full before half of them, so that what grows then has no limit. */
const DAYS = 75;
const every = Number(process.argv[3]);
let arrived = 0;
/** @param {string} path */
const built = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const began = Date.now() / 1000;
const clock = {
  wall: () => began + (arrived / every) * DAYS * 86_400,
  steady: () => performance.now() / 1000,
};
const counted = { requests: 0, labels: 0, minutes: 0 };
const watch = process.argv[2] === 'watched' ? await watched() : undefined;

async function watched() {
  const { monitor } = await built('monitor/index.js');
  const { contextOf } = await built('probe/index.js');
  const routes = [{ id: 'GET /items/:id', method: 'GET', path: '/items/:id' }];
  const started = monitor({ estimate: { inventory: { routes } }, log: false, clock });
  started.onMinute((/** @type {{ total: { requests: number }, routes: object }} */ { total, routes: seen }) => {
    counted.requests += total.requests;
    counted.labels = Math.max(counted.labels, Object.keys(seen).length);
    counted.minutes += 1;
  });
  return { snapshot: started.snapshot, contextOf };
}

const server = createServer((request, response) => {
  arrived += 1;
  // A framework that takes addresses for templates: nothing but the limit of the monitor bounds its labels.
  if (request.url?.startsWith('/each/') && watch !== undefined) {
    watch.contextOf(request, response).template = request.url;
  }
  response.setHeader('content-length', 2);
  response.end('ok');
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
);

process.on('message', () => {
  // The last answers end a moment after they are read.
  setTimeout(() => {
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    const underWay = watch?.snapshot().current.total.requests ?? 0;
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.physical_space_size;
    const weights = { heap: heapUsed, external, resident: rss, young };
    process.send?.({ ...weights, ...counted, requests: counted.requests + underWay });
  }, 100);
});
