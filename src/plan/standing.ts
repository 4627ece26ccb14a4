import type { Bottleneck } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import { type Values, valuesAt } from '../model/expression.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Interval } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import { type CapacityPoint, capacityPoint, compile, meets, responseTimeAt } from '../solve/index.ts';
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
  readonly found: CapacityPoint;
  readonly values: Values;
}

// A standing is told by the step that leaves it and by the tier it begins.
const bottlenecks = new WeakMap<Standing, Bottleneck>();

/** What gives way there: worked out only for the standings that are told. */
export function bottleneckAt(standing: Standing): Bottleneck {
  const { found, model, values, scenario } = standing;
  const bottleneck = bottlenecks.get(standing) ?? bottleneckOf(found, model, values, scenario);
  bottlenecks.set(standing, bottleneck);
  return bottleneck;
}

/** People with a request or a thought under way there: for the standings that are told too. */
export function activeUsersAt({ model, values, scenario, throughput }: Standing, derivation: Derivation): number {
  if (throughput === 0) return 0;
  const responseTime = responseTimeAt(compile(model, values, scenario.mix), throughput);
  return peopleAt(exact(throughput), responseTime, scenario.name, derivation).activeUsers.typical;
}

/**
 * Where a model stands: the scenario that takes the fewest people decides. `near` is a standing of the same model with other accounts: the
 * search starts there.
 */
export function standingOf(model: QueueingModel, derivation: Derivation, near?: Standing): Standing {
  const scenarios = [...derivation.scenarios].sort(
    (a, b) => Number(b === near?.scenario) - Number(a === near?.scenario),
  );
  const [first, ...others] = scenarios;
  if (first === undefined) throw new RangeError('no scenario');
  let fewest = standingIn(first, model, derivation, near);
  for (const scenario of others) {
    // The more accounts, the fewer people: a scenario that takes more where another stands will stand higher.
    if (takes(fewest.dailyUsers, model, derivation, { scenario, accounts: fewest.accounts })) continue;
    const standing = standingIn(scenario, model, derivation, standingAt(fewest.accounts, scenario, model, derivation));
    if (standing.dailyUsers < fewest.dailyUsers) fewest = standing;
  }
  return fewest;
}

/** Of the scenarios, with a given number of accounts, the one that takes the fewest people; `known` stands for its own. */
export function fewestWith(accounts: number, derivation: Derivation, known: Standing): Standing {
  const others = derivation.scenarios.filter((scenario) => scenario !== known.scenario);
  return least([known, ...others.map((scenario) => standingAt(accounts, scenario, known.model, derivation))]);
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
 * taken suppose. It falls as accounts grow; regula falsi from `near`, or from today's accounts, and from those that the capacity there supposes.
 */
export function standingIn(
  scenario: Scenario,
  model: QueueingModel,
  derivation: Derivation,
  near?: Standing,
): Standing {
  const share = derivation.usage.dailyShareOfAccounts.typical;
  const placed = (standing: Standing): Tried => ({
    standing,
    at: Math.log(standing.accounts),
    distance: Math.log(Math.max(1e-9, standing.dailyUsers) / share / standing.accounts),
  });
  let last = near?.scenario === scenario ? near : undefined;
  const tried = (accounts: number): Tried => {
    last = standingAt(accounts, scenario, model, derivation, 'typical', last);
    return placed(last);
  };
  const met = ({ standing, at, distance }: Tried): Standing => ({
    ...standing,
    dailyUsers: Math.exp(at + distance / 2) * share,
  });
  const start = near?.scenario === scenario ? placed(near) : undefined;
  if (start !== undefined && Math.abs(start.distance) <= PRECISION) return met(start);
  const ahead = start !== undefined && start.distance > 0;
  let below = ahead ? start : tried(derivation.accountsToday.typical);
  if (below.distance <= PRECISION) return below.standing;
  let above = start === undefined || ahead ? tried(Math.exp(below.at + below.distance)) : start;
  let best = above;
  for (let turn = 0; turn < MOST_TURNS && Math.abs(best.distance) > PRECISION; turn += 1) {
    best = tried(Math.exp(crossing(below, above)));
    if (best.distance > 0) below = best;
    else above = best;
  }
  return met(best);
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

/**
 * One scenario with a given number of accounts, the other inputs at one end of their ranges or the other, or typical. `near` is a standing that may
 * be close: the search looks there first.
 */
export function standingAt(
  accounts: number,
  scenario: Scenario,
  model: QueueingModel,
  derivation: Derivation,
  level: keyof Interval = 'typical',
  near?: Standing,
): Standing {
  const values = { ...valuesAt(model.parameters, level), accounts };
  const found = capacityPoint(compile(model, values, scenario.mix), derivation.objective, {
    precision: 0.02,
    ...(near === undefined ? {} : { expected: near.found.throughput / near.found.saturation }),
  });
  const { throughput } = found;
  const dailyUsers = throughput * usersPerRate(scenario, derivation);
  return { model, scenario, accounts, throughput, dailyUsers, found, values };
}

/** Daily users for each request per second. */
function usersPerRate(scenario: Scenario, derivation: Derivation): number {
  return peopleAt(exact(1), 0, scenario.name, derivation).dailyUsers.typical;
}

/** Where it is asked whether a model takes so many people. */
interface Asked {
  readonly scenario: Scenario;
  readonly accounts: number;
  /** The class that may well be the first to leave the objective. */
  readonly likely?: string | undefined;
}

/** Whether a model takes so many daily users: a look at one rate, where telling where it stands takes a search. */
export function takes(dailyUsers: number, model: QueueingModel, derivation: Derivation, asked: Asked): boolean {
  const values = { ...valuesAt(model.parameters, 'typical'), accounts: asked.accounts };
  const rate = dailyUsers / usersPerRate(asked.scenario, derivation);
  return meets(compile(model, values, asked.scenario.mix), derivation.objective, rate, asked.likely);
}
