import type { IncomingMessage, ServerResponse } from 'node:http';
import { contextOf, watchExpress } from '../../probe/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: what each framework hands over, told apart by its shape.
type Anything = any;

/** Answers a request for what the monitor shows; `mount` is the path it is shown under. */
export type Pages = (request: IncomingMessage, response: ServerResponse, mount: string) => void;

/** One function for every framework: a middleware for Express, Connect, Koa and Hono, a plugin for Fastify, a listener for plain HTTP. */
export type Handler = (first: Anything, second?: Anything, third?: Anything) => Anything;

/**
 * The handler that `monitor()` returns. Requests are observed without it; it adds what only the framework knows (the label of the route) and
 * shows the pages under `mount`.
 */
export function createHandler(mount: string, pages: Pages | undefined): Handler {
  const isPage = (url: string): boolean => pages !== undefined && isUnder(url, mount);
  const handle: Handler = (first, second, third) => {
    // Told apart by what a request has itself: to look for what it lacks costs more than all the rest of the handler.
    if (typeof second === 'function') return isHono(first) ? hono(first, second) : koa(first, second);
    return first.socket === undefined && isFastify(first) ? register(first, third) : node(first, second, third);
  };

  const node = (request: Anything, response: ServerResponse, next?: () => unknown): unknown => {
    try {
      contextOf(request, response);
      noteRouter(request.app);
    } catch {
      // Whatever happens here must not reach the application.
    }
    if (isPage(request.originalUrl ?? request.url)) return pages?.(request, response, mount);
    return next?.();
  };

  const koa = async (context: Anything, next: () => Promise<unknown>): Promise<unknown> => {
    guarded(() => {
      contextOf(context.req, context.res).ask = () => textOf(context._matchedRoute);
    });
    if (!isPage(context.req.url)) return next();
    context.respond = false;
    return pages?.(context.req, context.res, mount);
  };

  const hono = async (context: Anything, next: () => Promise<unknown>): Promise<unknown> => {
    const { incoming, outgoing } = context.env ?? {};
    if (incoming === undefined || outgoing === undefined) return next();
    guarded(() => {
      contextOf(incoming, outgoing).ask = () => routeOfHono(context);
    });
    if (!isPage(incoming.url)) return next();
    pages?.(incoming, outgoing, mount);
    // The server of Hono for Node leaves alone an answer that says so.
    return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
  };

  const register = (fastify: Anything, done: () => void): void => {
    fastify.addHook('onRequest', (request: Anything, reply: Anything, proceed: () => void) => {
      guarded(() => {
        contextOf(request.raw, reply.raw).ask = () => routeOfFastify(request);
      });
      if (!isPage(request.raw.url)) return proceed();
      reply.hijack();
      return pages?.(request.raw, reply.raw, mount);
    });
    done();
  };

  // Its hook is for the whole application, not for the plugin alone.
  return Object.assign(handle, { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: 'jauge' });
}

/** `/jauge`, `/jauge/…` and `/jauge?…`, and no other. */
export function isUnder(url: string, mount: string): boolean {
  if (!url.startsWith(mount)) return false;
  const after = url.charAt(mount.length);
  return after === '' || after === '/' || after === '?';
}

let noted: unknown;

/** The routers of Express are watched from the first request on, before it reaches a route. */
function noteRouter(app: Anything): void {
  if (app === undefined || app === noted) return;
  noted = app;
  watchExpress(app._router ?? app.router);
}

function isFastify(first: Anything): boolean {
  return typeof first?.addHook === 'function' && typeof first.decorateRequest === 'function';
}

function isHono(first: Anything): boolean {
  return first.req.raw !== undefined;
}

/** Fastify 4 complains of who asks for the older name, once there is a new one. */
function routeOfFastify(request: Anything): string | undefined {
  return textOf(request.routeOptions === undefined ? request.routerPath : request.routeOptions.url);
}

/** The template of the handler that runs, or ran last. A pattern that takes anything is no route. */
function routeOfHono(context: Anything): string | undefined {
  const path = textOf(context.req.routePath);
  return path === undefined || path === '*' || path === '/*' ? undefined : path;
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

function guarded(run: () => void): void {
  try {
    run();
  } catch {
    // As above.
  }
}
