import type { Bottleneck } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import { type Values, valuesAt } from '../model/expression.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Interval } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import { type CapacityPoint, capacityPoint, compile } from '../solve/index.ts';
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
  readonly found: CapacityPoint;
  readonly values: Values;
}

/** What gives way there: worked out only for the standings that are told. */
export function bottleneckAt({ found, model, values, scenario }: Standing): Bottleneck {
  return bottleneckOf(found, model, values, scenario);
}

/** Where a model stands: the scenario that takes the fewest people decides. */
export function standingOf(model: QueueingModel, derivation: Derivation, level: keyof Interval = 'typical'): Standing {
  return least(derivation.scenarios.map((scenario) => standingIn(scenario, model, derivation, level)));
}

/** The same with a given number of accounts, whatever the daily users it would take. */
export function standingWith(
  accounts: number,
  model: QueueingModel,
  derivation: Derivation,
  level: keyof Interval = 'typical',
): Standing {
  return least(derivation.scenarios.map((scenario) => standingAt(accounts, scenario, model, derivation, level)));
}

/** The standing that takes the fewest people: the scenario that binds. */
export function least(standings: readonly Standing[]): Standing {
  return standings.reduce((fewest, standing) => (standing.dailyUsers < fewest.dailyUsers ? standing : fewest));
}

/** Relative precision of the number of accounts: far finer than what is known of it. */
const PRECISION = 0.1;
const MOST_TURNS = 6;

/**
 * People come with their data: so many daily users suppose so many accounts (`dailyShareOfAccounts`), whose rows slow every scan and list
 * down. The answer is where both agree: the zero of the distance, on the logarithm, between the accounts tried and those that the users
 * taken suppose. It falls as accounts grow; regula falsi from today's accounts and from those that today's capacity supposes.
 */
export function standingIn(
  scenario: Scenario,
  model: QueueingModel,
  derivation: Derivation,
  level: keyof Interval = 'typical',
): Standing {
  const share = derivation.usage.dailyShareOfAccounts.typical;
  const tried = (accounts: number): Tried => {
    const standing = standingAt(accounts, scenario, model, derivation, level);
    return {
      standing,
      at: Math.log(accounts),
      distance: Math.log(Math.max(1e-9, standing.dailyUsers) / share / accounts),
    };
  };
  let below = tried(derivation.accountsToday[level]);
  if (below.distance <= PRECISION) return below.standing;
  let above = tried(Math.exp(below.at + below.distance));
  let best = above;
  for (let turn = 0; turn < MOST_TURNS && Math.abs(best.distance) > PRECISION; turn += 1) {
    best = tried(Math.exp(crossing(below, above)));
    if (best.distance > 0) below = best;
    else above = best;
  }
  return { ...best.standing, dailyUsers: Math.exp(best.at + best.distance / 2) * share };
}

interface Tried {
  readonly standing: Standing;
  /** Logarithm of the accounts. */
  readonly at: number;
  readonly distance: number;
}

/** Where the line through two points crosses zero, kept off both ends so that each turn takes something away. */
function crossing(below: Tried, above: Tried): number {
  const width = above.at - below.at;
  const share = below.distance / (below.distance - above.distance);
  return below.at + width * Math.min(0.9, Math.max(0.1, share));
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
  const found = capacityPoint(compile(model, values, scenario.mix), derivation.objective, { precision: 0.02 });
  const people = peopleAt(exact(found.throughput), found.responseTime, scenario.name, derivation);
  return {
    model,
    scenario,
    accounts,
    throughput: found.throughput,
    dailyUsers: people.dailyUsers.typical,
    activeUsers: people.activeUsers.typical,
    found,
    values,
  };
}
