import type { Objective } from '../model/objective.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Mix } from '../model/workload.ts';
import { type Blueprint, blueprint, type CompiledModel, price } from './compile.ts';
import { requirePercentile } from './open.ts';
import { openModel } from './open-model.ts';
import { capacityAt } from './sample.ts';

/** How far one input moves the capacity. */
export interface Sensitivity {
  readonly parameter: string;
  /** Capacity with the parameter at one end of its range over capacity at the other, the larger over the smaller: 1 or more. */
  readonly swing: number;
  /** Capacity at the low and at the high end, everything else typical. */
  readonly atLow: number;
  readonly atHigh: number;
}

/** A parameter that moves no demand of the mix, and no idle time of the class that limits, by more than this is not solved for. */
const NEGLIGIBLE = 0.03;
/** Relative precision of each answer: swings are compared, not told to the digit. */
const PRECISION = 0.01;

/**
 * Parameters that the mix uses and whose range is not a point, each at its ends with all others typical, the heaviest first. One that moves no
 * station's demand or rate limit, nor the idle time and the demands of the limiting class, by more than 3 % has a swing of 1 without a solve.
 * Throws an InvalidModelError on an invalid model, mix or percentile.
 */
export function sensitivitiesOf(model: QueueingModel, mix: Mix, objective: Objective): readonly Sensitivity[] {
  requirePercentile(objective.percentile);
  const draft = blueprint(model, mix);
  const typical = Float64Array.from(model.parameters, (parameter) => parameter.range.typical);
  const compiled = price(draft, typical, 'remember');
  const found = capacityAt(compiled, objective);
  const before = weightsOf(compiled, found.limitingClass);
  const used = usedParameters(draft);
  const answers = model.parameters.flatMap(({ id, range }, index): Sensitivity[] => {
    if (range.low === range.high || used[index] === 0) return [];
    const at = (value: number) => {
      const values = typical.slice();
      values[index] = value;
      const priced = price(draft, values, 'remember');
      if (alike(before, weightsOf(priced, found.limitingClass))) return found.rate;
      return capacityAt(priced, objective, { expected: found.rate / found.saturation, precision: PRECISION }).rate;
    };
    const [atLow, atHigh] = [at(range.low), at(range.high)];
    const swing = Math.max(atLow, atHigh) / Math.max(Math.min(atLow, atHigh), Number.MIN_VALUE);
    return [{ parameter: id, swing: Number.isFinite(swing) ? swing : Number.MAX_VALUE, atLow, atHigh }];
  });
  return answers.sort((a, b) => b.swing - a.swing || (a.parameter < b.parameter ? -1 : 1));
}

/** What the capacity depends on: demands and rate limits over the mix, idle times and demands of the class that limits. */
function weightsOf(compiled: CompiledModel, limitingClass: number): Float64Array {
  const { demand, square } = openModel(compiled);
  const { loads, stations } = compiled;
  const size = stations.length;
  const weights = new Float64Array(4 * size + 1);
  for (let s = 0; s < size; s++) {
    const { rateLimit } = compiled.stations[s] as CompiledModel['stations'][number];
    weights[s] = demand[s] as number;
    weights[size + s] = Math.sqrt(square[s] as number);
    weights[2 * size + s] = Number.isFinite(rateLimit) ? rateLimit : 0;
    if (limitingClass >= 0) weights[3 * size + s] = loads.demand[limitingClass * size + s] as number;
  }
  if (limitingClass >= 0) weights[4 * size] = loads.idleMean[limitingClass] as number;
  return weights;
}

function alike(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] as number)) <= NEGLIGIBLE * value);
}

/** 1 for each parameter that some class of the mix, or a rate limit, depends on. */
function usedParameters({ parameters, classes, rateLimits }: Blueprint): Uint8Array {
  const used = new Uint8Array(parameters.length);
  for (const uses of [rateLimits.factor, ...classes.map(({ layout }) => layout.uses)]) {
    for (const index of uses) used[index] = 1;
  }
  return used;
}
