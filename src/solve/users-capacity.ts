import type { Objective } from '../model/objective.ts';
import type { Solution } from '../model/solution.ts';
import { bottleneckOf, type CapacityPoint } from './capacity.ts';
import { saturationOf } from './capacity-search.ts';
import { errorsOf, exceeds } from './class-law.ts';
import type { CompiledModel } from './compile.ts';
import { crossing } from './crossing.ts';
import { requireUsers } from './faults.ts';
import { type Limits, limitsOf } from './limits.ts';
import { requirePercentile } from './open.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { describeUsers, lawOfUsers, rateOf, type UsersState, usersAt } from './users.ts';

/** The largest number of users who think that meets an objective, and what stops it there. */
export interface UsersFound extends CapacityPoint {
  /** Whole users; Infinity when nothing ever fills. */
  readonly users: number;
  readonly solution: Solution;
}

const PRECISION = 1e-6;
const NEARLY_FULL = 1 - 1e-6;
const MOST = 20;

/**
 * The largest number of closed users, each thinking `thinkTime` seconds (mean) after an answer, that meets the objective, analytically. With λ the open
 * rate that the others are as, there are 1 + λ(R + Z) of them; the waits spread less than those of open arrivals, so that for long think times the
 * answer is the open capacity times (R + Z), and for short ones more. `users` is 0 when not even one meets the objective.
 */
export function capacityInUsers(compiled: CompiledModel, objective: Objective, thinkTime: number): UsersFound {
  requireUsers(1, thinkTime);
  requirePercentile(objective.percentile);
  const model = openModel(compiled);
  const limits = limitsOf(model, objective);
  const saturation = saturationOf(compiled);
  const high = NEARLY_FULL * (Number.isFinite(saturation) ? saturation : 1e9);
  const worst = (rate: number) => worstOf(usersAt(model, rate, thinkTime), objective, limits);
  const { low } = crossing((rate) => worst(rate).excess, {
    low: 0,
    atLow: -MOST,
    high,
    atHigh: Math.max(worst(high).excess, 1e-12),
    precision: PRECISION,
  });
  const users = Math.floor(usersAt(model, low, thinkTime).users * (1 + 2 * PRECISION));
  const endless = !Number.isFinite(saturation) && worst(high).excess <= 0;
  return foundAt(model, objective, thinkTime, {
    users: endless ? Number.POSITIVE_INFINITY : users,
    saturation,
    limits,
  });
}

interface Answer {
  readonly users: number;
  readonly saturation: number;
  readonly limits: Limits;
}

/** What there is at so many users. */
export function foundAt(
  model: OpenModel,
  objective: Objective,
  thinkTime: number,
  { users, saturation, limits }: Answer,
): UsersFound {
  const told = Math.min(Math.max(1, users), Number.MAX_SAFE_INTEGER);
  const at = usersAt(model, rateOf(model, told, thinkTime), thinkTime, told);
  const next = usersAt(model, rateOf(model, told + 1, thinkTime), thinkTime, told + 1);
  const limitingClass = worstOf(next, objective, limits).c;
  const { stations, classes } = model.compiled;
  const search = { rate: at.state.rate, saturation, limitingClass };
  const bottleneck = bottleneckOf(model, at.state, search);
  const limiting = classes[limitingClass]?.id;
  const solution = describeUsers(at, objective.percentile);
  const s = stations.findIndex(({ id }) => id === bottleneck.station);
  return {
    users,
    throughput: users === 0 ? 0 : at.throughput,
    saturation,
    ...(limiting === undefined ? {} : { limitingClass: limiting }),
    ...bottleneck,
    utilization: solution.stations[s]?.utilization ?? 1,
    overWhenIdle: limits.overWhenIdle,
    solution,
  };
}

/** The class that fails most and by how much: ln of its share of slow answers or errors over what is allowed. −1 is the mix. */
function worstOf(at: UsersState, objective: Objective, limits: Limits): { c: number; excess: number } {
  const { model, state } = at;
  if (!state.stable) return { c: -1, excess: MOST };
  const { classes } = model.compiled;
  const failed = classes.map((_, c) => errorsOf(model, state, c));
  const ratio = (slow: number, errors: number) =>
    Math.max(
      -MOST,
      Math.log(slow / (1 - objective.percentile)),
      errors > 0 ? Math.log(errors / objective.errors) : -MOST,
    );
  if (objective.judges === 'the mix') {
    const over = (of: (c: number) => number) => classes.reduce((sum, { share }, c) => sum + share * of(c), 0);
    const slow = over((c) => exceeds(limits.ofMix, lawOfUsers(at, c)));
    return {
      c: -1,
      excess: Math.min(
        MOST,
        ratio(
          slow,
          over((c) => failed[c] as number),
        ),
      ),
    };
  }
  let [worst, most] = [-1, -MOST];
  classes.forEach((_, c) => {
    const excess = ratio(exceeds(limits.byClass[c] as number, lawOfUsers(at, c)), failed[c] as number);
    if (excess > most) [worst, most] = [c, excess];
  });
  return { c: worst, excess: Math.min(MOST, most) };
}
