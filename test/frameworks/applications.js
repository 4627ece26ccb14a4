// The same five routes in every framework, with the monitor installed as its documentation says: one works, one refuses, one throws, one never
// answers, one has a parameter in its mount. Prints what the monitor counted, by framework and by label.
// [BARE=1] node [--import PATH-OF-THE-MONITOR] applications.js PATH-OF-THE-MONITOR [framework…]
import { createServer, get as httpGet, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { monitor } = await import(pathToFileURL(process.argv[2]).href);
const load = createRequire(import.meta.url);
/** Nothing of the monitor in the code: it was loaded before. */
const isBare = process.env['BARE'] === '1';
/** Requests that never get an answer and are under way. */
let hanging = 0;
const never = () => {
  hanging += 1;
  return new Promise(() => undefined);
};

const frameworks = {
  express4: () => express('express-4'),
  express5: () => express('express'),
  fastify4: () => fastify('fastify-4'),
  fastify: () => fastify('fastify'),
  koa,
  hono,
  nest: () => nest('express'),
  'nest-fastify': () => nest('fastify'),
  connect,
  http,
};

function express(name) {
  const create = load(name);
  const app = create();
  if (!isBare) app.use(monitor());
  const items = create.Router({ mergeParams: true });
  items.get('/items/:id', (_request, response) => response.json({}));
  items.get('/items/:id/broken', () => {
    throw new Error('broken');
  });
  items.get('/items/:id/slow', () => void never());
  app.use('/api/:tenant', items);
  app.post('/pay', (_request, response) => response.status(402).json({}));
  app.use((_error, _request, response, _next) => response.status(500).end());
  return listen(createServer(app));
}

async function fastify(name) {
  const app = load(name)();
  if (!isBare) app.register(monitor());
  app.register(
    async (items) => {
      items.get('/items/:id', async () => ({}));
      items.get('/items/:id/broken', async () => {
        throw new Error('broken');
      });
      items.get('/items/:id/slow', never);
    },
    { prefix: '/api/:tenant' },
  );
  app.post('/pay', async (_request, reply) => reply.code(402).send({}));
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  return { base, close: () => app.server.closeAllConnections() };
}

function koa() {
  const Koa = load('koa');
  const Router = load('@koa/router').default ?? load('@koa/router');
  const app = new Koa();
  app.silent = true;
  if (!isBare) app.use(monitor());
  const items = new Router({ prefix: '/api/:tenant' });
  items.get('/items/:id', (context) => {
    context.body = {};
  });
  items.get('/items/:id/broken', () => {
    throw new Error('broken');
  });
  items.get('/items/:id/slow', never);
  const others = new Router();
  others.post('/pay', (context) => {
    context.status = 402;
    context.body = {};
  });
  app.use(items.routes()).use(others.routes());
  return listen(createServer(app.callback()));
}

async function hono() {
  const { Hono } = await import('hono');
  const { getRequestListener } = await import('@hono/node-server');
  const app = new Hono();
  if (!isBare) app.use(monitor());
  app.onError((_error, context) => context.text('broken', 500));
  const items = new Hono();
  items.get('/items/:id', (context) => context.json({}));
  items.get('/items/:id/broken', () => {
    throw new Error('broken');
  });
  items.get('/items/:id/slow', never);
  app.route('/api/:tenant', items);
  app.post('/pay', (context) => context.json({}, 402));
  return listen(createServer(getRequestListener(app.fetch)));
}

async function nest(platform) {
  load('reflect-metadata');
  const { Controller, Get, Post, HttpCode, Module } = load('@nestjs/common');
  const { NestFactory } = load('@nestjs/core');
  class Items {
    one() {
      return {};
    }
    broken() {
      throw new Error('broken');
    }
    slow() {
      return never();
    }
  }
  class Payments {
    pay() {
      return {};
    }
  }
  const decorate = (type, name, ...decorators) => {
    const descriptor = Object.getOwnPropertyDescriptor(type.prototype, name);
    for (const decorator of decorators) decorator(type.prototype, name, descriptor);
  };
  decorate(Items, 'one', Get('items/:id'));
  decorate(Items, 'broken', Get('items/:id/broken'));
  decorate(Items, 'slow', Get('items/:id/slow'));
  decorate(Payments, 'pay', Post('pay'), HttpCode(402));
  Controller('api/:tenant')(Items);
  Controller()(Payments);
  class Root {}
  Module({ controllers: [Items, Payments] })(Root);
  const adapter = platform === 'fastify' ? new (load('@nestjs/platform-fastify').FastifyAdapter)() : undefined;
  const app = await NestFactory.create(Root, ...(adapter === undefined ? [] : [adapter]), { logger: false });
  if (!isBare && platform === 'fastify') await app.register(monitor());
  else if (!isBare) app.use(monitor());
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer();
  return { base: await app.getUrl(), close: () => server.closeAllConnections() };
}

function connect() {
  const app = load('connect')();
  app.use(monitor({ estimate: ESTIMATE }));
  app.use((request, response, next) => plain(request, response, next));
  app.use((_error, _request, response, _next) => response.writeHead(500).end());
  return listen(createServer(app));
}

/** A server that knows nothing of routes: the labels are those of the inspection. */
function http() {
  monitor({ estimate: ESTIMATE });
  return listen(createServer((request, response) => plain(request, response, () => response.writeHead(500).end())));
}

const ESTIMATE = {
  inventory: {
    routes: [
      'GET /api/:tenant/items/:id',
      'GET /api/:tenant/items/:id/broken',
      'GET /api/:tenant/items/:id/slow',
      'POST /pay',
    ].map((id) => ({ id, method: id.split(' ')[0], path: id.split(' ')[1] })),
  },
};

function plain(request, response, fail) {
  if (request.url.endsWith('/broken')) return fail(new Error('broken'));
  if (request.url.endsWith('/slow')) return void never();
  if (request.url === '/nothing') return response.writeHead(404).end();
  return response.writeHead(request.method === 'POST' ? 402 : 200).end('{}');
}

async function listen(server) {
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.closeAllConnections() };
}

function ask(url, method = 'GET') {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, agent: false }, (response) => response.resume().on('end', resolve));
    sent.on('error', reject).end();
  });
}

/** Leaves once the request is under way. */
async function abandon(url) {
  const before = hanging;
  const sent = httpGet(url, { agent: false }).on('error', () => undefined);
  while (hanging === before) await new Promise((next) => setTimeout(next, 1));
  sent.destroy();
}

async function visit(start) {
  const { base, close } = await start();
  const watched = monitor();
  for (const path of ['/api/a/items/1', '/api/b/items/2', '/api/b/items/2/broken', '/nothing']) await ask(base + path);
  await ask(`${base}/pay`, 'POST');
  await abandon(`${base}/api/c/items/3/slow`);
  for (let turn = 0; watched.snapshot().current.total.requests < 6 && turn < 2000; turn += 1) {
    await new Promise((next) => setTimeout(next, 2));
  }
  const { routes } = watched.close();
  close();
  return Object.fromEntries(
    Object.entries(routes).map(([label, { succeeded, clientErrors, serverErrors, aborted, inFlight }]) => [
      label,
      { succeeded, clientErrors, serverErrors, aborted, inFlight },
    ]),
  );
}

const asked = process.argv.slice(3);
const results = {};
for (const [name, start] of Object.entries(frameworks)) {
  if (asked.length === 0 || asked.includes(name)) results[name] = await visit(start);
}
process.stdout.write(JSON.stringify(results), () => process.exit());
