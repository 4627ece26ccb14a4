import type { MeasuredRoute, Measurement, Reading } from '../../model/measurement.ts';
import type { Range } from '../../model/range.ts';
import type { Measurable } from './calibration.ts';
import { measuredRange } from './ranges.ts';

/** Share of the mix whose routes must have been measured alone for the sum of them to say anything of all together. */
const COVERED = 0.9;
/** Less than this per request is below what the accounts can tell: CPU seconds. */
const LEAST = 20e-6;

type Costs = Pick<MeasuredRoute, 'cpu' | 'loopCpu' | 'databaseCpu'>;

/**
 * What requests cost when all routes come at random, over what the same requests cost one route after the other: caches are colder, the loop
 * wakes for fewer events at once, garbage is of all kinds. By station; empty when the mix was not driven.
 */
export function togetherFactors({ mixRun, routes }: Measurement): ReadonlyMap<Measurable, Range> {
  if (mixRun === undefined) return new Map();
  const shares = Object.entries(mixRun.mix);
  const covered = shares.reduce((sum, [id, share]) => sum + (routes[id]?.cpu === undefined ? 0 : share), 0);
  if (covered < COVERED) return new Map();
  const factors = (['event-loop', 'threads', 'database'] as const).flatMap((station) => {
    const together = costAt(station, mixRun);
    const alone = shares.reduce((sum, [id, share]) => sum + share * costAt(station, routes[id] ?? {}), 0) / covered;
    return alone < LEAST || together < LEAST
      ? []
      : [[station, measuredRange(around(together / alone, mixRun.requests))] as const];
  });
  return new Map(factors);
}

/** Between the requests one after the other and the mix far from saturation: near it, events come in numbers again. */
function around(ratio: number, count: number): Reading {
  return { low: Math.min(1, ratio), typical: ratio, high: Math.max(1, ratio), count, way: 'drive' };
}

function costAt(station: Measurable, { cpu, loopCpu, databaseCpu }: Costs): number {
  const [all, loop] = [cpu?.typical ?? 0, loopCpu?.typical ?? cpu?.typical ?? 0];
  if (station === 'database') return databaseCpu?.typical ?? 0;
  return station === 'event-loop' ? loop : Math.max(0, all - loop);
}
