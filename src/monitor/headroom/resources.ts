import { percentileOf } from '../../model/histogram.ts';
import type { MinuteRecord } from '../../model/minute.ts';
import type { Limits } from '../limits/limits.ts';
import { capacityFor, type LiveCapacity } from './capacity.ts';

export type ResourceId = 'capacity' | 'event-loop' | 'cpu' | 'memory' | 'heap' | 'pool' | 'database' | 'quota';

/** How much of a resource is used. */
export interface Usage {
  readonly resource: ResourceId;
  /** A pool's or a service's name. */
  readonly subject?: string;
  /** Share of what it can take before the objective is missed: 1 when nothing is left. */
  readonly used: number;
  /** The same at the ends of the range of the estimate. */
  readonly range?: { readonly low: number; readonly high: number };
  readonly value: number;
  readonly limit: number;
  /** Callers of a pool: most who waited at once, and how long, seconds at the 95th percentile. */
  readonly waiting?: number;
  readonly wait?: number;
  /** The scenario that the limit comes from. */
  readonly scenario?: string;
  /** Measured here, or worked out from the routes called. */
  readonly basis: 'measured' | 'modelled';
}

/** Busy share beyond which queues grow fast, for a station that is not the one to give way first. */
const BUSY = 0.8;

/** Every resource of a record (a minute, or several added), fullest first, the rate before all. */
export function usagesOf(record: MinuteRecord, limits: Limits): readonly Usage[] {
  const capacity = capacityFor(record, limits);
  const others = [
    ...eventLoop(record, capacity),
    ...processor(record),
    ...memory(record),
    ...pools(record),
    ...database(record, capacity, limits),
  ];
  return [...rate(record, capacity), ...others.sort((one, other) => other.used - one.used)];
}

/** Requests per second. */
export function rateOf(record: MinuteRecord): number {
  return record.elapsed > 0 ? record.total.requests / record.elapsed : 0;
}

/** Busy share of the event loop: Δactive / (Δactive + Δidle). */
export function loopOf({ process: { eventLoop } }: MinuteRecord): number {
  const time = eventLoop.active + eventLoop.idle;
  return time > 0 ? eventLoop.active / time : 0;
}

function rate(record: MinuteRecord, capacity: LiveCapacity | undefined): readonly Usage[] {
  if (capacity === undefined) return [];
  const value = rateOf(record);
  const { low, typical, high } = capacity.throughput;
  return [
    {
      resource: 'capacity',
      used: value / typical,
      range: { low: value / high, high: value / low },
      value,
      limit: typical,
      scenario: capacity.scenario.name,
      basis: 'measured',
    },
  ];
}

/** What gives way first gives way at the busy share that the estimate says; another station, when queues grow. */
function busyLimit(station: string, capacity: LiveCapacity | undefined): number {
  if (capacity?.scenario.bottleneck !== station) return BUSY;
  return Math.min(1, Math.max(0.05, capacity.utilization[station] ?? BUSY));
}

function eventLoop(record: MinuteRecord, capacity: LiveCapacity | undefined): readonly Usage[] {
  const limit = busyLimit('event-loop', capacity);
  const value = loopOf(record);
  return [{ resource: 'event-loop', used: value / limit, value, limit, basis: 'measured' }];
}

function processor({ process: { processor: used } }: MinuteRecord): readonly Usage[] {
  if (!(used.available > 0)) return [];
  const value = used.used / used.available;
  return [{ resource: 'cpu', used: value, value, limit: 1, basis: 'measured' }];
}

function memory({ process }: MinuteRecord): readonly Usage[] {
  const { resident, residentLimit, heap, heapLimit } = process.memory;
  const usage = (resource: 'memory' | 'heap', value: number, limit: number): readonly Usage[] =>
    limit > 0 ? [{ resource, used: value / limit, value, limit, basis: 'measured' }] : [];
  return [...usage('memory', resident, residentLimit), ...usage('heap', heap, heapLimit)];
}

function pools(record: MinuteRecord): readonly Usage[] {
  return Object.entries(record.pools)
    .filter(([, { size }]) => size > 0)
    .map(([subject, { size, used, waiting, wait }]) => ({
      resource: 'pool',
      subject,
      used: used / size,
      value: used,
      limit: size,
      waiting,
      wait: percentileOf(wait, 0.95) ?? 0,
      basis: 'measured',
    }));
}

/** Seconds at the 95th percentile that callers waited for a connection; 0 when nobody asked. */
export function poolWaitOf(record: MinuteRecord): number {
  return Math.max(0, ...Object.values(record.pools).map(({ wait }) => percentileOf(wait, 0.95) ?? 0));
}

/** The application does not see the processor of its database: what its requests demand of it is worked out from the estimate. */
function database(record: MinuteRecord, capacity: LiveCapacity | undefined, limits: Limits): readonly Usage[] {
  const demand = liveDemandOf(record, limits);
  const scenario = capacity?.scenario;
  const busy = scenario?.utilization['database'] ?? 0;
  if (capacity === undefined || scenario === undefined || demand === undefined || busy <= 0) return [];
  const perRequest = Object.entries(scenario.shares).reduce(
    (sum, [route, share]) => sum + share * (limits.demands[route]?.database ?? 0),
    0,
  );
  if (perRequest <= 0) return [];
  const value = (busy * demand) / (perRequest * scenario.throughput.typical);
  const limit = busyLimit('database', capacity);
  return [{ resource: 'database', used: value / limit, value, limit, basis: 'modelled' }];
}

/** Seconds of the database asked for in a second. */
function liveDemandOf(record: MinuteRecord, limits: Limits): number | undefined {
  if (!(record.elapsed > 0)) return undefined;
  const seconds = Object.entries(record.routes).reduce(
    (sum, [route, { requests }]) => sum + requests * (limits.demands[route]?.database ?? 0),
    0,
  );
  return seconds / record.elapsed;
}

/** Routes by their share of a resource, the largest first: measured where it is, else by their time in the estimate. */
export function heaviestRoutes(
  record: MinuteRecord,
  limits: Limits,
  of: 'processor' | 'database' | 'duration' | 'errors' | 'requests',
  most = 3,
): readonly { readonly route: string; readonly share: number }[] {
  const weights = Object.entries(record.routes).map(([route, figures]) => ({
    route,
    weight: weightOf(route, figures, limits, of),
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return [];
  return weights
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, most)
    .map(({ route, weight }) => ({ route, share: weight / total }));
}

function weightOf(
  route: string,
  figures: MinuteRecord['total'],
  limits: Limits,
  of: Parameters<typeof heaviestRoutes>[2],
): number {
  const { requests, processor: sample } = figures;
  switch (of) {
    case 'processor':
      return sample.count > 0
        ? (requests * sample.seconds) / sample.count
        : requests * (limits.demands[route]?.loop ?? 0.001);
    case 'database':
      return figures.database.seconds;
    case 'duration':
      return figures.duration.sum;
    case 'errors':
      return figures.serverErrors;
    case 'requests':
      return requests;
  }
}
