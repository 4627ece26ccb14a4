// @ts-check
// Child process: one HTTP server (`http`, `express-4` or `express-5`) on loopback; its parent asks for its CPU seconds by message.
import { mkdtempSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuSeconds } from './blocks.js';
import { members, prose } from './sample.js';

const kind = process.argv[2];
const one = members(1);
const LISTS = { 1: one, 10: members(10), 250: members(250) };
const TEXT = prose(64_000);

async function expressApp() {
  const { default: express } = await import(kind);
  const { default: compression } = await import('compression');
  const { default: cors } = await import('cors');
  const { default: helmet } = await import('helmet');
  const { default: morgan } = await import('morgan');
  const folder = mkdtempSync(join(tmpdir(), 'jauge-static-'));
  writeFileSync(join(folder, 'index.html'), prose(2000));
  const app = express();
  /** @param {string} path @param {...any} chain */
  const hello = (path, ...chain) =>
    app.get(path, ...chain, (/** @type {any} */ _req, /** @type {any} */ res) => {
      res.json({ ok: true, name: 'Koala' });
    });
  const pass = Array.from(
    { length: 10 },
    () => (/** @type {any} */ _q, /** @type {any} */ _s, /** @type {any} */ next) => next(),
  );
  const file = join(folder, 'index.html');
  // The router tries layers in order: the plain route stands in the middle, what adds layers comes last.
  hello('/helmet', helmet());
  hello('/cors', cors());
  hello('/morgan', morgan('combined'));
  hello('/log', (/** @type {any} */ req, /** @type {any} */ res, /** @type {any} */ next) => {
    const start = Date.now();
    res.on('finish', () => console.log(`${req.method} ${req.path} ${res.statusCode} in ${Date.now() - start}ms`));
    next();
  });
  for (const [count, list] of Object.entries(LISTS)) {
    app.get(`/list-${count}`, (/** @type {any} */ _req, /** @type {any} */ res) => res.json(list));
  }
  app.get('/prose-64k', (/** @type {any} */ _req, /** @type {any} */ res) => res.json({ text: TEXT }));
  hello('/hello');
  app.get('/list-250-gzip', compression(), (/** @type {any} */ _req, /** @type {any} */ res) => res.json(LISTS[250]));
  hello('/urlencoded', express.json(), express.urlencoded({ extended: false }));
  app.use('/static', express.static(folder));
  app.get('/send-file', (/** @type {any} */ _req, /** @type {any} */ res) => res.sendFile(file));
  app.post('/raw', (/** @type {any} */ req, /** @type {any} */ res) => {
    req.resume();
    req.on('end', () => res.json({ ok: true, name: 'Koala' }));
  });
  app.post('/json', express.json({ limit: '1mb' }), (/** @type {any} */ _req, /** @type {any} */ res) =>
    res.json({ ok: true, name: 'Koala' }),
  );
  app.use('/used', ...pass);
  hello('/used');
  hello('/chain', ...pass);
  for (let index = 0; index < 100; index++) {
    app.post(`/unrelated/${index}/:id`, (/** @type {any} */ _req, /** @type {any} */ res) => res.end());
  }
  hello('/after-100-routes');
  return app;
}

/** @type {http.RequestListener} */
const plain = (_request, response) => {
  const body = JSON.stringify({ ok: true, name: 'Koala' });
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
};

/** @returns {Promise<http.RequestListener>} */
async function fastifyApp() {
  const { default: fastify } = await import('fastify');
  const app = fastify();
  app.get('/hello', async () => ({ ok: true, name: 'Koala' }));
  app.get('/list-250', async () => LISTS[250]);
  await app.ready();
  return (request, response) => app.routing(request, response);
}

/** @returns {Promise<http.RequestListener>} */
async function koaApp() {
  const { default: Koa } = await import('koa');
  const app = new Koa();
  app.use(async (/** @type {any} */ context) => {
    context.body = context.path === '/hello' ? { ok: true, name: 'Koala' } : LISTS[250];
  });
  return app.callback();
}

/** @type {Record<string, () => any>} */
const APPS = { http: () => plain, fastify: fastifyApp, koa: koaApp, 'express-4': expressApp, 'express-5': expressApp };

const server = http.createServer(await APPS[kind]());
server.keepAliveTimeout = 600_000;
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0, node: process.versions.node });
});
process.on('message', () => process.send?.({ cpu: cpuSeconds() }));
process.on('disconnect', () => process.exit(0));
