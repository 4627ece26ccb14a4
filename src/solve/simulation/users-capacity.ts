import type { Objective } from '../../model/objective.ts';
import type { Interval } from '../../model/range.ts';
import type { CompiledModel } from '../compile.ts';
import { limitsOf } from '../limits.ts';
import { openModel } from '../open-model.ts';
import { capacityInUsers, foundAt, type UsersFound } from '../users-capacity.ts';
import { type CapacitySimulationOptions, capacityBySimulation } from './capacity.ts';
import { estimateOf, type Probe } from './correction.ts';
import { expectedAroundUsers } from './expected.ts';
import { countSlow, errorsHold, MOST_EVENTS, mixOf, type Probing } from './probe.ts';
import { MOST_USERS, type RunResult } from './run.ts';
import { type SimulatedSolution, solutionOf } from './simulate.ts';

export interface UsersSimulationOptions {
  readonly seed: number;
  /** Requests counted in the last and longest probe; those before it count a quarter and a half. 40 000 unless told. */
  readonly requests?: number;
}

/** A number of users decided by simulation, with its 95 % confidence interval: chance alone, the inputs taken as they are. */
export interface SimulatedUsers extends UsersFound {
  readonly confidence: Interval;
  readonly solution: SimulatedSolution;
}

const REQUESTS = 40_000;
const LENGTHS = [0.25, 0.5, 1] as const;
const HALVINGS = 7;

/**
 * The largest number of closed users who think that meets the objective, by simulation with theory as a control variate, as `capacityBySimulation`
 * does for open arrivals: the load that is corrected is the number of users. Beyond a million, they are open arrivals. Infinity when nothing ever fills.
 */
export function usersBySimulation(
  compiled: CompiledModel,
  objective: Objective,
  thinkTime: number,
  options: UsersSimulationOptions,
): SimulatedUsers {
  const analytic = capacityInUsers(compiled, objective, thinkTime);
  if (analytic.users > MOST_USERS && Number.isFinite(analytic.users)) {
    return asOpenArrivals(compiled, objective, thinkTime, { ...options, start: analytic.throughput });
  }
  const model = openModel(compiled);
  const limits = limitsOf(model, objective);
  const start = Number.isFinite(analytic.users) ? Math.max(1, analytic.users) : 1;
  const tables = expectedAroundUsers(model, limits, objective, start, thinkTime);
  const probing: Probing = { compiled, objective, limits, tables, budget: { events: MOST_EVENTS } };
  const whole = (load: number) => Math.max(1, Math.floor(Math.exp(load) + 1e-6));
  const seen = (users: number, length: number, seed: number) => {
    const workload = { kind: 'closed', users, thinkTime, mix: mixOf(compiled) } as const;
    return countSlow(probing, workload, Math.ceil(length * (options.requests ?? REQUESTS)), seed);
  };
  const probes = tables.map((): Probe[] => []);
  const estimated = () => estimateOf(tables, probes, 1 - objective.percentile);
  let estimate = estimated();
  let result: RunResult | undefined;
  for (const [i, length] of LENGTHS.entries()) {
    const users = whole(estimate.load);
    const { tallies, result: last } = seen(users, length, options.seed + i);
    result = last;
    for (const [t, tally] of tallies.entries()) probes[t]?.push({ ...tally, rate: Math.log(users) });
    estimate = estimated();
    if (last.exhausted) break;
  }
  const late = whole(estimate.load);
  const holds = (users: number) => errorsHold(seen(users, 1, options.seed).result, objective);
  const decided = result?.exhausted === true || errorsHold(result as RunResult, objective);
  const users = decided ? late : usersByErrors(holds, late);
  const endless = analytic.users === Number.POSITIVE_INFINITY;
  const { saturation } = analytic;
  const found = foundAt(model, objective, thinkTime, { users: endless ? analytic.users : users, saturation, limits });
  const solution = solutionOf(compiled, result as RunResult, objective.percentile);
  // Beyond, even the mean response of users who keep the fullest station busy is over the longest limit.
  const most = Math.ceil(saturation * (thinkTime + Math.max(limits.ofMix, ...limits.byClass)));
  const high = users < late ? users : Math.max(users, Math.min(most, whole(estimate.high)));
  return {
    ...found,
    throughput: users === 0 ? 0 : solution.throughput,
    utilization: solution.stations.find(({ id }) => id === found.station)?.utilization ?? 1,
    confidence: { low: Math.min(users, whole(estimate.low)), typical: users, high },
    solution,
  };
}

/** So many users that one more or less is nothing are open arrivals: N = λ(R + Z). Each of them would take its place in memory. */
function asOpenArrivals(
  compiled: CompiledModel,
  objective: Objective,
  thinkTime: number,
  options: CapacitySimulationOptions,
): SimulatedUsers {
  const found = capacityBySimulation(compiled, objective, options);
  const { throughput, solution, confidence } = found;
  const response = Number.isFinite(solution.responseTime) ? solution.responseTime : 0;
  const usersAt = (rate: number) => Math.floor(rate * (response + thinkTime));
  return {
    ...found,
    users: usersAt(throughput),
    confidence: {
      low: usersAt(confidence.low),
      typical: usersAt(throughput),
      high: usersAt(confidence.high),
    },
  };
}

/** The largest number of users below `bad` at which errors hold, within one; 0 when there is none. */
function usersByErrors(holds: (users: number) => boolean, bad: number): number {
  let [low, high] = [0, bad];
  for (let i = 0; i < HALVINGS && high - low > 1; i++) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
