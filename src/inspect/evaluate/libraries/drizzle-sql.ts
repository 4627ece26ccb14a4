import { columnsNamed } from '../../../model/schema.ts';
import { readExpression, readPlain, readSql } from '../../sql/index.ts';
import { sourcesOf } from '../values/create.ts';
import type { ColumnValue, ConditionValue, TableModel, Value } from '../values/values.ts';

/** `` sql`lower(${users.email})` ``: a text with the columns and tables that are put in it; what it means depends on where it goes. */
export function drizzleSql(texts: readonly string[], values: readonly Value[]): ConditionValue {
  const tables = values.flatMap((value) =>
    value.kind === 'table' ? [value.table.name] : value.kind === 'condition' ? [...(value.tables ?? [])] : [],
  );
  return {
    kind: 'condition',
    equal: [],
    compared: mentionedIn(values),
    sources: sourcesOf(values),
    text: texts.map((text, index) => text + written(values[index], index < values.length)).join(''),
    tables,
    aggregate: /^\s*(count|sum|avg|min|max)\s*\(/i.test(texts[0] ?? ''),
  };
}

/** What stands in the text for a value put in it. */
export function written(value: Value | undefined, present: boolean): string {
  if (!present || value === undefined) return '';
  if (value.kind === 'table') return quoted(value.table.name);
  if (value.kind === 'column')
    return value.table === undefined ? quoted(value.name) : `${quoted(value.table.name)}.${quoted(value.name)}`;
  if (value.kind === 'condition') return value.text ?? '{…}';
  if (value.kind === 'builder') return value.fragment?.text ?? '$0';
  return '$0';
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`;
}

/** Every column that the values mention, inside expressions too. */
export function mentionedIn(values: readonly Value[]): ColumnValue[] {
  return values.flatMap((value): ColumnValue[] => {
    if (value.kind === 'column') return [value];
    if (value.kind === 'condition') return [...value.equal, ...value.compared, ...(value.loose ?? [])];
    return value.kind === 'union' ? mentionedIn(value.of) : [];
  });
}

/** What the values compare, sort or index: columns, and expressions of columns in the form that indexes on them have. */
export function keysIn(values: readonly Value[]): ColumnValue[] {
  return values.flatMap((value): ColumnValue[] => {
    if (value.kind === 'union') return keysIn(value.of);
    const key = value.kind === 'condition' && value.text !== undefined ? expressionOf(value) : undefined;
    return key === undefined ? mentionedIn([value]) : [key];
  });
}

/** Whether columns are compared inside something that no index can be on. */
export function isHidden(value: Value): boolean {
  return (
    value.kind === 'condition' &&
    value.text !== undefined &&
    value.compared.length > 0 &&
    expressionOf(value) === undefined
  );
}

function expressionOf(condition: ConditionValue): ColumnValue | undefined {
  const name = readExpression(condition.text ?? '');
  return name === undefined ? undefined : named(condition, name);
}

/** A column or an expression that a text names, as a value of the table that its columns are of. */
function named({ compared, sources }: ConditionValue, name: string): ColumnValue {
  const inside = columnsNamed(name);
  const known = compared.find((column) => inside.includes(column.name));
  if (known?.name === name) return known;
  const at = known?.at ?? sources[0] ?? { file: '', line: 1 };
  return { kind: 'column', table: known?.table, name, type: '', at, unique: false, primary: false };
}

/** A text used as a condition, read as the database would; any other condition as it is. */
export function conditionOf(condition: ConditionValue): ConditionValue {
  const { text, compared } = condition;
  if (text === undefined || (condition.tables ?? []).length > 0) return condition;
  const tables = [...new Set(compared.flatMap(({ table }) => (table === undefined ? [] : [table])))];
  const from = tables.map(({ name }) => `"${name}"`).join(', ');
  const reading = readPlain(text) ?? readSql(`SELECT 1 FROM ${from === '' ? '"?"' : from} WHERE ${text}`);
  const values = (names: readonly string[]): ColumnValue[] => names.map((name) => named(condition, name));
  const others = (reading.elsewhere ?? []).flatMap(({ table, column }) => ofTable(tables, condition, table, column));
  const read = [...values(reading.equal), ...values(reading.compared), ...values(reading.loose), ...others];
  if (read.length === 0) return condition;
  const mentioned = new Set(read.flatMap(({ name }) => columnsNamed(name)));
  return {
    ...condition,
    equal: [...values(reading.equal), ...others],
    compared: [...values(reading.compared), ...compared.filter(({ name }) => !mentioned.has(name))],
    loose: values(reading.loose),
  };
}

function ofTable(
  tables: readonly TableModel[],
  condition: ConditionValue,
  name: string,
  column: string,
): readonly ColumnValue[] {
  const table = tables.find((each) => each.name === name);
  return table === undefined ? [] : [{ ...named(condition, column), table }];
}
