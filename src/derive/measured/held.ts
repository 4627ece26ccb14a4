import type { Parameter } from '../../model/expression.ts';
import type { Measurement } from '../../model/measurement.ts';

/** Prices of work and amounts nobody counts: their uncertainty is in the factor of each route once routes are measured. */
const PRICES = /^(?:cost|request|loop|data)\.|^database\.(?!slowness|share|round-trip)/;
/** What follows from the number of rows. */
const COUNTS = /^(?:matching|limited)\./;

/**
 * Parameters once routes are measured: each price is held at its typical value, since the sum it is part of is known; so are the counts that
 * follow from the number of rows, when the rows were counted.
 */
export function held(parameters: readonly Parameter[], measurement: Measurement): readonly Parameter[] {
  if (!parameters.some(({ id }) => id.startsWith('measured.'))) return parameters;
  const counted = Object.keys(measurement.database?.tables ?? {}).length > 0;
  return parameters.map((parameter) =>
    PRICES.test(parameter.id) || (counted && COUNTS.test(parameter.id)) ? fixed(parameter) : parameter,
  );
}

function fixed({ id, range, unit }: Parameter): Parameter {
  return { id, unit, range: { ...range, low: range.typical, high: range.typical } };
}
