import type { MinuteRecord, PoolFigures, ProcessFigures, Snapshot, WebhookFigures } from '../model/minute.ts';
import { OTHER_LABELS } from '../model/minute.ts';
import type { Observer } from '../probe/index.ts';
import { NO_REQUESTS } from './add.ts';
import {
  countRequest,
  countWork,
  emptyRoute,
  newRouteTally,
  newWorkTally,
  type RouteTally,
  routeFiguresOf,
  type WorkTally,
  workFiguresOf,
} from './route-tally.ts';
import { createSlate } from './slate.ts';
import { countIn, histogramOf, newTally, type Tally } from './tally.ts';

/** What is read when a minute is closed; `restart` begins the next one. */
export interface Gauge<T> {
  readonly read: () => T;
  readonly restart: () => void;
}

/** What the recorder cannot know by itself. */
export interface RecorderSources {
  /** Identifier of this instance. */
  readonly instance: string;
  /** Seconds since 1970. May jump. */
  readonly wall: () => number;
  /** Seconds since anything. Never jumps. */
  readonly steady: () => number;
  readonly process: Gauge<ProcessFigures>;
  readonly pools: Gauge<Readonly<Record<string, Omit<PoolFigures, 'wait'>>>>;
  /** Requests under way by route, and the age in seconds of the oldest. */
  readonly inFlight: () => { readonly routes: ReadonlyMap<string, number>; readonly oldest: number };
}

export interface Recorder extends Observer {
  /** So many units were taken from the allowance of a service. */
  readonly consume: (service: string, unit: string, amount: number) => void;
  /** Closes the minute when the wall clock has left it, whichever way it went. Call it often. */
  readonly tick: () => void;
  /** Closes what is under way: at shutdown. */
  readonly close: () => MinuteRecord;
  readonly snapshot: () => Snapshot;
  /** Tells every record as it is closed; returns how to stop. A listener that throws harms nobody. */
  readonly onMinute: (listener: (record: MinuteRecord) => void) => () => void;
}

const MOST_LABELS = 200;
const MINUTE = 60;
/** A minute that the wall clock does not end is ended by the steady one. */
const LONGEST_MINUTE = 90;

interface Minute {
  readonly start: number;
  readonly began: number;
  readonly routes: Map<string, RouteTally>;
  readonly total: RouteTally;
  readonly background: WorkTally;
  readonly waits: Map<string, Tally>;
  readonly consumed: Map<string, Map<string, number>>;
  readonly webhooks: Map<string, { received: number; failed: number; readonly lag: Tally }>;
}

