import type { Expression } from '../model/expression.ts';
import { refuse } from './faults.ts';

/** Expressions as flat arrays, priced in one pass for each draw of the parameters. */
export interface FlatExpressions {
  /** First term of each expression, and one more. */
  readonly firstTerm: Int32Array;
  readonly coefficient: Float64Array;
  /** First factor of each term, and one more. */
  readonly firstFactor: Int32Array;
  readonly factor: Int32Array;
  readonly atMost: Float64Array;
  readonly atLeast: Float64Array;
  /** What the expressions are about, for messages. */
  readonly subject: string;
}

/** Lays expressions out flat; `parameterIndex` gives the place of each parameter's value. */
export function flatten(
  expressions: readonly Expression[],
  parameterIndex: ReadonlyMap<string, number>,
  subject: string,
): FlatExpressions {
  const firstTerm = [0];
  const coefficient: number[] = [];
  const firstFactor = [0];
  const factor: number[] = [];
  for (const expression of expressions) {
    for (const term of expression.terms) {
      coefficient.push(term.coefficient);
      for (const id of term.of) factor.push(parameterIndex.get(id) ?? -1);
      firstFactor.push(factor.length);
    }
    firstTerm.push(coefficient.length);
  }
  return {
    firstTerm: Int32Array.from(firstTerm),
    coefficient: Float64Array.from(coefficient),
    firstFactor: Int32Array.from(firstFactor),
    factor: Int32Array.from(factor),
    atMost: Float64Array.from(expressions, (expression) => expression.atMost ?? Number.POSITIVE_INFINITY),
    atLeast: Float64Array.from(expressions, (expression) => expression.atLeast ?? Number.NEGATIVE_INFINITY),
    subject,
  };
}

/** Smaller is nothing; larger makes no sense, and would not stay finite when multiplied. */
const LEAST = 1e-15;
const MOST = 1e15;

/** Values of expressions. Throws an InvalidModelError on a negative one, or one that is no number or over 10¹⁵. */
export function evaluateAll(flat: FlatExpressions, values: Float64Array): Float64Array {
  const { firstTerm, coefficient, firstFactor, factor, atMost, atLeast, subject } = flat;
  const results = new Float64Array(atMost.length);
  let term = 0;
  let f = 0;
  for (let slot = 0; slot < results.length; slot++) {
    let total = 0;
    for (const end = firstTerm[slot + 1] as number; term < end; term++) {
      let value = coefficient[term] as number;
      for (const last = firstFactor[term + 1] as number; f < last; f++) value *= values[factor[f] as number] as number;
      total += value;
    }
    if (total > (atMost[slot] as number)) total = atMost[slot] as number;
    if (total < (atLeast[slot] as number)) total = atLeast[slot] as number;
    if (!(total >= 0 && total <= MOST)) {
      refuse([{ kind: 'bad-number', subject, detail: `a time or count of ${total}` }]);
    }
    results[slot] = total < LEAST ? 0 : total;
  }
  return results;
}
