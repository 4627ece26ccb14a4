import { type Histogram, middleOf, percentileOf } from '../../model/histogram.ts';
import type { MinuteRecord } from '../../model/minute.ts';
import { loopOf, poolWaitOf, rateOf, usagesOf } from '../headroom/resources.ts';
import type { Limits } from '../limits/limits.ts';

/** A stretch of time in numbers: what a curve needs. Instants and durations in seconds, memory in bytes. */
export interface Point {
  readonly start: number;
  readonly elapsed: number;
  readonly instances: number;
  readonly requests: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly aborted: number;
  /** Answered later than the objective. */
  readonly slow: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly loop: number;
  readonly blocked: number;
  readonly processor: number;
  readonly throttled: number;
  readonly resident: number;
  readonly memory: number;
  readonly heap: number;
  readonly poolUsed: number;
  readonly poolWait: number;
  /** Share of the capacity, 0 without an estimate. */
  readonly used: number;
  /** Requests per second, and share of the capacity, of the busiest minute within. */
  readonly busiestRate: number;
  readonly busiestUsed: number;
}

/** The columns of a point, in the order in which they are kept. */
export const COLUMNS = [
  'start',
  'elapsed',
  'instances',
  'requests',
  'clientErrors',
  'serverErrors',
  'aborted',
  'slow',
  'p50',
  'p95',
  'p99',
  'loop',
  'blocked',
  'processor',
  'throttled',
  'resident',
  'memory',
  'heap',
  'poolUsed',
  'poolWait',
  'used',
  'busiestRate',
  'busiestUsed',
] as const satisfies readonly (keyof Point)[];

/** The numbers of a record; `within` are the points of its minutes, when it is longer than one. */
export function pointOf(record: MinuteRecord, limits: Limits, within: readonly Point[] = []): Point {
  const { total, process } = record;
  const usages = usagesOf(record, limits);
  const used = (resource: string): number =>
    Math.max(0, ...usages.filter((usage) => usage.resource === resource).map((usage) => usage.used));
  const rate = rateOf(record);
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return {
    start: record.start,
    elapsed: record.elapsed,
    instances: record.instances.length,
    requests: total.requests,
    clientErrors: total.clientErrors,
    serverErrors: total.serverErrors,
    aborted: total.aborted,
    slow: slowerThan(total.duration, limits.objective.responseTime),
    p50: percentileOf(total.duration, 0.5) ?? 0,
    p95: percentileOf(total.duration, 0.95) ?? 0,
    p99: percentileOf(total.duration, 0.99) ?? 0,
    loop: loopOf(record),
    blocked: share(process.eventLoop.blocked, record.instanceSeconds),
    processor: used('cpu'),
    throttled: share(process.processor.throttled ?? 0, record.instanceSeconds),
    resident: process.memory.resident,
    memory: used('memory'),
    heap: used('heap'),
    poolUsed: used('pool'),
    poolWait: poolWaitOf(record),
    used: used('capacity'),
    busiestRate: Math.max(rate, ...within.map((point) => point.busiestRate)),
    busiestUsed: Math.max(used('capacity'), ...within.map((point) => point.busiestUsed)),
  };
}

/** How many took longer than this, within a bucket. */
function slowerThan({ buckets }: Histogram, seconds: number): number {
  return buckets.reduce((sum, count, at) => {
    const isSlow = at % 2 === 1 && middleOf(buckets[at - 1] as number) > seconds;
    return isSlow ? sum + count : sum;
  }, 0);
}
