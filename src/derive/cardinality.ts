import { sizes } from '../facts/growth/index.ts';
import { constant, type Expression, evaluate, product, type Values } from '../model/expression.ts';
import type { Cardinality } from '../model/program.ts';
import type { Range } from '../model/range.ts';
import type { DataSize } from './data-size.ts';
import { knownRange, type ParameterBook } from './parameter-book.ts';

/** Product of two expressions without caps. */
export function multiply(left: Expression, right: Expression): Expression {
  const terms = left.terms.flatMap((a) =>
    right.terms.map((b) => ({ coefficient: a.coefficient * b.coefficient, of: [...a.of, ...b.of] })),
  );
  return { terms };
}

const WHOLE: Range = { low: 1, typical: 1, high: 1, source: { provenance: 'declared' } };

/**
 * Rows that leave the database. The same as `cardinality`, but for a list of a whole table, of which `listed.<table>` is the share
 * returned: 1 as the code stands, less once the list is cut in pages.
 */
export function returnedRows(count: Cardinality, data: DataSize, book: ParameterBook): Expression {
  const rows = cardinality(count, data, book);
  if (count.kind !== 'table' || !data.grows(count.table)) return rows;
  return multiply(rows, product(1, book.use(`listed.${count.table}`, WHOLE, 'share')));
}

/** A number of rows or turns, as an expression over the size of the data. */
export function cardinality(count: Cardinality, data: DataSize, book: ParameterBook): Expression {
  switch (count.kind) {
    case 'exactly':
      return constant(count.count);
    case 'table':
      return data.rows(count.table);
    case 'matching':
      return data.matching(count.table, count.columns);
    case 'at-most':
      return atMost(count.limit, cardinality(count.of, data, book), data, book);
    case 'product':
      return count.of.map((factor) => cardinality(factor, data, book)).reduce(multiply, constant(1));
    case 'request':
      return product(1, book.use('request.list', knownRange(sizes.requestList), 'elements'));
    case 'unknown':
      return product(1, book.use('loop.unknown', knownRange(sizes.unknownTurns), 'turns'));
  }
}

/** `min(limit, rows)`, level by level, so that the result stays a product of parameters. */
function atMost(limit: number, rows: Expression, data: DataSize, book: ParameterBook): Expression {
  const level = (key: 'low' | 'typical' | 'high'): number =>
    Math.min(limit, evaluate(rows, valuesOf(rows, key, data, book)));
  const range: Range = {
    low: level('low'),
    typical: level('typical'),
    high: level('high'),
    source: { provenance: 'declared' },
  };
  if (range.low === range.high) return constant(range.low);
  const identity = rows.terms.flatMap((term) => term.of).join('*');
  return product(1, book.use(`limited.${limit}.${identity}`, range, 'rows'));
}

/** Typical values of the parameters of an expression. */
export function typicalValues(expression: Expression, data: DataSize, book: ParameterBook): Values {
  return valuesOf(expression, 'typical', data, book);
}

function valuesOf(
  expression: Expression,
  key: 'low' | 'typical' | 'high',
  data: DataSize,
  book: ParameterBook,
): Values {
  const ids = new Set(expression.terms.flatMap((term) => term.of));
  return Object.fromEntries(
    [...ids].map((id) => [id, (id === 'accounts' ? data.accounts : book.range(id))?.[key] ?? 1]),
  );
}
