import type { Bottleneck } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import { valuesAt } from '../model/expression.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Interval } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import { capacityOf, compile } from '../solve/index.ts';
import { bottleneckOf } from './bottleneck.ts';
import { exact } from './interval.ts';
import { peopleAt } from './people.ts';

/** Daily users, throughput and bottleneck of a model in one scenario, with the accounts that so many daily users suppose. */
export interface Standing {
  readonly model: QueueingModel;
  readonly scenario: Scenario;
  readonly accounts: number;
  readonly throughput: number;
  readonly dailyUsers: number;
  readonly activeUsers: number;
  readonly bottleneck: Bottleneck;
}

/** Where a model stands: the scenario that takes the fewest people decides. */
export function standingOf(model: QueueingModel, derivation: Derivation, level: keyof Interval = 'typical'): Standing {
  return least(derivation.scenarios.map((scenario) => standingIn(scenario, model, derivation, level)));
}

/** The same with a given number of accounts, whatever the daily users it would take. */
export function standingWith(accounts: number, model: QueueingModel, derivation: Derivation): Standing {
  return least(derivation.scenarios.map((scenario) => standingAt(accounts, scenario, model, derivation)));
}

function least(standings: readonly Standing[]): Standing {
  return standings.reduce((fewest, standing) => (standing.dailyUsers < fewest.dailyUsers ? standing : fewest));
}

/** Relative precision of the number of accounts: far finer than what is known of it. */
const PRECISION = 0.1;

/**
 * People come with their data: so many daily users suppose so many accounts (`dailyShareOfAccounts`), whose rows slow every scan and list
 * down. The answer is where both agree: bisection on the logarithm of the accounts, from today's, since users taken fall as accounts grow.
 */
export function standingIn(
  scenario: Scenario,
  model: QueueingModel,
  derivation: Derivation,
  level: keyof Interval = 'typical',
): Standing {
  const today = derivation.accountsToday[level];
  const share = derivation.usage.dailyShareOfAccounts.typical;
  const now = standingAt(today, scenario, model, derivation, level);
  let low = today;
  let high = now.dailyUsers / share;
  if (high <= low) return now;
  let standing = now;
  while (high / low > 1 + PRECISION) {
    const middle = Math.sqrt(low * high);
    standing = standingAt(middle, scenario, model, derivation, level);
    if (standing.dailyUsers / share >= middle) low = middle;
    else high = middle;
  }
  return { ...standing, dailyUsers: Math.sqrt(low * high) * share };
}

/** One scenario with a given number of accounts. */
export function standingAt(
  accounts: number,
  scenario: Scenario,
  model: QueueingModel,
  derivation: Derivation,
  level: keyof Interval = 'typical',
): Standing {
  const values = { ...valuesAt(model.parameters, level), accounts };
  const found = capacityOf(compile(model, values, scenario.mix), derivation.objective);
  const people = peopleAt(exact(found.throughput), found.solution.responseTime, scenario.name, derivation);
  return {
    model,
    scenario,
    accounts,
    throughput: found.throughput,
    dailyUsers: people.dailyUsers.typical,
    activeUsers: people.activeUsers.typical,
    bottleneck: bottleneckOf(found, model, values, scenario),
  };
}
