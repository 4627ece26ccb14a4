import type { Capacity, Ceiling } from '../model/capacity.ts';
import type { AccountsEstimate, TargetAnswer } from '../model/estimate.ts';
import type { Inventory } from '../model/inventory.ts';
import { type Message, message } from '../model/message.ts';
import type { Tier } from '../model/tier.ts';
import { smaller } from './interval.ts';

/** The decision in a few sentences, ending with the two that PRODUCT asks for. */
export function summaryOf(
  inventory: Inventory,
  capacities: readonly Capacity[],
  accounts: AccountsEstimate,
  ceilings: readonly Ceiling[],
  tiers: readonly Tier[],
  target: TargetAnswer | undefined,
): readonly Message[] {
  const [normal, peak] = capacities;
  if (normal === undefined || peak === undefined) return [];
  const name = inventory.project.name;
  const users = smaller(normal.activeUsers, peak.activeUsers);
  const daily = smaller(normal.dailyUsers, peak.dailyUsers);
  return [
    ...(target === undefined ? [] : [targetSentence(target)]),
    message('summary.binds', {
      station: (peak.dailyUsers.typical < normal.dailyUsers.typical ? peak : normal).bottleneck.station,
      cause: causeOf(normal, peak),
    }),
    ...quotaSentence(ceilings, daily.typical),
    message('summary.accounts', {
      low: accounts.total.low,
      typical: accounts.total.typical,
      high: accounts.total.high,
    }),
    message('summary.now', {
      name,
      users: users.typical,
      usersLow: users.low,
      usersHigh: users.high,
      daily: daily.typical,
      dailyLow: daily.low,
      dailyHigh: daily.high,
    }),
    ...nextSentences(tiers),
  ];
}

function causeOf(normal: Capacity, peak: Capacity): string {
  const binding = peak.dailyUsers.typical < normal.dailyUsers.typical ? peak : normal;
  return binding.bottleneck.causes[0]?.tag ?? 'work:other';
}

function targetSentence(target: TargetAnswer): Message {
  const asked = target.dailyUsers ?? target.accounts ?? 0;
  const unit = target.dailyUsers === undefined ? 'accounts' : 'users';
  if (target.holds) return message(`summary.target-holds-${unit}`, { asked });
  return message(target.holdsAfter ? `summary.target-after-${unit}` : `summary.target-never-${unit}`, {
    asked,
    count: target.remedies.length,
    cost: target.monthlyCost.typical,
  });
}

function quotaSentence(ceilings: readonly Ceiling[], daily: number): readonly Message[] {
  const quota = ceilings.find(
    (ceiling) => ceiling.kind === 'quota' && (ceiling.dailyUsers?.typical ?? Number.POSITIVE_INFINITY) < daily,
  );
  return quota?.dailyUsers === undefined
    ? []
    : [message('summary.quota', { service: quota.subject, users: quota.dailyUsers.typical })];
}

function nextSentences(tiers: readonly Tier[]): readonly Message[] {
  return tiers.slice(1).map((tier, index) => {
    const from = tiers[index]?.dailyUsers.typical ?? 0;
    return message(`summary.next-${tier.kind}`, {
      from,
      to: tier.dailyUsers.typical,
      remedies: tier.steps.map((step) => step.remedy.id),
    });
  });
}
