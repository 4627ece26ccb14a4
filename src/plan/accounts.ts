import type { Capacity, Ceiling } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import type { AccountsEstimate } from '../model/estimate.ts';
import { valuesAt } from '../model/expression.ts';
import { message } from '../model/message.ts';
import type { Interval } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import { capacityOf, compile } from '../solve/index.ts';
import { multiplied } from './interval.ts';
import { peopleAt } from './people.ts';

const SIZES = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

/** Accounts at which something must change: those whose daily share exceeds what the application takes once its tables have grown to that size. */
export function accountsOf(
  capacities: readonly Capacity[],
  ceilings: readonly Ceiling[],
  derivation: Derivation,
): AccountsEstimate {
  const normal = derivation.scenarios.find((scenario) => scenario.name === 'normal');
  const capacity = capacities.find((candidate) => candidate.scenario === 'normal');
  const storage = ceilings.find((ceiling) => ceiling.kind === 'storage');
  if (normal === undefined || capacity === undefined) throw new RangeError('no normal scenario');
  const growth = SIZES.map((accounts) => ({ accounts, ...usersAt(accounts, normal, derivation) }));
  const fromLoad = loadAccounts(capacity, normal, derivation);
  const stored = storage?.accounts;
  const byStorage = stored !== undefined && stored.typical < fromLoad.typical;
  return {
    total: byStorage ? stored : fromLoad,
    because:
      byStorage && storage !== undefined
        ? storage.message
        : message('accounts.load', { share: derivation.usage.dailyShareOfAccounts.typical }),
    today: derivation.accountsToday,
    growth,
  };
}

function usersAt(
  accounts: number,
  scenario: Scenario,
  derivation: Derivation,
): { readonly throughput: number; readonly dailyUsers: number } {
  const { model, objective } = derivation;
  const values = { ...valuesAt(model.parameters, 'typical'), accounts };
  const found = capacityOf(compile(model, values, scenario.mix), objective);
  const rate = { low: found.throughput, typical: found.throughput, high: found.throughput };
  return {
    throughput: found.throughput,
    dailyUsers: peopleAt(rate, found.solution.responseTime, scenario.name, derivation).dailyUsers.typical,
  };
}

/** Bisection on the logarithm: users needed grow with the accounts, users taken shrink with them. */
function loadAccounts(capacity: Capacity, scenario: Scenario, derivation: Derivation): Interval {
  const share = derivation.usage.dailyShareOfAccounts;
  let low = 10;
  let high = 1e9;
  for (let turn = 0; turn < 24 && high / low > 1.02; turn += 1) {
    const middle = Math.sqrt(low * high);
    if (middle * share.typical <= usersAt(middle, scenario, derivation).dailyUsers) low = middle;
    else high = middle;
  }
  const typical = Math.sqrt(low * high);
  const spread = multiplied([
    { of: capacity.dailyUsers, power: 1 },
    { of: share, power: -1 },
  ]);
  return { low: (typical * spread.low) / spread.typical, typical, high: (typical * spread.high) / spread.typical };
}
