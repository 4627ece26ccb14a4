// @ts-check
// A route that burns as much processor time as it is asked to, watched by the monitor, in a process of its own: what its requests took, by its own
// reading from the handler's first line to the end of the answer, which Node writes after the work, and what the monitor says of those requests,
// which were alone in the process.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../prepare.js';

const { monitor } = await import(pathToFileURL(join(root, 'dist', 'monitor', 'index.js')).href);
const BURNS = [0.3, 1, 4, 15];
const routes = BURNS.map((milliseconds) => `GET /burn/${milliseconds}`);
const estimate = { inventory: { routes: routes.map((id) => ({ id, method: 'GET', path: id.slice(4) })) } };
const watch = monitor({ estimate, log: false });
/** @type {Record<string, { count: number, seconds: number }>} */
const known = Object.fromEntries(routes.map((id) => [id, { count: 0, seconds: 0 }]));

const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const server = createServer((request, response) => {
  const before = spent();
  const seconds = Number(request.url?.slice('/burn/'.length)) / 1000;
  while (spent() - before < seconds);
  const figures = known[`GET ${request.url}`];
  response.once('close', () => {
    if (figures === undefined) return;
    figures.count += 1;
    figures.seconds += spent() - before;
  });
  response.end('ok');
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
);
process.on('message', () => {
  const { routes: seen } = watch.close();
  const told = routes.map((route) => ({ route, known: known[route], sampled: seen[route]?.processor }));
  process.send?.(told, () => process.exit());
});
