import { percentileOf } from '../../model/histogram.ts';
import type { MinuteRecord, RouteFigures } from '../../model/minute.ts';
import type { Limits } from '../limits/limits.ts';

/** A route in the table; seconds per request. */
export interface RouteRow {
  readonly route: string;
  readonly requests: number;
  readonly p50: number;
  readonly p95: number;
  /** Share of 5xx, of 4xx, and of requests that the client left. */
  readonly errors: number;
  readonly refusals: number;
  readonly aborted: number;
  /** Measured on requests that were alone; absent before there were any. */
  readonly processor?: number;
  readonly database: number;
  readonly outbound: number;
  readonly level: 'ok' | 'watch' | 'act';
}

const MOST = 12;

/** The routes whose 95th percentile is the longest. */
export function routeRows(record: MinuteRecord | undefined, limits: Limits): readonly RouteRow[] {
  return Object.entries(record?.routes ?? {})
    .filter(([, { requests }]) => requests > 0)
    .map(([route, figures]) => row(route, figures, limits))
    .sort((one, other) => other.p95 - one.p95)
    .slice(0, MOST);
}

function row(route: string, figures: RouteFigures, limits: Limits): RouteRow {
  const { requests, processor, database, outbound } = figures;
  const p95 = percentileOf(figures.duration, 0.95) ?? 0;
  const objective = limits.objective.responseTime;
  const errors = figures.serverErrors / requests;
  const outside = Object.values(outbound).reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    route,
    requests,
    p50: percentileOf(figures.duration, 0.5) ?? 0,
    p95,
    errors,
    refusals: figures.clientErrors / requests,
    aborted: figures.aborted / requests,
    ...(processor.count === 0 ? {} : { processor: processor.seconds / processor.count }),
    database: database.seconds / requests,
    outbound: outside / requests,
    level: p95 > objective || errors > limits.objective.errors ? 'act' : p95 > objective / 2 ? 'watch' : 'ok',
  };
}
