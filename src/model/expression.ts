import type { Interval, Range } from './range.ts';

/**
 * A named input of the model: a cost, a ratio, a number of rows, the speed of the machine.
 * Demands are written with parameters, so that one change of a parameter moves every demand that depends on it,
 * and so that the report can say which input moves the answer most.
 */
export interface Parameter {
  readonly id: string;
  readonly range: Range;
  /** Unit for display: `s`, `rows`, `bytes`, `ratio`, `1`… */
  readonly unit: string;
}

/** A product of parameters with a coefficient: `coefficient × Π of`. */
export interface Term {
  readonly coefficient: number;
  /** Identifiers of parameters; one may occur several times (a square). */
  readonly of: readonly string[];
}

/**
 * A sum of terms, optionally capped: `min(Σ terms, atMost)`. It prices a demand, counts the rows a query returns, or the turns of a loop,
 * as a function of the size of the data: `accounts` is a parameter like any other.
 */
export interface Expression {
  readonly terms: readonly Term[];
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Values of parameters by identifier. */
export type Values = Readonly<Record<string, number>>;

/** The expression that is always `value`. */
export function constant(value: number): Expression {
  return value === 0 ? { terms: [] } : { terms: [{ coefficient: value, of: [] }] };
}

/** `coefficient × Π parameters`. */
export function product(coefficient: number, ...parameters: readonly string[]): Expression {
  return { terms: [{ coefficient, of: parameters }] };
}

/** The sum of uncapped expressions; a capped one inside keeps its terms and loses its cap, so cap the result instead. */
export function sum(...expressions: readonly Expression[]): Expression {
  return { terms: expressions.flatMap((expression) => expression.terms) };
}

/** Multiplies every term by a number and by further parameters; the cap is multiplied by the number only when there are no parameters. */
export function scale(expression: Expression, factor: number, ...parameters: readonly string[]): Expression {
  const terms = expression.terms.map((term) => ({
    coefficient: term.coefficient * factor,
    of: [...term.of, ...parameters],
  }));
  if (parameters.length > 0) return { terms };
  return {
    terms,
    ...(expression.atMost === undefined ? {} : { atMost: expression.atMost * factor }),
    ...(expression.atLeast === undefined ? {} : { atLeast: expression.atLeast * factor }),
  };
}

/** Value of an expression. Throws a RangeError that names a parameter without a value. */
export function evaluate(expression: Expression, values: Values): number {
  let total = 0;
  for (const term of expression.terms) {
    let value = term.coefficient;
    for (const id of term.of) {
      const factor = values[id];
      if (factor === undefined) throw new RangeError(`parameter without a value: ${id}`);
      value *= factor;
    }
    total += value;
  }
  if (expression.atMost !== undefined && total > expression.atMost) total = expression.atMost;
  if (expression.atLeast !== undefined && total < expression.atLeast) total = expression.atLeast;
  return total;
}

/** The three values of every parameter, for the solves at low, typical and high. */
export function valuesAt(parameters: readonly Parameter[], level: keyof Interval): Values {
  return Object.fromEntries(parameters.map((parameter) => [parameter.id, parameter.range[level]]));
}
