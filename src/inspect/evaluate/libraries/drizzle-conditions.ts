import type { Cardinality } from '../../../model/program.ts';
import { accessPath } from '../../../model/schema.ts';
import type { Location } from '../../../model/source.ts';
import { asList } from '../interpret/lists.ts';
import type { Machine } from '../machine.ts';
import { tableOf } from '../program/query-step.ts';
import { DATA, newObject, sourcesOf } from '../values/create.ts';
import type { TableColumn } from '../values/query.ts';
import { alternatives, present } from '../values/union.ts';
import type { ColumnValue, ConditionValue, ExternalValue, TableModel, Value } from '../values/values.ts';
import { kyselyQuery } from './builders/kysely.ts';
import { conditionOf, drizzleSql, isHidden, keysIn, mentionedIn, written } from './drizzle-sql.ts';
import type { Plan } from './plans.ts';
import { rawBuilder } from './raw.ts';

const EQUALITY = new Set(['eq']);
const COMPARISONS = new Set(['gt', 'gte', 'lt', 'lte', 'between', 'isNull']);
const LOOSE = new Set([
  'ne',
  'like',
  'ilike',
  'notLike',
  'notIlike',
  'notBetween',
  'isNotNull',
  'notInArray',
  'arrayContains',
  'arrayOverlaps',
  'arrayContained',
]);
const AGGREGATES = new Set(['count', 'countDistinct', 'sum', 'avg', 'min', 'max']);

/** Functions of `drizzle-orm`: conditions, orders, aggregates. */
export function callOperator(target: ExternalValue, args: readonly Value[]): Value | undefined {
  const name = target.path.at(-1) ?? '';
  const sources = sourcesOf(args);
  if (EQUALITY.has(name)) return equality(args, sources);
  if (name === 'inArray') return inList(args, sources);
  if (COMPARISONS.has(name)) return comparison(args, sources);
  if (LOOSE.has(name)) return { kind: 'condition', equal: [], compared: [], loose: mentionedIn(args), sources };
  if (name === 'and') return conjunction(args, sources);
  if (name === 'or') return alternative(args, sources);
  if (name === 'not') return { kind: 'condition', equal: [], compared: [], loose: mentionedIn(args), sources };
  if (name === 'asc' || name === 'desc') return { kind: 'condition', equal: [], compared: keysIn(args), sources: [] };
  if (AGGREGATES.has(name))
    return { kind: 'condition', equal: [], compared: keysIn(args), sources: [], aggregate: true };
  if (name === 'getTableColumns') return tableColumns(args[0]);
  return undefined;
}

function tableColumns(table: Value | undefined): Value {
  if (table?.kind !== 'table') return DATA;
  return newObject(
    false,
    [...table.table.columns].map(
      ([key, model]) => [key, columnValue(table.table, model.column.name, model.column.at)] as const,
    ),
  );
}

function columnValue(table: TableModel, name: string, at: Location): ColumnValue {
  return { kind: 'column', table, name, type: '', at, unique: false, primary: false };
}

function equality(args: readonly Value[], sources: readonly Location[]): ConditionValue {
  const condition = comparison(args, sources);
  return condition.compared.length === 1 ? { ...condition, equal: condition.compared, compared: [] } : condition;
}

function comparison(args: readonly Value[], sources: readonly Location[]): ConditionValue {
  const hidden = mentionedIn(args.filter(isHidden));
  const compared = keysIn(args.filter((value) => !isHidden(value)));
  return { kind: 'condition', equal: [], compared, ...(hidden.length === 0 ? {} : { loose: hidden }), sources };
}

function inList(args: readonly Value[], sources: readonly Location[]): ConditionValue {
  return { ...comparison(args.slice(0, 1), sources), listed: asList(args[1] ?? DATA).size };
}

/** Alternatives are found through indexes only when each of them is. */
function alternative(args: readonly Value[], sources: readonly Location[]): ConditionValue {
  const parts = args.flatMap(conditionsIn);
  const indexed = parts.every((part) => {
    const columns = [...part.equal, ...part.compared];
    const table = columns[0]?.table;
    return (
      table !== undefined &&
      accessPath(
        tableOf(table),
        columns.map((column) => column.name),
      ) !== 'scan'
    );
  });
  const columns = keysIn(parts);
  return indexed
    ? { kind: 'condition', equal: [], compared: columns, sources }
    : { kind: 'condition', equal: [], compared: [], loose: columns, sources };
}

