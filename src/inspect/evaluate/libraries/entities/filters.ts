import type { Cardinality } from '../../../../model/program.ts';
import { accessPath, renameIn } from '../../../../model/schema.ts';
import { asList } from '../../interpret/lists.ts';
import { tableOf } from '../../program/query-step.ts';
import { sourcesOf } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { ColumnValue, ConditionValue, TableModel, Value } from '../../values/values.ts';
import { tablesOf } from '../builders/fragments.ts';
import { conditionOf } from '../drizzle-sql.ts';
import type { Plan } from '../plans.ts';
import { columnOf } from './tables.ts';
import { sameWord } from './words.ts';

/** What a filter written as an object tells: `{ email, age: { gt: 18 }, OR: […] }`, in the words of any object mapper. */
interface Reading {
  readonly equal: Set<string>;
  readonly compared: Set<string>;
  readonly loose: Set<string>;
  readonly tables: string[];
  listed: Cardinality | undefined;
  unknown: boolean;
}

type Way = 'equal' | 'compared' | 'loose';

/** Operators by their name in lower case, without the sign some mappers put before. Others are of no help to an index. */
const OPERATORS: Readonly<Record<string, Way>> = {
  equals: 'equal',
  eq: 'equal',
  is: 'equal',
  isnull: 'equal',
  gt: 'compared',
  gte: 'compared',
  lt: 'compared',
  lte: 'compared',
  lessthan: 'compared',
  morethan: 'compared',
  lessthanorequal: 'compared',
  morethanorequal: 'compared',
  between: 'compared',
  startswith: 'compared',
  in: 'compared',
  any: 'compared',
  near: 'compared',
  nearsphere: 'compared',
  geowithin: 'compared',
  geointersects: 'compared',
};

const MOST_DEPTH = 6;

/** Adds a filter on the main table to a query. */
export function withFilter(plan: Plan, table: TableModel, where: Value | undefined): Plan {
  if (where === undefined) return plan;
  const reading = newReading();
  read(reading, table, where, 0);
  const columns = reading.equal.size + reading.compared.size + reading.loose.size;
  return {
    ...plan,
    tables: [...plan.tables, ...reading.tables.filter((name) => !plan.tables.includes(name))],
    equal: distinct([...plan.equal, ...reading.equal]),
    compared: distinct([...plan.compared, ...reading.compared]),
    loose: distinct([...plan.loose, ...reading.loose]),
    unknownFilter: plan.unknownFilter || (reading.unknown && columns === 0),
    inputs: [...plan.inputs, ...sourcesOf([where])],
    ...(reading.listed === undefined ? {} : { listed: reading.listed }),
  };
}

function newReading(): Reading {
  return { equal: new Set(), compared: new Set(), loose: new Set(), tables: [], listed: undefined, unknown: false };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function read(reading: Reading, table: TableModel, where: Value, depth: number): void {
  if (depth > MOST_DEPTH) return;
  switch (where.kind) {
    case 'object':
      for (const [key, value] of where.fields) readField(reading, table, key, value, depth);
      for (const spread of where.spreads) {
        if (spread.kind === 'object') readPerhaps(reading, table, [spread], depth);
        else reading.unknown = true;
      }
      return;
    case 'union':
      readPerhaps(reading, table, where.of, depth);
      return;
    case 'array':
      readAlternatives(reading, table, where.items, depth);
      return;
    case 'condition':
      readCondition(reading, table, where);
      return;
    case 'literal':
      return;
    default:
      reading.unknown = true;
  }
}

function readCondition(reading: Reading, table: TableModel, where: ConditionValue): void {
  const condition = conditionOf(ownColumns(table, where));
  reading.tables.push(...tablesOf(where).filter((name) => name !== table.name));
  const found = condition.equal.length + condition.compared.length + (condition.loose ?? []).length;
  if (found === 0 && where.text !== undefined) reading.unknown = true;
  const add = (way: Way, columns: readonly ColumnValue[]): void => {
    for (const { name } of columns) reading[way].add(renameIn(name, (each) => columnOf(table, each)));
  };
  add('equal', condition.equal);
  add('compared', condition.compared);
  add('loose', condition.loose ?? []);
}

/** `"Member"."email"`: what goes before a column only names the model that is asked, up to a subquery, which has names of its own. */
function ownColumns(table: TableModel, where: ConditionValue): ConditionValue {
  if (where.text === undefined) return where;
  const [own = '', ...others] = where.text.split(/(?=\bselect\b)/i);
  const bare = own.replace(/'(?:[^']|'')*'|(["`]?)(\w+)\1\s*\.\s*(?=["`]?[a-z_])/gi, (match, _, owner) =>
    owner !== undefined && sameWord(owner, table.name) ? '' : match,
  );
  return { ...where, text: [bare, ...others].join('') };
}

