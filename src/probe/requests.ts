import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CONTEXT, enter, type RequestContext, state, tellEnded } from './context.ts';
import { labelOf } from './label.ts';
import { webhookOf } from './webhooks.ts';

/** The last request of a connection while it is under way; null between two. */
const LAST: unique symbol = Symbol('last request');

interface WithContext {
  [CONTEXT]?: RequestContext | undefined;
}
interface WithLast extends Socket {
  [LAST]?: RequestContext | null;
}

interface ServerMessage {
  readonly request: IncomingMessage & WithContext;
  readonly response: ServerResponse;
  readonly socket: WithLast;
}

const STARTED = 'http.server.request.start';
const FINISHED = 'http.server.response.finish';

/** Follows every HTTP/1 request of every server of the process; returns how to stop. */
export function followRequests(): () => void {
  subscribe(STARTED, onStarted);
  subscribe(FINISHED, onFinished);
  return () => {
    unsubscribe(STARTED, onStarted);
    unsubscribe(FINISHED, onFinished);
  };
}

/** The context of a request; one that came by another door than HTTP/1 gets its own, told by the response's own events. */
export function contextOf(request: IncomingMessage & WithContext, response: ServerResponse): RequestContext {
  const known = request[CONTEXT];
  if (known !== undefined) return known;
  const context = begin(request, response);
  enter(context);
  response.once('close', () => end(context, !response.writableFinished));
  return context;
}

/** Takes a request out of what is observed: it is not the application's own. */
export function disregard(request: IncomingMessage & WithContext): void {
  const context = request[CONTEXT];
  if (context === undefined || context.ended) return;
  const { earlier } = context;
  if (state.alone === context) state.alone = undefined;
  context.ended = true;
  leave(context);
  forget(context);
  // On a connection that closes, the one before it is found through this one.
  context.earlier = earlier;
}

function onStarted(message: unknown): void {
  try {
    const { request, response, socket } = message as ServerMessage;
    const context = begin(request, response);
    const last = socket[LAST];
    if (last === undefined) socket.on('close', onClosed);
    else if (last !== null && !last.ended) context.earlier = last;
    socket[LAST] = context;
    enter(context);
  } catch {
    // Whatever happens here must not reach the application.
  }
}

function onFinished(message: unknown): void {
  try {
    const { request, socket } = message as ServerMessage;
    const context = request[CONTEXT];
    if (context === undefined) return;
    end(context, false);
    // A connection kept alive must hold nothing: what it holds survives the collector, whose space then grows.
    if (socket[LAST] === context) socket[LAST] = null;
  } catch {
    // As above.
  }
}

/** A connection that closes under a request: the client left, or the server threw it out. */
function onClosed(this: WithLast): void {
  try {
    let context = this[LAST] ?? undefined;
    while (context !== undefined) {
      // Its end forgets it.
      const { earlier } = context;
      end(context, true);
      context = earlier;
    }
  } catch {
    // As above.
  }
}

function begin(request: IncomingMessage & WithContext, response: ServerResponse): RequestContext {
  const context: RequestContext = {
    request,
    response,
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    started: state.clock.steady(),
    processorAtStart: -1,
    template: undefined,
    ask: undefined,
    prefix: '',
    prefixTemplate: '',
    work: undefined,
    ended: false,
    route: undefined,
    earlier: undefined,
    previous: state.newest,
    next: undefined,
  };
  request[CONTEXT] = context;
  if (state.newest !== undefined) state.newest.next = context;
  state.newest = context;
  state.inFlight += 1;
  sampleProcessor(context);
  return context;
}

/** CPU time belongs to a request that is alone from start to end: an arrival ends the sample under way. */
function sampleProcessor(context: RequestContext): void {
  if (state.inFlight > 1) {
    if (state.alone !== undefined) {
      state.alone.processorAtStart = -1;
      state.alone = undefined;
    }
    return;
  }
  for (const observer of state.observers) observer.stirred?.();
  if (state.samples > 0) {
    state.samples -= 1;
    state.alone = context;
    context.processorAtStart = processorSeconds();
  }
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function end(context: RequestContext, aborted: boolean): void {
  if (context.ended) return;
  const cpu = context.processorAtStart < 0 ? -1 : processorSeconds() - context.processorAtStart;
  if (state.alone === context) state.alone = undefined;
  context.route = labelOf(context);
  context.ended = true;
  leave(context);
  tellEnded({
    route: context.route,
    status: context.response?.statusCode ?? 0,
    aborted,
    seconds: state.clock.steady() - context.started,
    processorSeconds: cpu,
    work: context.work,
    webhook: context.method === 'POST' ? webhookOf(context.request, state.clock.wall()) : undefined,
  });
  forget(context);
}

function leave(context: RequestContext): void {
  state.inFlight -= 1;
  if (context.next !== undefined) context.next.previous = context.previous;
  else state.newest = context.previous;
  if (context.previous !== undefined) context.previous.next = context.next;
}

/** What is asked in the name of a request may outlive it, and holds its context. */
function forget(context: RequestContext): void {
  context.request = undefined;
  context.response = undefined;
  context.work = undefined;
  context.ask = undefined;
  context.earlier = undefined;
  context.previous = undefined;
  context.next = undefined;
}
