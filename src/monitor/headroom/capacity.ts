import type { MinuteRecord } from '../../model/minute.ts';
import type { Interval } from '../../model/range.ts';
import type { Limits, ScenarioLimits } from '../limits/limits.ts';

/** Requests under which the mix of routes is chance: the normal scenario's is taken instead. */
const FEWEST = 30;

/** What the application can take of the traffic of the moment. */
export interface LiveCapacity {
  /** Requests per second of all the instances seen. */
  readonly throughput: Interval;
  /** The scenario that the traffic resembles most. */
  readonly scenario: ScenarioLimits;
  /** From 0, the mix of a normal day, to 1, the one of a peak, and beyond when requests are heavier still. */
  readonly heaviness: number;
  /** Busy share of each station when the objective is about to be missed with this traffic. */
  readonly utilization: Readonly<Record<string, number>>;
}

/**
 * The capacity for the mix of routes of a record. What its requests demand of the event loop, route by route, places it between the two
 * scenarios of the estimate; between them the demand per request, so the inverse of the throughput, is linear in the mix (utilization law:
 * U = X D). Heavier than the peak, the capacity goes on falling as the demand rises; lighter than a normal day, it is not raised.
 * Undefined without an estimate.
 */
export function capacityFor(record: MinuteRecord, limits: Limits): LiveCapacity | undefined {
  const [normal, peak = normal] = limits.scenarios;
  if (normal === undefined || peak === undefined) return undefined;
  const heaviness = heavinessOf(record, normal, peak, limits);
  const within = Math.min(1, heaviness);
  const beyond = Math.max(1, heaviness);
  const throughput = forInstances(record, normal, peak);
  const at = (level: keyof Interval): number =>
    1 / (((1 - within) / throughput.normal[level] + within / throughput.peak[level]) * beyond);
  return {
    throughput: { low: at('low'), typical: at('typical'), high: at('high') },
    scenario: heaviness < 0.5 ? normal : peak,
    heaviness,
    utilization: Object.fromEntries(
      Object.keys(normal.utilization).map((station) => [
        station,
        (1 - within) * (normal.utilization[station] ?? 0) + within * (peak.utilization[station] ?? 0),
      ]),
    ),
  };
}

/** The estimate counts the instances that the platform may start; those that are there now may be fewer. */
function forInstances(
  record: MinuteRecord,
  normal: ScenarioLimits,
  peak: ScenarioLimits,
): { readonly normal: Interval; readonly peak: Interval } {
  const instances = Math.max(1, record.instances.length);
  const of = ({ perInstance, throughput }: ScenarioLimits): Interval => ({
    low: Math.min(throughput.low, perInstance.low * instances),
    typical: Math.min(throughput.typical, perInstance.typical * instances),
    high: Math.min(throughput.high, perInstance.high * instances),
  });
  return { normal: of(normal), peak: of(peak) };
}

function heavinessOf(record: MinuteRecord, normal: ScenarioLimits, peak: ScenarioLimits, limits: Limits): number {
  const live = liveDemand(record, limits);
  if (live === undefined) return 0;
  const light = demandOf(normal.shares, limits);
  const heavy = demandOf(peak.shares, limits);
  if (heavy <= light) return 0;
  if (live <= heavy) return Math.max(0, (live - light) / (heavy - light));
  return live / heavy;
}

function demandOf(shares: Readonly<Record<string, number>>, limits: Limits): number {
  return Object.entries(shares).reduce((sum, [route, share]) => sum + share * (limits.demands[route]?.loop ?? 0), 0);
}

/** Seconds of the event loop that one request takes, over the requests whose route the estimate knows; undefined when they are too few. */
function liveDemand(record: MinuteRecord, limits: Limits): number | undefined {
  let requests = 0;
  let seconds = 0;
  for (const [route, figures] of Object.entries(record.routes)) {
    const demand = limits.demands[route]?.loop;
    if (demand === undefined) continue;
    requests += figures.requests;
    seconds += figures.requests * demand;
  }
  return requests < FEWEST ? undefined : seconds / requests;
}