/** Counts what a probe tells and closes one record a minute, on the minutes of the wall clock. */
export function createRecorder(sources: RecorderSources): Recorder {
  const listeners = new Set<(record: MinuteRecord) => void>();
  // What lives a minute is old when it ends: thrown away, it would wait for a whole collection, a megabyte a minute of two hundred routes.
  const spare: RouteTally[] = [];
  const take = (): RouteTally => spare.pop() ?? newRouteTally();
  const recycle = ({ total, routes }: Minute): void => {
    for (const tally of [total, ...routes.values()]) {
      emptyRoute(tally);
      spare.push(tally);
    }
  };
  let minute = open(sources, take);
  const last = createSlate();

  const close = (): MinuteRecord => {
    const record = recordOf(minute, sources);
    recycle(minute);
    minute = open(sources, take);
    sources.process.restart();
    sources.pools.restart();
    last.write(record);
    for (const listener of listeners) tell(listener, record);
    return record;
  };

  return {
    ended(request) {
      countRequest(labelled(minute.routes, request.route, take), request);
      countRequest(minute.total, request);
      if (request.webhook !== undefined) {
        const { sender, lag } = request.webhook;
        countWebhook(minute, sender, lag, request.aborted || request.status >= 400);
      }
    },
    worked(route, work) {
      if (route === undefined) countWork(minute.background, work);
      else {
        countWork(labelled(minute.routes, route, take), work);
        countWork(minute.total, work);
      }
    },
    waited(pool, seconds) {
      countIn(found(minute.waits, pool, newTally), seconds);
    },
    consume(service, unit, amount) {
      const units = found(minute.consumed, service, () => new Map<string, number>());
      units.set(unit, (units.get(unit) ?? 0) + amount);
    },
    tick() {
      const isOver = minuteOf(sources.wall()) !== minute.start || sources.steady() - minute.began >= LONGEST_MINUTE;
      if (isOver) close();
    },
    close,
    snapshot() {
      const closed = last.read();
      return {
        at: sources.wall(),
        current: recordOf(minute, sources),
        ...(closed === undefined ? {} : { last: closed }),
        oldest: sources.inFlight().oldest,
      };
    },
    onMinute(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function minuteOf(wall: number): number {
  return Math.floor(wall / MINUTE) * MINUTE;
}

function open({ wall, steady }: RecorderSources, take: () => RouteTally): Minute {
  return {
    start: minuteOf(wall()),
    began: steady(),
    routes: new Map(),
    total: take(),
    background: newWorkTally(),
    waits: new Map(),
    consumed: new Map(),
    webhooks: new Map(),
  };
}

function found<Key, T>(map: Map<Key, T>, key: Key, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Labels come from templates; should one not, what is beyond the limit is counted together. */
function labelled(routes: Map<string, RouteTally>, route: string, take: () => RouteTally): RouteTally {
  const known = routes.get(route);
  if (known !== undefined) return known;
  const reserved = routes.has(OTHER_LABELS.overflow) ? 0 : 1;
  return found(routes, routes.size + reserved < MOST_LABELS ? route : OTHER_LABELS.overflow, take);
}

function countWebhook(minute: Minute, sender: string, lag: number | undefined, failed: boolean): void {
  const figures = found(minute.webhooks, sender, () => ({ received: 0, failed: 0, lag: newTally() }));
  figures.received += 1;
  if (failed) figures.failed += 1;
  if (lag !== undefined) countIn(figures.lag, lag);
}

function recordOf(minute: Minute, sources: RecorderSources): MinuteRecord {
  const elapsed = sources.steady() - minute.began;
  const inFlight = new Map(sources.inFlight().routes);
  const total = [...inFlight.values()].reduce((sum, under) => sum + under, 0);
  const routes = [...minute.routes].map(([label, tally]) => {
    const under = inFlight.get(label) ?? 0;
    inFlight.delete(label);
    return [label, routeFiguresOf(tally, under)] as const;
  });
  const waiting = [...inFlight].map(([label, under]) => [label, { ...NO_REQUESTS, inFlight: under }] as const);
  const all = [...routes, ...waiting].slice(0, MOST_LABELS);
  return {
    version: 2,
    instances: [sources.instance],
    start: minute.start,
    elapsed,
    instanceSeconds: elapsed,
    routes: Object.fromEntries(all),
    total: routeFiguresOf(minute.total, total),
    background: workFiguresOf(minute.background),
    process: sources.process.read(),
    pools: poolsOf(minute, sources),
    consumed: Object.fromEntries([...minute.consumed].map(([service, units]) => [service, Object.fromEntries(units)])),
    webhooks: webhooksOf(minute),
  };
}

function poolsOf({ waits }: Minute, { pools }: RecorderSources): MinuteRecord['pools'] {
  return Object.fromEntries(
    Object.entries(pools.read()).map(([name, levels]) => [
      name,
      { ...levels, wait: histogramOf(waits.get(name) ?? newTally()) },
    ]),
  );
}

function webhooksOf({ webhooks }: Minute): Readonly<Record<string, WebhookFigures>> {
  return Object.fromEntries(
    [...webhooks].map(([sender, figures]) => [sender, { ...figures, lag: histogramOf(figures.lag) }]),
  );
}

function tell(listener: (record: MinuteRecord) => void, record: MinuteRecord): void {
  try {
    listener(record);
  } catch {
    // The application must not suffer from who listens to its monitor.
  }
}
