import type { Capacity } from '../../model/capacity.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { Interval } from '../../model/range.ts';
import type { Tier } from '../../model/tier.ts';
import { type Allowance, DEFAULT_LIMITS, type Limits, type RemedyPlace } from './limits.ts';

/** Why a document gives no limits. */
export interface Unreadable {
  readonly reason: string;
}

/** The limits in the JSON that `jauge -o jauge.json` writes; why not, when it is something else. Never throws. */
export function limitsOf(document: unknown): Limits | Unreadable {
  const version = (document as Partial<Estimate> | null)?.schemaVersion;
  if (version !== 1) return { reason: `schemaVersion ${version === undefined ? 'absent' : String(version)}` };
  try {
    return limits(document as Estimate);
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function limits(estimate: Estimate): Limits {
  const { objective, capacities, tiers, monitoring, inventory, ceilings } = estimate;
  const normal = capacities.find(({ scenario }) => scenario === 'normal') ?? capacities[0];
  return {
    application: inventory.project.name,
    objective: {
      percentile: finite(objective.percentile),
      responseTime: finite(objective.responseTime),
      errors: finite(objective.errors),
    },
    scenarios: capacities.map(scenario),
    demands: Object.fromEntries(
      (normal?.classes ?? []).map(({ id, loopTime, databaseTime }) => [
        id,
        { loop: finite(loopTime), database: finite(databaseTime) },
      ]),
    ),
    thresholds: {
      ...DEFAULT_LIMITS.thresholds,
      ...Object.fromEntries(
        monitoring.thresholds
          .filter(({ signal }) => signal !== 'event-loop-utilization' || normal?.bottleneck.station === 'event-loop')
          .map(({ signal, watch, act }) => [signal, { watch: finite(watch), act: finite(act) }]),
      ),
    },
    tiers: tiers.map((tier, index) => tierLimits(tier, tiers[index + 1])),
    remedies: remediesOf(tiers),
    allowances: ceilings.flatMap(({ kind, message: { params } }) => (kind === 'quota' ? allowance(params) : [])),
  };
}

function scenario(capacity: Capacity): Limits['scenarios'][number] {
  return {
    name: capacity.scenario,
    throughput: interval(capacity.throughput),
    perInstance: interval(capacity.perInstance),
    dailyUsers: interval(capacity.dailyUsers),
    bottleneck: capacity.bottleneck.station,
    utilization: capacity.utilization,
    shares: Object.fromEntries(capacity.classes.map(({ id, share }) => [id, share])),
    routes: capacity.bottleneck.routes.map(({ id, share }) => ({ route: id, share })),
  };
}

function tierLimits(tier: Tier, following: Tier | undefined): Limits['tiers'][number] {
  const step = following?.steps[0];
  return {
    number: tier.number,
    kind: tier.kind,
    throughput: interval(tier.throughput),
    dailyUsers: interval(tier.dailyUsers),
    station: tier.bottleneck.station,
    ...(step === undefined ? {} : { next: place(step.remedy) }),
  };
}

/** The first remedy of the ladder for each station. */
function remediesOf(tiers: readonly Tier[]): Limits['remedies'] {
  const steps = tiers.flatMap((tier) => tier.steps).toReversed();
  return Object.fromEntries(steps.map(({ relieves, remedy }) => [relieves.station, place(remedy)]));
}

function place({ id, at }: Tier['steps'][number]['remedy']): RemedyPlace {
  const [first] = at;
  return first === undefined ? { id } : { id, at: { file: first.file, line: first.line } };
}

function allowance(params: Readonly<Record<string, unknown>>): readonly Allowance[] {
  const { service, unit, amount, period } = params;
  if (typeof service !== 'string' || typeof unit !== 'string' || typeof amount !== 'number') return [];
  return [{ service, unit, amount, period: period === 'day' ? 'day' : 'month' }];
}

function interval({ low, typical, high }: Interval): Interval {
  return { low: finite(low), typical: finite(typical), high: finite(high) };
}

function finite(value: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError(`not a number: ${String(value)}`);
  return value;
}
