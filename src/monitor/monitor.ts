import type { MinuteRecord, Snapshot } from '../model/minute.ts';
import { type CoreOptions, startCore } from './core.ts';
import { createHandler, type Handler, type Pages } from './doors/handler.ts';
import { isPreloaded, showEverywhere } from './doors/preload.ts';

export interface MonitorOptions extends CoreOptions {
  /** Where the monitor shows itself: `/jauge` unless said. */
  readonly path?: string;
  /** What answers there. */
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
}

const KEY = Symbol.for('jauge.monitor.1');
const everywhere = globalThis as { [KEY]?: Monitor | undefined };

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
  const pages: Pages | undefined = options.pages;
  if (pages !== undefined && isPreload()) showEverywhere(mount, pages);
  const onExit = (): void => void core.stop();
  process.once('exit', onExit);
  const { snapshot, onMinute, consume } = core;
  return Object.assign(createHandler(mount, pages), {
    snapshot,
    onMinute,
    consume,
    close(): MinuteRecord {
      process.removeListener('exit', onExit);
      everywhere[KEY] = undefined;
      return core.stop();
    },
  });
}

/** Starts by itself when Node was told to load it before the application. */
export function startIfPreloaded(): void {
  if (isPreload()) monitor();
}

function isPreload(): boolean {
  return isPreloaded(process.execArgv, process.env['NODE_OPTIONS'] ?? '');
}
