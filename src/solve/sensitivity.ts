import type { Objective } from '../model/objective.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Mix } from '../model/workload.ts';
import { type Blueprint, blueprint, price } from './compile.ts';
import { requirePercentile } from './open.ts';
import { capacityAt } from './sample.ts';
import { alike, weightsMoved, weightsOf } from './weights.ts';

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
  const limiting = found.limitingClass;
  const before = weightsOf(compiled, limiting);
  const touchedByEach = touchedBy(draft);
  const answers = model.parameters.flatMap(({ id, range }, index): Sensitivity[] => {
    const { classes: touched, limit } = touchedByEach[index] as (typeof touchedByEach)[number];
    if (range.low === range.high || (touched.length === 0 && !limit)) return [];
    const at = (value: number) => {
      const values = typical.slice();
      values[index] = value;
      const moved = weightsMoved(before, { draft, compiled, touched, limiting }, values);
      if (alike(before, moved, NEGLIGIBLE)) return found.rate;
      return capacityAt(price(draft, values, 'recall'), objective, {
        expected: found.rate / found.saturation,
        precision: PRECISION,
      }).rate;
    };
    const [atLow, atHigh] = [at(range.low), at(range.high)];
    const swing = Math.max(atLow, atHigh) / Math.max(Math.min(atLow, atHigh), Number.MIN_VALUE);
    return [{ parameter: id, swing: Number.isFinite(swing) ? swing : Number.MAX_VALUE, atLow, atHigh }];
  });
  return answers.sort((a, b) => b.swing - a.swing || (a.parameter < b.parameter ? -1 : 1));
}

/** For each parameter, the classes of the mix that depend on it; and, last, whether a rate limit does. */
function touchedBy({
  parameters,
  classes,
  rateLimits,
}: Blueprint): readonly { readonly classes: number[]; limit: boolean }[] {
  const touched = parameters.map(() => ({ classes: [] as number[], limit: false }));
  classes.forEach(({ layout }, c) => {
    for (const index of layout.uses) touched[index]?.classes.push(c);
  });
  for (const index of rateLimits.factor) {
    const at = touched[index];
    if (at !== undefined) at.limit = true;
  }
  return touched;
}
