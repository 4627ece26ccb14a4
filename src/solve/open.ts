import type { ClassSolution, Doubt, Solution, StationSolution } from '../model/solution.ts';
import { classLaw, errorsOf, exceeds, percentileOf } from './class-law.ts';
import type { CompiledModel } from './compile.ts';
import { requirePositive } from './faults.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { openState } from './open-state.ts';
import { type Mixture, meanOf, quantileOfTail, varianceOf } from './percentile.ts';
import { percentileBracket } from './textbook/percentile-bracket.ts';
import { meanWaitOf, type OpenState } from './waits.ts';

/**
 * Open arrivals at `rate` requests per second of the compiled mix, analytically: throughput, utilizations, mean and percentile of the response
 * time per class. `stable: false` with infinite times when a station or a pool is full. See docs/method.md for each equation.
 * Throws an InvalidModelError when the rate is not positive or the percentile not in ]0, 1[.
 */
export function solveOpen(compiled: CompiledModel, rate: number, percentile: number): Solution {
  requirePositive('rate', rate);
  requirePercentile(percentile);
  const model = openModel(compiled);
  return describe(model, openState(model, rate), percentile);
}

/** Refuses a percentile outside ]0, 1[. */
export function requirePercentile(percentile: number): void {
  requirePositive('percentile', percentile);
  requirePositive('percentile', 1 - percentile);
}

/** Mean response time of the mix at `rate` requests per second, seconds; infinite when a station or a pool is full. */
export function responseTimeAt(compiled: CompiledModel, rate: number): number {
  requirePositive('rate', rate);
  const model = openModel(compiled);
  const state = openState(model, rate);
  if (!state.stable) return Number.POSITIVE_INFINITY;
  return model.compiled.classes.reduce((sum, { share }, c) => sum + share * meanOf(classLaw(model, state, c)), 0);
}

/** The solution at a state. */
export function describe(model: OpenModel, state: OpenState, percentile: number): Solution {
  const { classes } = model.compiled;
  const laws = classes.map((_, c) => classLaw(model, state, c));
  const solutions = classes.map((requestClass, c): ClassSolution => {
    const errors = errorsOf(model, state, c);
    return {
      id: requestClass.id,
      throughput: state.rate * requestClass.share * (1 - errors),
      ...timesOf(laws[c] as Mixture, state.stable, percentile),
      errors,
    };
  });
  const over = (f: (solution: ClassSolution, c: number) => number) =>
    solutions.reduce((sum, solution, c) => sum + (classes[c]?.share ?? 0) * f(solution, c), 0);
  const responseTime = over((solution) => solution.responseTime);
  return {
    method: 'analytic',
    stable: state.stable,
    throughput: solutions.reduce((sum, solution) => sum + solution.throughput, 0),
    responseTime,
    percentileTime: quantileOfTail(percentile, responseTime, (time) =>
      over((_, c) => exceeds(time, laws[c] as Mixture)),
    ),
    errors: over((solution) => solution.errors),
    stations: describeStations(model, state),
    classes: solutions,
    doubts: doubtsOf(model, state),
  };
}

function timesOf(
  law: Mixture,
  stable: boolean,
  percentile: number,
): Pick<ClassSolution, 'responseTime' | 'percentileTime' | 'percentileBracket'> {
  if (!stable) return { responseTime: Number.POSITIVE_INFINITY, percentileTime: Number.POSITIVE_INFINITY };
  const responseTime = meanOf(law);
  return {
    responseTime,
    percentileTime: percentileOf(percentile, law),
    percentileBracket: percentileBracket(responseTime, Math.max(0, varianceOf(law)), percentile),
  };
}

/** Beyond these, theory was far from simulation in `scripts/pools.js`. */
const NEARLY_FULL = 0.75;
const IRREGULAR = 1.5;

function doubtsOf({ compiled }: OpenModel, { poolLoad, poolSpread }: OpenState): readonly Doubt[] {
  return compiled.stations.flatMap(({ id }, s): readonly Doubt[] => [
    ...((poolSpread[s] as number) > IRREGULAR ? [{ station: id, reason: 'irregular-holds' } as const] : []),
    ...((poolLoad[s] as number) > NEARLY_FULL ? [{ station: id, reason: 'nearly-full' } as const] : []),
  ]);
}

function describeStations(model: OpenModel, state: OpenState): readonly StationSolution[] {
  return model.compiled.stations.map((station, s) => {
    const visits = model.visits[s] as number;
    const stretch = visits > 0 ? ((state.stretch[s] as number) * (model.demand[s] as number)) / visits : 0;
    const waitingTime = visits > 0 ? meanWaitOf(model, state, s) + stretch : 0;
    return {
      id: station.id,
      utilization: state.utilization[s] as number,
      waiting: state.rate * visits * waitingTime,
      waitingTime,
    };
  });
}