/** A filter that is sometimes there: its columns may help, but do not single out a row. */
function readPerhaps(reading: Reading, table: TableModel, parts: readonly Value[], depth: number): void {
  for (const part of parts) {
    const inner = newReading();
    read(inner, table, part, depth + 1);
    for (const column of [...inner.equal, ...inner.compared]) reading.compared.add(column);
    take(reading, inner);
  }
}

function take(reading: Reading, inner: Reading): void {
  for (const column of inner.loose) reading.loose.add(column);
  reading.tables.push(...inner.tables);
  reading.listed ??= inner.listed;
  reading.unknown ||= inner.unknown;
}

/** Alternatives are found through indexes only when each of them is. */
function readAlternatives(reading: Reading, table: TableModel, parts: readonly Value[], depth: number): void {
  const inner = parts.map((part) => {
    const one = newReading();
    read(one, table, part, depth + 1);
    return one;
  });
  const served = inner.every(
    (one) =>
      one.equal.size + one.compared.size > 0 && accessPath(tableOf(table), [...one.equal, ...one.compared]) !== 'scan',
  );
  for (const one of inner) {
    for (const column of [...one.equal, ...one.compared]) reading[served ? 'compared' : 'loose'].add(column);
    take(reading, one);
  }
}

function readField(reading: Reading, table: TableModel, key: string, value: Value, depth: number): void {
  const word = key.replace(/^\$|^Op\./, '').toLowerCase();
  if (word === 'and') {
    for (const part of partsOf(value)) read(reading, table, part, depth + 1);
    return;
  }
  if (word === 'or') {
    readAlternatives(reading, table, partsOf(value), depth);
    return;
  }
  if (word === 'not' || word === 'nor') {
    const inner = newReading();
    for (const part of partsOf(value)) read(inner, table, part, depth + 1);
    for (const column of [...inner.equal, ...inner.compared, ...inner.loose]) reading.loose.add(column);
    return;
  }
  if (key === '$text') {
    reading.compared.add(key);
    return;
  }
  if (readRelation(reading, table, key)) return;
  if (isCompound(table, key, value)) read(reading, table, value, depth + 1);
  else readColumn(reading, columnOf(table, key), value);
}

/** A filter on rows of another table. */
function readRelation(reading: Reading, table: TableModel, key: string): boolean {
  const relation = table.relations.get(key);
  if (relation === undefined || table.columns.has(key)) return false;
  reading.tables.push(relation.table.name);
  if (relation.own === undefined) reading.unknown = true;
  else reading.compared.add(columnOf(table, relation.own));
  return true;
}

function partsOf(value: Value): readonly Value[] {
  if (value.kind === 'array') return value.items.flatMap(partsOf);
  return value.kind === 'list' ? [value.element] : [value];
}

/** `{ followerId_followingId: { followerId, followingId } }`: the name of a unique constraint over its columns. */
function isCompound(table: TableModel, key: string, value: Value): boolean {
  return (
    value.kind === 'object' &&
    table.columns.size > 0 &&
    !table.columns.has(key) &&
    value.fields.size > 0 &&
    [...value.fields.keys()].every((field) => table.columns.has(field))
  );
}

function readColumn(reading: Reading, column: string, value: Value): void {
  const parts = alternatives(value).filter((part) => !(part.kind === 'literal' && part.value === undefined));
  const certain = parts.length === 1 && value.kind !== 'union';
  for (const part of parts) {
    if (part.kind === 'object' && part.made === undefined && part.nature === undefined)
      readOperators(reading, column, part);
    else if (part.kind === 'array' || part.kind === 'list') {
      reading.listed = asList(part).size;
      reading.compared.add(column);
    } else reading[certain || allPlain(parts) ? 'equal' : 'compared'].add(column);
  }
}

function allPlain(parts: readonly Value[]): boolean {
  return parts.every((part) => part.kind !== 'object' && part.kind !== 'array' && part.kind !== 'list');
}

function readOperators(reading: Reading, column: string, value: Value & { kind: 'object' }): void {
  if (value.fields.size === 0) reading.equal.add(column);
  for (const [operator, operand] of value.fields) {
    const word = operator.replace(/^\$|^Op\./, '').toLowerCase();
    if (word === 'mode' || (operand.kind === 'literal' && operand.value === undefined)) continue;
    const way = OPERATORS[word] ?? 'loose';
    if (word === 'in' || word === 'any') reading.listed = asList(operand).size;
    reading.tables.push(...tablesOf(operand));
    reading[way].add(column);
  }
}
