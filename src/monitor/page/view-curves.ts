import { HOUR, MINUTE, SPANS, type Span } from '../history/history.ts';
import type { Point } from '../history/point.ts';
import type { Limits } from '../limits/limits.ts';

/** Values at regular instants; null where nothing is known. */
export type Values = readonly (number | null)[];

export interface Curves {
  /** Seconds since 1970 of the first value, and between two. */
  readonly from: number;
  readonly step: number;
  readonly rate: Values;
  readonly serverErrors: Values;
  readonly clientErrors: Values;
  readonly aborted: Values;
  readonly p50: Values;
  readonly p95: Values;
  readonly loop: Values;
  /** Where the lines of the limits are drawn; absent when not known. */
  readonly limits: { readonly rate?: number; readonly p95: number; readonly loop?: number };
}

const STEPS: Readonly<Record<Span, number>> = { hour: MINUTE, day: 5 * MINUTE, month: HOUR };

/** Points brought to a regular grid: counts add up, and of times and shares the highest shows. */
export function curvesOf(points: readonly Point[], span: Span, now: number, limits: Limits): Curves {
  const step = STEPS[span];
  const to = Math.floor(now / step) * step;
  const from = to - SPANS[span];
  const cells = Array.from({ length: SPANS[span] / step }, (): Point[] => []);
  for (const point of points) cells[Math.floor((point.start - from) / step)]?.push(point);
  const count = (of: keyof Point): Values =>
    cells.map((cell) => (cell.length === 0 ? null : sum(cell, of) / Math.max(covered(cell), 1)));
  const highest = (of: keyof Point): Values =>
    cells.map((cell) => {
      const busy = cell.filter(({ requests }) => of === 'loop' || requests > 0);
      return busy.length === 0 ? null : Math.max(...busy.map((point) => point[of]));
    });
  const limit = limits.scenarios[0];
  const loop = limit?.bottleneck === 'event-loop' ? limit.utilization['event-loop'] : undefined;
  return {
    from,
    step,
    rate: count('requests'),
    serverErrors: count('serverErrors'),
    clientErrors: count('clientErrors'),
    aborted: count('aborted'),
    p50: highest('p50'),
    p95: highest('p95'),
    loop: highest('loop'),
    limits: {
      ...(limit === undefined ? {} : { rate: limit.throughput.typical }),
      p95: limits.objective.responseTime,
      ...(loop === undefined ? {} : { loop }),
    },
  };
}

function sum(cell: readonly Point[], of: keyof Point): number {
  return cell.reduce((total, point) => total + point[of], 0);
}

/** Seconds that the points of a cell cover. */
function covered(cell: readonly Point[]): number {
  return cell.reduce((total, { elapsed }) => total + elapsed, 0);
}
