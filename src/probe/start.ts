import { type Clock, systemClock } from './clock.ts';
import { leaveContexts, type RequestContext, state } from './context.ts';
import { followFastify } from './frameworks/fastify.ts';
import { labelOf } from './label.ts';
import type { Observer } from './observation.ts';
import { followOutbound } from './outbound.ts';
import { watchPackages } from './packages.ts';
import { followRequests } from './requests.ts';
import { compileRoutes, type RouteTemplate } from './route-table.ts';

interface ProbeOptions {
  /** The routes of the application, in the order of their registration: their identifiers become the labels. */
  readonly routes?: readonly RouteTemplate[];
  /** The application's folder, whose declared packages are watched. Default: the current one. */
  readonly folder?: string;
  /** How many requests a second may have their CPU time read. Default 50; a calibration wants them all. */
  readonly samplesPerSecond?: number;
  readonly clock?: Clock;
}

export interface Probe {
  /** Requests under way by route, and the age in seconds of the oldest. */
  readonly inFlight: () => { readonly routes: ReadonlyMap<string, number>; readonly oldest: number };
  readonly isBusy: () => boolean;
  /** Tells the work done so far by requests under way: one that streams for an hour would tell it too late. */
  readonly flush: () => void;
  readonly stop: () => void;
}

/** Observes the process. Observers share one probe; the last to stop leaves the process as it was, but for prototypes that pass calls on. */
export function startProbe(observer: Observer, options: ProbeOptions = {}): Probe {
  if (options.clock !== undefined) state.clock = options.clock;
  if (options.routes !== undefined) state.table = compileRoutes(options.routes);
  state.samplesPerSecond = options.samplesPerSecond ?? state.samplesPerSecond;
  state.observers.push(observer);
  state.stop ??= follow();
  watchPackages(options.folder ?? process.cwd());
  return { inFlight, isBusy: () => state.inFlight > 0, flush, stop: () => leave(observer) };
}

function follow(): () => void {
  state.samples = state.samplesPerSecond;
  const timer = setInterval(() => {
    state.samples = state.samplesPerSecond;
  }, 1000);
  timer.unref();
  const stops = [followRequests(), followOutbound(), followFastify(), () => clearInterval(timer)];
  return () => {
    for (const stop of stops) stop();
  };
}

function leave(observer: Observer): void {
  const at = state.observers.indexOf(observer);
  if (at >= 0) state.observers.splice(at, 1);
  if (state.observers.length > 0) return;
  state.stop?.();
  leaveContexts();
  state.stop = undefined;
  state.table = undefined;
  state.clock = systemClock;
}

function* underWay(): Generator<RequestContext> {
  for (let context = state.newest; context !== undefined; context = context.previous) yield context;
}

function inFlight(): ReturnType<Probe['inFlight']> {
  const routes = new Map<string, number>();
  let oldest = 0;
  const now = state.clock.steady();
  for (const context of underWay()) {
    const label = labelOf(context);
    routes.set(label, (routes.get(label) ?? 0) + 1);
    oldest = Math.max(oldest, now - context.started);
  }
  return { routes, oldest };
}

function flush(): void {
  for (const context of underWay()) {
    const { work } = context;
    if (work === undefined) continue;
    context.work = undefined;
    const label = labelOf(context);
    for (const observer of state.observers) observer.worked(label, work);
  }
}
