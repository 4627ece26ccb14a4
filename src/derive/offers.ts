import { platforms } from '../facts/platforms/index.ts';
import { type Price, UNTOLD } from '../model/cost.ts';
import type { Offers } from '../model/derivation.ts';
import type { Inventory } from '../model/inventory.ts';
import type { MachineOffer, PlatformKnowledge } from '../model/knowledge.ts';
import type { Range } from '../model/range.ts';
import type { Settings } from '../model/settings.ts';
import { databasePlan } from './machine.ts';
import { knownRange } from './parameter-book.ts';

const UNPUBLISHED: Price = {
  ...UNTOLD,
  source: { provenance: 'assumed', confidence: 'not found', reason: 'reason.price-not-published' },
};
const SECONDS_A_MONTH = 730 * 3600;

/** What can be bought where the project is hosted: machines, instances, database plans. */
export function offersOf(inventory: Inventory, settings: Settings): Offers {
  const { deployment } = inventory;
  const platform = platforms.find((candidate) => candidate.id === deployment.platform);
  const plan = databasePlan(inventory, settings);
  const most = maximumInstances(inventory, platform);
  const machines = (platform?.machines ?? []).filter(
    (machine) => machine.kind !== 'functions' || deployment.kind === 'functions',
  );
  return {
    platform: deployment.platform,
    machines,
    maximumInstances: most,
    horizontal: most.high > 1,
    databasePlans: plan.knowledge?.plans ?? [],
    ...(plan.plan === undefined ? {} : { currentDatabasePlan: plan.plan.id }),
    instanceCost: instanceCost(inventory, machines, platform, settings),
    databaseCost:
      plan.plan?.monthlyCost === null || plan.plan === undefined
        ? UNPUBLISHED
        : spread(plan.plan.monthlyCost, plan.plan.facts),
  };
}

/** What the configuration allows, or what the platform would: an instance more is a click away where it sells several. */
function maximumInstances(inventory: Inventory, platform: PlatformKnowledge | undefined): Range {
  const { maximum } = inventory.deployment.instances;
  const limit = platform?.instanceLimit;
  if (limit === undefined || maximum.source.provenance === 'measured') return maximum;
  return { ...knownRange(limit), typical: Math.max(maximum.typical, limit.typical) };
}

function instanceCost(
  inventory: Inventory,
  machines: readonly MachineOffer[],
  platform: PlatformKnowledge | undefined,
  settings: Settings,
): Price {
  const declared = settings.machine?.monthlyCost;
  if (declared !== undefined)
    return { low: declared, typical: declared, high: declared, source: { provenance: 'declared' } };
  const named = machines.find((machine) => machine.id === inventory.deployment.chosen?.plan);
  if (named?.monthlyCost !== null && named !== undefined) return spread(named.monthlyCost, named.facts);
  if (platform?.usagePrice !== undefined && inventory.deployment.kind === 'autoscale')
    return usageCost(inventory, platform.usagePrice);
  return fitting(inventory, machines) ?? UNPUBLISHED;
}

/** Whatever the platform sells that the assumed size may be: from the cheapest to the dearest, the one in the middle being as likely as any. */
function fitting({ deployment }: Inventory, machines: readonly MachineOffer[]): Price | undefined {
  const { cpu, memory } = deployment.machine;
  const within = machines
    .filter((machine) => machine.cpu >= cpu.low && machine.cpu <= cpu.high)
    .filter((machine) => machine.memory >= memory.low && machine.memory <= memory.high)
    .flatMap(({ monthlyCost, facts }) => (monthlyCost === null ? [] : [{ monthlyCost, facts }]))
    .sort((a, b) => a.monthlyCost - b.monthlyCost);
  const [low, middle, high] = [within[0], within[Math.floor((within.length - 1) / 2)], within.at(-1)];
  if (low === undefined || middle === undefined || high === undefined) return undefined;
  return { ...spread(middle.monthlyCost, middle.facts), low: low.monthlyCost, high: high.monthlyCost };
}

function spread(cost: number, facts: readonly string[]): Price {
  const fact = facts[0];
  return {
    low: cost,
    typical: cost,
    high: cost,
    source: { provenance: 'documented', ...(fact === undefined ? {} : { fact }) },
  };
}

/** An instance billed by use: from an hour a day to always on. */
function usageCost(inventory: Inventory, price: NonNullable<PlatformKnowledge['usagePrice']>): Price {
  const { cpu, memory } = inventory.deployment.machine;
  const always = (level: 'low' | 'typical' | 'high'): number =>
    SECONDS_A_MONTH * (cpu[level] * price.cpuSecond[level] + (memory[level] / 2 ** 30) * price.gibSecond[level]);
  const fact = price.cpuSecond.facts[0];
  return {
    low: always('low') / 24,
    typical: always('typical') / 2,
    high: always('high'),
    source: { provenance: 'documented', ...(fact === undefined ? {} : { fact }), reason: 'reason.usage-price' },
  };
}
