import type { Capacity } from '../model/capacity.ts';
import type { Cost } from '../model/cost.ts';
import type { Derivation } from '../model/derivation.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Remedy, Tier } from '../model/tier.ts';
import { applied } from './applied.ts';
import { type Climb, climb } from './climb.ts';
import { together } from './cost.ts';
import { around, multiplied } from './interval.ts';
import { infrastructureRemedies, lightRemedies } from './remedies/index.ts';
import { risksOf } from './risks.ts';
import { activeUsersAt, bottleneckAt, type Standing } from './standing.ts';

/** How far the application goes as it stands, with light changes, and then with a sturdier infrastructure: by theory. */
export interface Growth {
  readonly asIs: Climb;
  readonly light: Climb;
  readonly infrastructure: Climb;
}

/** Each climb is computed by relieving what binds and solving again, from where the one before ends. */
export function growthFrom(start: Standing, inventory: Inventory, derivation: Derivation): Growth {
  const ground = { inventory, derivation };
  const light = climb(start, lightRemedies, ground);
  return {
    asIs: { steps: [], standing: start },
    light,
    infrastructure: climb(light.standing, infrastructureRemedies, ground),
  };
}

/** The tiers of growth, told with the range of the capacity as it stands and anchored to the value that simulation decided. */
export function tiersOf(
  growth: Growth,
  capacities: readonly Capacity[],
  inventory: Inventory,
  derivation: Derivation,
): readonly Tier[] {
  const start = growth.asIs.standing;
  const spread = capacities.find((capacity) => capacity.scenario === start.scenario.name) ?? capacities[0];
  if (spread === undefined) return [];
  const isNone = spread.dailyUsers.typical === 0;
  // Where simulation says that no load holds, it says nothing of theory once something has been changed.
  const anchor = start.dailyUsers === 0 || isNone ? 1 : spread.dailyUsers.typical / start.dailyUsers;
  const climbs: readonly (readonly [Tier['kind'], Climb])[] = [
    ['as-is', growth.asIs],
    ['light', growth.light],
    ['infrastructure', growth.infrastructure],
  ];
  const kept = climbs.filter(([kind, { steps }]) => kind === 'as-is' || steps.length > 0);
  let cost: Cost = together(derivation.offers.instanceCost, derivation.offers.databaseCost);
  return kept.map(([kind, climbed], index) => {
    const steps = applied(climbed.steps, { spread, anchor });
    const { standing } = climbed;
    cost = steps.reduce((sum, step) => together(sum, step.remedy.monthlyCost), cost);
    const scale = { spread, anchor: isNone && steps.length === 0 ? 0 : anchor };
    return tier({ number: index + 1, kind, steps, standing, ...scale, monthlyCost: cost, inventory, derivation });
  });
}

interface TierInput {
  readonly number: number;
  readonly kind: Tier['kind'];
  readonly steps: Tier['steps'];
  readonly standing: Standing;
  readonly spread: Capacity;
  readonly anchor: number;
  readonly monthlyCost: Cost;
  readonly inventory: Inventory;
  readonly derivation: Derivation;
}

function tier(input: TierInput): Tier {
  const { standing, spread, derivation } = input;
  const dailyUsers = around(standing.dailyUsers * input.anchor, spread.dailyUsers);
  return {
    number: input.number,
    kind: input.kind,
    steps: input.steps,
    dailyUsers,
    activeUsers: around(activeUsersAt(standing, derivation) * input.anchor, spread.activeUsers),
    throughput: around(standing.throughput * input.anchor, spread.throughput),
    accounts: multiplied([
      { of: dailyUsers, power: 1 },
      { of: derivation.usage.dailyShareOfAccounts, power: -1 },
    ]),
    monthlyCost: input.monthlyCost,
    bottleneck: bottleneckAt(standing),
    risks: risksOf(standing, input.inventory, derivation),
  };
}

/** Remedies that no tier needed, still worth knowing. */
export function otherRemedies(tiers: readonly Tier[], inventory: Inventory, derivation: Derivation): readonly Remedy[] {
  const used = new Set(tiers.flatMap((candidate) => candidate.steps.map((step) => step.remedy.id)));
  const bottleneck = tiers[0]?.bottleneck;
  if (bottleneck === undefined) return [];
  const all = lightRemedies({ inventory, derivation, model: derivation.model, bottleneck });
  return all.filter((remedy) => !used.has(remedy.id));
}
