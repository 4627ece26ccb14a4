import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from './clock.ts';
import { type EndedRequest, noWork, type Observer, type Work } from './observation.ts';
import type { KnownPool } from './pools.ts';
import type { RouteTable } from './route-table.ts';

/** A request under way. Its fields never change shape: it is made for every request. */
export interface RequestContext {
  request: IncomingMessage | undefined;
  response: ServerResponse | undefined;
  readonly method: string;
  /** As it arrived: routers rewrite `request.url`. */
  readonly url: string;
  readonly started: number;
  /** CPU seconds at the start while it is alone and sampled, else negative. */
  processorAtStart: number;
  /** The template of the route, as the framework knows it, without the method. */
  template: string | undefined;
  /** Asks the framework, at the end, when it does not tell by itself. */
  ask: (() => string | undefined) | undefined;
  /** Under which concrete prefix a router with parameters is mounted, and the template of that prefix. */
  prefix: string;
  prefixTemplate: string;
  work: Work | undefined;
  ended: boolean;
  /** The label, once asked for. */
  route: string | undefined;
  /** The request before it on the same connection, when it is not over (pipelining). */
  earlier: RequestContext | undefined;
  /** The list of requests under way. */
  previous: RequestContext | undefined;
  next: RequestContext | undefined;
}

/** What the probe knows, one for the process. */
export interface ProbeState {
  clock: Clock;
  table: RouteTable | undefined;
  readonly observers: Observer[];
  /** Samples of CPU left in this second. */
  samples: number;
  samplesPerSecond: number;
  inFlight: number;
  newest: RequestContext | undefined;
  /** The only request under way, while its CPU time is its own. */
  alone: RequestContext | undefined;
  /** Stops what follows the process, while anyone observes. */
  stop: (() => void) | undefined;
  readonly pools: { readonly names: WeakMap<object, string>; readonly known: KnownPool[] };
}

/** A request's context on its IncomingMessage. */
export const CONTEXT: unique symbol = Symbol.for('jauge.context') as never;
/** Work that nobody wants to see: the monitor's own. */
const UNOBSERVED: unique symbol = Symbol.for('jauge.unobserved') as never;

interface Shared {
  readonly state: ProbeState;
  readonly storage: AsyncLocalStorage<RequestContext | typeof UNOBSERVED | undefined>;
}

/** A second copy of this package in the process (the application's, and the one that measures it) shares the first one's. */
const KEY = Symbol.for('jauge.probe.1');
const everywhere = globalThis as { [KEY]?: Shared };
everywhere[KEY] ??= { state: newState(), storage: new AsyncLocalStorage() };

export const state: ProbeState = everywhere[KEY].state;
const { storage } = everywhere[KEY];

function newState(): ProbeState {
  return {
    clock: systemClock,
    table: undefined,
    observers: [],
    samples: 0,
    samplesPerSecond: 50,
    inFlight: 0,
    newest: undefined,
    alone: undefined,
    stop: undefined,
    pools: { names: new WeakMap(), known: [] },
  };
}

export function enter(context: RequestContext): void {
  storage.enterWith(context);
}

/** The request on whose behalf this code runs; null when what it does must not be observed. */
export function currentContext(): RequestContext | undefined | null {
  const found = storage.getStore();
  return found === UNOBSERVED ? null : (found as RequestContext | undefined);
}

/** Runs a callback on behalf of a request, whoever calls it back: a pool calls back in the name of the request that freed a connection. */
export function runFor<T>(context: RequestContext | undefined, run: () => T): T {
  // Most often it is the same: entering anew what one is in costs a microsecond. With nobody to tell, entering would make every promise pay again.
  return state.observers.length === 0 || storage.getStore() === context ? run() : storage.run(context, run);
}

/** Forgets on whose behalf code runs: before Node 24, a context that was entered once costs every promise of the process from then on. */
export function leaveContexts(): void {
  storage.disable();
}

/** Runs something whose calls are not the application's. */
export function unobserved<T>(run: () => T): T {
  return storage.run(UNOBSERVED, run);
}

/** The work of a request, where there is still one to write to. */
export function workOf(context: RequestContext | undefined): Work {
  if (context === undefined || context.ended) return noWork();
  context.work ??= noWork();
  return context.work;
}

/** Tells work that no request under way holds. */
export function tellWork(context: RequestContext | undefined, work: Work): void {
  if (context !== undefined && !context.ended) return;
  for (const observer of state.observers) observer.worked(context?.route, work);
}

export function tellEnded(request: EndedRequest): void {
  for (const observer of state.observers) observer.ended(request);
}
