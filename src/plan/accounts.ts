import type { Ceiling } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import type { AccountsEstimate } from '../model/estimate.ts';
import { message } from '../model/message.ts';
import type { Tier } from '../model/tier.ts';
import { standingAt } from './standing.ts';

const SIZES = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

/** What the application takes, under its normal load, once its tables have grown to each of a few sizes. */
export function growthOf(derivation: Derivation): AccountsEstimate['growth'] {
  const normal = derivation.scenarios.find((scenario) => scenario.name === 'normal');
  if (normal === undefined) throw new RangeError('no normal scenario');
  return SIZES.map((accounts) => {
    const { throughput, dailyUsers } = standingAt(accounts, normal, derivation.model, derivation);
    return { accounts, throughput, dailyUsers: Math.min(dailyUsers, accounts) };
  });
}

/** Accounts at which something must change: those whose daily share exceeds what the application takes once its tables have grown to that size. */
export function accountsOf(
  tiers: readonly Tier[],
  ceilings: readonly Ceiling[],
  growth: AccountsEstimate['growth'],
  derivation: Derivation,
): AccountsEstimate {
  const fromLoad = tiers[0]?.accounts;
  if (fromLoad === undefined) throw new RangeError('no tier');
  const storage = ceilings.find((ceiling) => ceiling.kind === 'storage');
  const stored = storage?.accounts;
  const byStorage = storage !== undefined && stored !== undefined && stored.typical < fromLoad.typical;
  return {
    total: byStorage ? stored : fromLoad,
    because: byStorage
      ? storage.message
      : message('accounts.load', { share: derivation.usage.dailyShareOfAccounts.typical }),
    today: derivation.accountsToday,
    growth,
  };
}
