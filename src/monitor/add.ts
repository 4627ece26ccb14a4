import { addHistograms, EMPTY_HISTOGRAM } from '../model/histogram.ts';
import type {
  MinuteRecord,
  OutboundFigures,
  PoolFigures,
  ProcessFigures,
  RouteFigures,
  WebhookFigures,
  WorkFigures,
} from '../model/minute.ts';

/** What two records are to each other: the same time in two instances, or two stretches of time that follow each other. */
export type Together = 'instances' | 'times';

type Table<T> = Readonly<Record<string, T>>;

/**
 * Two records as one. What was counted adds up. Of what is a level (in flight, used connections), two instances add up, and of two times the
 * higher stays; of what has a limit (memory), the one nearest its limit stays.
 */
export function addRecords(one: MinuteRecord, other: MinuteRecord, together: Together): MinuteRecord {
  const level = levelOf(together);
  return {
    version: 2,
    instances: [...new Set([...one.instances, ...other.instances])],
    start: Math.min(one.start, other.start),
    elapsed: together === 'times' ? one.elapsed + other.elapsed : Math.max(one.elapsed, other.elapsed),
    instanceSeconds: one.instanceSeconds + other.instanceSeconds,
    routes: addTables(one.routes, other.routes, (a, b) => addRoutes(a, b, together)),
    total: addRoutes(one.total, other.total, together),
    background: addWork(one.background, other.background),
    process: addProcesses(one.process, other.process),
    pools: addTables(one.pools, other.pools, (a, b) => addPools(a, b, level)),
    consumed: addTables(one.consumed, other.consumed, (a, b) => addTables(a, b, (x, y) => x + y)),
    webhooks: addTables(one.webhooks, other.webhooks, addWebhooks),
  };
}

function levelOf(together: Together): (one: number, other: number) => number {
  return together === 'instances' ? (one, other) => one + other : Math.max;
}

function addTables<T>(one: Table<T>, other: Table<T>, add: (one: T, other: T) => T): Table<T> {
  const sum = new Map(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const known = sum.get(key);
    sum.set(key, known === undefined ? value : add(known, value));
  }
  return Object.fromEntries(sum);
}

/** A route without requests. */
export const NO_REQUESTS: RouteFigures = {
  requests: 0,
  succeeded: 0,
  clientErrors: 0,
  serverErrors: 0,
  aborted: 0,
  duration: EMPTY_HISTOGRAM,
  inFlight: 0,
  processor: { count: 0, seconds: 0, squares: 0 },
  database: { calls: 0, errors: 0, seconds: 0, rows: 0, acquisitions: 0, waitSeconds: 0 },
  outbound: {},
};

function addRoutes(one: RouteFigures, other: RouteFigures, together: Together): RouteFigures {
  return {
    requests: one.requests + other.requests,
    succeeded: one.succeeded + other.succeeded,
    clientErrors: one.clientErrors + other.clientErrors,
    serverErrors: one.serverErrors + other.serverErrors,
    aborted: one.aborted + other.aborted,
    duration: addHistograms(one.duration, other.duration),
    inFlight: levelOf(together)(one.inFlight, other.inFlight),
    processor: {
      count: one.processor.count + other.processor.count,
      seconds: one.processor.seconds + other.processor.seconds,
      squares: one.processor.squares + other.processor.squares,
    },
    ...addWork(one, other),
  };
}

function addWork(one: WorkFigures, other: WorkFigures): WorkFigures {
  return {
    database: {
      calls: one.database.calls + other.database.calls,
      errors: one.database.errors + other.database.errors,
      seconds: one.database.seconds + other.database.seconds,
      rows: one.database.rows + other.database.rows,
      acquisitions: one.database.acquisitions + other.database.acquisitions,
      waitSeconds: one.database.waitSeconds + other.database.waitSeconds,
    },
    outbound: addTables(one.outbound, other.outbound, addCalls),
  };
}

function addCalls(one: OutboundFigures, other: OutboundFigures): OutboundFigures {
  return {
    calls: one.calls + other.calls,
    errors: one.errors + other.errors,
    throttled: one.throttled + other.throttled,
    timeouts: one.timeouts + other.timeouts,
    seconds: one.seconds + other.seconds,
    longest: Math.max(one.longest, other.longest),
  };
}

function addProcesses(one: ProcessFigures, other: ProcessFigures): ProcessFigures {
  const fullness = ({ memory }: ProcessFigures): number =>
    Math.max(memory.resident / memory.residentLimit, memory.heap / memory.heapLimit);
  return {
    eventLoop: {
      active: one.eventLoop.active + other.eventLoop.active,
      idle: one.eventLoop.idle + other.eventLoop.idle,
      stalls: one.eventLoop.stalls + other.eventLoop.stalls,
      blocked: one.eventLoop.blocked + other.eventLoop.blocked,
      longest: Math.max(one.eventLoop.longest, other.eventLoop.longest),
    },
    processor: {
      used: one.processor.used + other.processor.used,
      available: one.processor.available + other.processor.available,
      ...addKnown('throttled', one.processor, other.processor),
      ...addKnown('throttledPeriods', one.processor, other.processor),
    },
    memory: fullness(one) >= fullness(other) ? one.memory : other.memory,
    collection: {
      count: one.collection.count + other.collection.count,
      seconds: one.collection.seconds + other.collection.seconds,
      longest: Math.max(one.collection.longest, other.collection.longest),
    },
  };
}

/** Unknown where neither says. */
function addKnown<Key extends string>(
  key: Key,
  one: { readonly [Name in Key]?: number },
  other: { readonly [Name in Key]?: number },
): { readonly [Name in Key]?: number } {
  if (one[key] === undefined && other[key] === undefined) return {};
  const sum = (one[key] ?? 0) + (other[key] ?? 0);
  return { [key]: sum } as { readonly [Name in Key]?: number };
}

function addPools(one: PoolFigures, other: PoolFigures, level: (one: number, other: number) => number): PoolFigures {
  return {
    size: level(one.size, other.size),
    used: level(one.used, other.used),
    waiting: level(one.waiting, other.waiting),
    idle: level(one.idle, other.idle),
    wait: addHistograms(one.wait, other.wait),
  };
}

function addWebhooks(one: WebhookFigures, other: WebhookFigures): WebhookFigures {
  return {
    received: one.received + other.received,
    failed: one.failed + other.failed,
    lag: addHistograms(one.lag, other.lag),
  };
}
