import type { MinuteRecord, Snapshot } from '../model/minute.ts';
import { disregard, unobserved } from '../probe/index.ts';
import { type CoreOptions, startCore } from './core.ts';
import { createHandler, type Handler, type Pages } from './doors/handler.ts';
import { isPreloaded, showEverywhere } from './doors/preload.ts';
import { onTermination } from './doors/termination.ts';
import type { OutlookOptions } from './options.ts';
import { createOutlook } from './outlook.ts';

export interface MonitorOptions extends CoreOptions, OutlookOptions {
  /** Where the monitor shows itself: `/jauge` unless said. */
  readonly path?: string;
  /** What answers there, in place of the monitor's own pages. */
  readonly pages?: Pages;
}

/** What `monitor()` returns: the handler to install, and what it knows. */
export interface Monitor extends Handler {
  /** The application as it is now. */
  readonly snapshot: () => Snapshot;
  /** Tells each minute as it ends; returns how to stop. */
  readonly onMinute: (listener: (record: MinuteRecord) => void) => () => void;
  /** So many units were taken from the allowance of a service, where the call that takes them cannot be seen. */
  readonly consume: (service: string, unit: string, amount: number) => void;
  /** Stops, and gives the last record. */
  readonly close: () => MinuteRecord;
  /** Stops, writes what waits and sends what is under way, within a few seconds. */
  readonly end: () => Promise<void>;
}

const KEY = Symbol.for('jauge.monitor.1');
const everywhere = globalThis as { [KEY]?: Monitor | undefined };
/** Milliseconds that a platform leaves between the signal and the end are ten thousand at least. */
const LAST_WORDS = 3_000;

/**
 * Starts the monitor of this process, or returns the one that runs: `app.use(monitor())` for Express, Connect, Koa, Hono and Nest,
 * `app.register(monitor())` for Fastify; with plain HTTP, calling it is enough.
 */
export function monitor(options: MonitorOptions = {}): Monitor {
  everywhere[KEY] ??= start(options);
  return everywhere[KEY];
}

function start(options: MonitorOptions): Monitor {
  const core = startCore(options);
  const mount = options.path ?? '/jauge';
  const outlook = createOutlook(options, {
    instance: core.instance,
    now: core.clock.wall,
    onMinute: core.onMinute,
    snapshot: core.snapshot,
    environment: process.env,
    folder: options.folder ?? process.cwd(),
  });
  core.observe(outlook.ended);
  const show = options.pages ?? outlook.pages;
  const pages: Pages = (request, response, under) => {
    // Those who watch are no users, and what the page asks is none of the application's work.
    disregard(request);
    unobserved(() => show(request, response, under));
  };
  if (isPreload()) showEverywhere(mount, pages);
  const onExit = (): void => void core.stop();
  process.once('exit', onExit);
  const close = (): MinuteRecord => {
    process.removeListener('exit', onExit);
    forget();
    everywhere[KEY] = undefined;
    return core.stop();
  };
  const end = async (): Promise<void> => {
    close();
    await outlook.close(LAST_WORDS);
  };
  const forget = onTermination(end);
  const { snapshot, onMinute, consume } = core;
  return Object.assign(createHandler(mount, pages), { snapshot, onMinute, consume, close, end });
}

/** Starts by itself when Node was told to load it before the application. */
export function startIfPreloaded(): void {
  if (isPreload()) monitor();
}

function isPreload(): boolean {
  return isPreloaded(process.execArgv, process.env['NODE_OPTIONS'] ?? '');
}