function conjunction(args: readonly Value[], sources: readonly Location[]): ConditionValue {
  const parts = args.flatMap(conditionsIn);
  const listed = parts.find((part) => part.listed !== undefined)?.listed;
  return {
    kind: 'condition',
    equal: parts.flatMap((part) => part.equal),
    compared: parts.flatMap((part) => part.compared),
    loose: parts.flatMap((part) => part.loose ?? []),
    sources,
    ...(listed === undefined ? {} : { listed }),
  };
}

function conditionsIn(value: Value): readonly ConditionValue[] {
  if (value.kind === 'condition') return [conditionOf(value)];
  if (value.kind === 'array') return value.items.flatMap(conditionsIn);
  if (value.kind === 'list') return conditionsIn(value.element);
  return value.kind === 'union' ? value.of.flatMap(conditionsIn) : [];
}

/** A tagged `sql` template: a condition when drizzle's, a query when it is the tag of a client. Undefined for other tags. */
export function sqlTemplate(
  machine: Machine,
  tag: Value,
  texts: readonly string[],
  values: readonly Value[],
  at: Location,
): Value | undefined {
  if (tag.kind === 'union') {
    const given = present(tag).find((part) => part.kind === 'external');
    return given === undefined ? undefined : sqlTemplate(machine, given, texts, values, at);
  }
  if (tag.kind !== 'external') return undefined;
  if (/^drizzle-orm/.test(tag.package) && tag.path[0] === 'sql') return drizzleSql(texts, values);
  if (tag.path[0] === 'Prisma') return drizzleSql(texts, values);
  if (tag.package === 'kysely' && tag.path[0] === 'sql')
    return kyselyQuery(machine, tag, drizzleSql(texts, values), values, at);
  return rawBuilder(
    machine,
    tag,
    [
      {
        kind: 'literal',
        value: texts.map((text, index) => text + written(values[index], index < values.length)).join(''),
      },
      ...values,
    ],
    at,
  );
}

export function withCondition(plan: Plan, condition: Value | undefined): Plan {
  const parts = conditionsIn(condition ?? DATA);
  if (parts.length === 0)
    return condition === undefined || condition.kind === 'literal' ? plan : { ...plan, unknownFilter: true };
  const main = plan.tables[0];
  const own = (columns: readonly ColumnValue[]): string[] =>
    columns
      .filter((column) => column.table === undefined || main === undefined || column.table.name === main)
      .map((column) => column.name);
  const optional = condition?.kind === 'union';
  const equal = parts.flatMap((part) => own(part.equal));
  const compared = parts.flatMap((part) => own(part.compared));
  const listed = parts.find((part) => part.listed !== undefined)?.listed;
  const elsewhere = optional ? [] : parts.flatMap((part) => ofOthers(part.equal, main));
  return {
    ...plan,
    ...(elsewhere.length === 0 ? {} : { elsewhere: [...(plan.elsewhere ?? []), ...elsewhere] }),
    equal: optional ? plan.equal : [...plan.equal, ...equal],
    compared: [...plan.compared, ...(optional ? equal : []), ...compared],
    loose: [...plan.loose, ...parts.flatMap((part) => own(part.loose ?? []))],
    inputs: [...plan.inputs, ...parts.flatMap((part) => part.sources)],
    ...(listed === undefined ? {} : { listed }),
  };
}

/** Columns of tables joined to the main one. */
function ofOthers(columns: readonly ColumnValue[], main: string | undefined): readonly TableColumn[] {
  return columns.flatMap(({ table, name }) =>
    table === undefined || main === undefined || table.name === main ? [] : [{ table: table.name, column: name }],
  );
}

export function withLimit(plan: Plan, value: Value | undefined): Plan {
  const number = alternatives(value ?? DATA).find((part) => part.kind === 'literal' && Number.isFinite(part.value));
  if (number?.kind === 'literal') return { ...plan, limit: Number(number.value) };
  const limitFrom: Cardinality =
    value?.kind === 'opaque' && value.origin === 'request'
      ? { kind: 'request', name: value.name }
      : { kind: 'unknown', hint: 'limit' };
  return { ...plan, limitFrom };
}
