import { derive, withRealIndexes } from '../src/derive/index.ts';
import { inspect, openProject } from '../src/inspect/index.ts';
import { valuesAt } from '../src/model/expression.ts';
import { DEFAULT_OBJECTIVE } from '../src/model/objective.ts';
import { assess } from '../src/plan/capacity.ts';
import { sharesOf } from '../src/plan/shares.ts';
import { compile, saturationOf, simulate, valuesTogether } from '../src/solve/index.ts';
import { capacityAsJudged } from '../src/verify/index.ts';

/** The stages of the pipeline as they are in the sources, for the scripts that recompute a record. */
export const stages = {
  inspect,
  openProject,
  derive,
  withRealIndexes,
  assess,
  sharesOf,
  compile,
  simulate,
  saturationOf,
  valuesTogether,
  capacityAsJudged,
  valuesAt,
  DEFAULT_OBJECTIVE,
};
/** An error may grow by a tenth before it counts as worse. */
export const TOLERANCE = 1.1;
