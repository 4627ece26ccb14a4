import { get } from 'node:http';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Probe, startProbe, unobserved, watchExpress } from '../../src/probe/index.ts';
import { frameworks, listen, listener, type Place, type Told, until } from './stage.ts';

// biome-ignore lint/suspicious/noExplicitAny: two versions of a framework, each with types of its own.
type Any = any;

const opened: Place[] = [];
let told: Told;
let probe: Probe;

beforeEach(() => {
  told = listener();
  probe = startProbe(told.observer, { folder: import.meta.dirname, routes: [] });
});
afterEach(() => probe.stop());
afterAll(() => Promise.all(opened.map(({ close }) => close())));

async function open(handler: Any): Promise<string> {
  const place = await listen(handler);
  opened.push(place);
  return place.base;
}

async function fetched(base: string, path: string, method = 'GET'): Promise<void> {
  const before = told.ended.length;
  await unobserved(async () => (await fetch(base + path, { method })).text());
  await until(`the end of ${path}`, () => told.ended.length > before);
}

/** Asks, and leaves before the answer. */
async function abandoned(base: string, path: string, seen: () => boolean): Promise<void> {
  const before = told.ended.length;
  const request = unobserved(() => get(base + path).on('error', () => undefined));
  await until(`${path} under way`, seen);
  request.destroy();
  await until(`the end of ${path}`, () => told.ended.length > before);
}

describe.each([
  ['Express 4', 'express-4'],
  ['Express 5', 'express'],
])('%s', (_, name) => {
  const express: Any = frameworks(name);
  let hanging = 0;

  function application(): Any {
    const app = express();
    const items = express.Router({ mergeParams: true });
    items.get('/items/:id', (_request: Any, response: Any) => response.json({}));
    items.get('/items/:id/broken', (_request: Any, _response: Any, next: Any) => next(new Error('broken')));
    items.get('/items/:id/thrown', () => {
      throw new Error('thrown');
    });
    items.get('/items/:id/slow', () => {
      hanging += 1;
    });
    const nested = express.Router({ mergeParams: true });
    nested.get('/', (_request: Any, response: Any) => response.json({}));
    items.use('/shelves/:shelf/books', nested);
    app.use('/api/:tenant', items);
    app.use(
      '/static',
      express.Router().get('/', (_request: Any, response: Any) => response.json({})),
    );
    app.post('/pay', (_request: Any, response: Any) => response.status(402).json({}));
    app.use((_error: Any, _request: Any, response: Any, _next: Any) => response.status(500).end());
    return app;
  }

  async function opened(): Promise<string> {
    const app = application();
    watchExpress(app._router ?? app.router);
    return open(app);
  }

  const labels = (): readonly string[] => told.ended.map(({ route }) => route);

  it('gives one label to every outcome of a route, its mount a parameter', async () => {
    const base = await opened();
    await fetched(base, '/api/t1/items/7?secret=1');
    await fetched(base, '/api/t2/items/7');
    await fetched(base, '/api/t1/items/7/broken');
    await fetched(base, '/api/t2/items/8/thrown');
    await abandoned(base, '/api/t3/items/9/slow', () => hanging === 1);
    expect(told.ended.map(({ route, status, aborted }) => [route, aborted ? 'aborted' : status])).toEqual([
      ['GET /api/:tenant/items/:id', 200],
      ['GET /api/:tenant/items/:id', 200],
      ['GET /api/:tenant/items/:id/broken', 500],
      ['GET /api/:tenant/items/:id/thrown', 500],
      ['GET /api/:tenant/items/:id/slow', 'aborted'],
    ]);
  });

  it('knows routers in routers, the root of a mount, and other methods', async () => {
    const base = await opened();
    await fetched(base, '/api/t%20x/shelves/4/books');
    await fetched(base, '/static');
    await fetched(base, '/pay', 'POST');
    await fetched(base, '/static', 'HEAD');
    expect(labels()).toEqual(['GET /api/:tenant/shelves/:shelf/books', 'GET /static', 'POST /pay', 'GET /static']);
  });

  it('gives one label to whatever no route takes', async () => {
    const base = await opened();
    await fetched(base, '/wp-admin.php');
    await fetched(base, '/api/t1/nothing');
    expect(labels()).toEqual(['(unmatched)', '(unmatched)']);
  });

  it('prefers the identifiers of the inspection', async () => {
    const path = '/api/:tenant/items/:id';
    const second = startProbe(told.observer, {
      folder: import.meta.dirname,
      routes: [{ id: 'GET the item', method: 'GET', path }],
    });
    const base = await opened();
    await fetched(base, '/api/t1/items/7');
    expect([...new Set(labels())]).toEqual(['GET the item']);
    second.stop();
    probe.stop();
  });
});
