import { selectivities } from '../facts/growth/index.ts';
import { type Expression, product } from '../model/expression.ts';
import type { Known } from '../model/knowledge.ts';
import type { Range } from '../model/range.ts';
import { type Column, columnsNamed, type Table } from '../model/schema.ts';
import type { Ratios, TableSize } from './data-size.ts';
import { knownRange, type ParameterBook } from './parameter-book.ts';

interface MatchingInput {
  readonly tables: ReadonlyMap<string, Table>;
  readonly name: string;
  readonly columns: readonly string[];
  readonly ratio: Ratios;
  readonly rows: (name: string) => Expression;
  readonly book: ParameterBook;
}

/** Rows of a table that share the values of some columns: the fewest that any of them leaves. */
export function matching(input: MatchingInput): Expression {
  const { tables, name, columns, ratio, book } = input;
  const candidates = columns
    .map((column) => throughJoin(tables, name, column, ratio) ?? fanOut(tables.get(name), name, column, ratio))
    .filter((range) => range !== undefined);
  const few = candidates.sort((a, b) => a.typical - b.typical)[0];
  if (few === undefined) return input.rows(name);
  const id = `matching.${name}.${[...columns].sort().join('+')}`;
  if (few.kind === 'rows') return product(1, book.use(id, few.range, 'rows'));
  const share = book.use(id, few.range, 'share');
  const all = input.rows(name);
  return { terms: all.terms.map((term) => ({ coefficient: term.coefficient, of: [...term.of, share] })) };
}

type FanOut = { readonly kind: 'rows' | 'share'; readonly range: Range; readonly typical: number };

/** Rows selected by one value of one column: children per parent for a foreign key, a share of the table otherwise. */
function fanOut(table: Table | undefined, name: string, columnName: string, ratio: Ratios): FanOut | undefined {
  const [inside] = columnsNamed(columnName);
  const column = table?.columns.find((candidate) => candidate.name === columnName || candidate.name === inside);
  const parent = column?.references?.table;
  if (parent !== undefined) return perParent(ratio(name), ratio(parent));
  const share = selectivity(column, column?.name ?? columnName);
  if (share === 'one row') return { kind: 'rows', range: oneRow, typical: 1 };
  const range = knownRange(share);
  return { kind: 'share', range, typical: ratio(name).range.typical * range.typical * 1e6 };
}

/** `sites.owner_id` for `sensors`: as many rows as belong to each of the joined ones that share the value. */
function throughJoin(
  tables: ReadonlyMap<string, Table>,
  name: string,
  column: string,
  ratio: Ratios,
): FanOut | undefined {
  const [joined, own] = column.split('.');
  if (joined === undefined || own === undefined) return undefined;
  const kept = fanOut(tables.get(joined), joined, own, ratio);
  if (kept === undefined || kept.kind === 'share') return kept;
  const each = Math.max(1, ratio(name).range.typical / ratio(joined).range.typical);
  const { low, typical, high, source } = kept.range;
  return {
    kind: 'rows',
    range: { low: low * each, typical: typical * each, high: high * each, source },
    typical: typical * each,
  };
}

const oneRow: Range = {
  low: 1,
  typical: 1,
  high: 2,
  source: { provenance: 'assumed', reason: 'reason.identifier-like' },
};

function perParent(child: TableSize, parent: TableSize): FanOut {
  if (child.grows && !parent.grows) return { kind: 'share', range: inverse(parent.range), typical: 1e6 };
  const typical = Math.max(0.01, child.range.typical / parent.range.typical);
  const exact = child.range.low === child.range.high && parent.range.low === parent.range.high;
  const low = exact ? typical : Math.min(typical, Math.max(0.01, child.range.low / parent.range.typical));
  const high = exact ? typical : Math.max(typical, child.range.high / parent.range.typical);
  return { kind: 'rows', range: { low, typical, high, source: child.range.source }, typical };
}

function inverse(range: Range): Range {
  return { low: 1 / range.high, typical: 1 / range.typical, high: 1 / range.low, source: range.source };
}

function selectivity(column: Column | undefined, name: string): Known | 'one row' {
  const type = column?.type ?? '';
  const rule = selectivities.find(
    (candidate) => new RegExp(candidate.type, 'i').test(type) && new RegExp(candidate.name, 'i').test(name),
  );
  return rule?.share ?? 'one row';
}
