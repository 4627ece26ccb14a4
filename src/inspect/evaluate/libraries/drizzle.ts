import type { Cardinality } from '../../../model/program.ts';
import { accessPath } from '../../../model/schema.ts';
import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { asList } from '../interpret/lists.ts';
import { awaitValue } from '../interpret/promises.ts';
import { type Machine, record, runInto } from '../machine.ts';
import { rowsOf, tableOf } from '../program/query-step.ts';
import { emptyRecording, newTask } from '../program/recording.ts';
import { DATA, literal, newObject, sourcesOf } from '../values/create.ts';
import type { QueryPlan } from '../values/query.ts';
import { alternatives } from '../values/union.ts';
import type {
  BuilderValue,
  ColumnValue,
  ConditionValue,
  DatabaseValue,
  ExternalValue,
  TableModel,
  Value,
} from '../values/values.ts';
import { fillPlan, newPlan, type Plan } from './plans.ts';
import { rawBuilder } from './raw.ts';

const EQUALITY = new Set(['eq']);
const COMPARISONS = new Set(['gt', 'gte', 'lt', 'lte', 'between', 'isNull']);
const LOOSE = new Set([
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'like',
  'ilike',
  'notLike',
  'notIlike',
  'between',
  'notBetween',
  'isNull',
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
  if (COMPARISONS.has(name)) return { kind: 'condition', equal: [], compared: columnsIn(args), sources };
  if (LOOSE.has(name)) return { kind: 'condition', equal: [], compared: [], loose: columnsIn(args), sources };
  if (name === 'and') return conjunction(args, sources);
  if (name === 'or') return alternative(args, sources);
  if (name === 'not') return { kind: 'condition', equal: [], compared: [], loose: columnsIn(args), sources };
  if (name === 'asc' || name === 'desc')
    return { kind: 'condition', equal: [], compared: columnsIn(args), sources: [] };
  if (AGGREGATES.has(name))
    return { kind: 'condition', equal: [], compared: columnsIn(args), sources: [], aggregate: true };
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
  const columns = columnsIn(args);
  return {
    kind: 'condition',
    equal: columns.length === 1 ? columns : [],
    compared: columns.length === 1 ? [] : columns,
    sources,
  };
}

function inList(args: readonly Value[], sources: readonly Location[]): ConditionValue {
  const listed = asList(args[1] ?? DATA).size;
  return { kind: 'condition', equal: [], compared: columnsIn(args.slice(0, 1)), sources, listed };
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
  const columns = columnsIn(parts);
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
  if (value.kind === 'condition') return [value];
  if (value.kind === 'array') return value.items.flatMap(conditionsIn);
  if (value.kind === 'list') return conditionsIn(value.element);
  return value.kind === 'union' ? value.of.flatMap(conditionsIn) : [];
}

function columnsIn(values: readonly Value[]): ColumnValue[] {
  return values.flatMap((value): ColumnValue[] => {
    if (value.kind === 'column') return [value];
    if (value.kind === 'condition') return [...value.equal, ...value.compared, ...(value.loose ?? [])];
    return value.kind === 'union' ? columnsIn(value.of) : [];
  });
}

/** A tagged `sql` template: a condition when drizzle's, a query when it is the tag of a client. Undefined for other tags. */
export function sqlTemplate(
  machine: Machine,
  tag: Value,
  texts: readonly string[],
  values: readonly Value[],
  at: Location,
): Value | undefined {
  if (tag.kind !== 'external') return undefined;
  if (/^drizzle-orm/.test(tag.package) && tag.path[0] === 'sql') return drizzleSql(texts, values);
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

function drizzleSql(texts: readonly string[], values: readonly Value[]): ConditionValue {
  const tables = values.flatMap((value) =>
    value.kind === 'table' ? [value.table.name] : value.kind === 'condition' ? [...(value.tables ?? [])] : [],
  );
  return {
    kind: 'condition',
    equal: [],
    compared: columnsIn(values),
    sources: sourcesOf(values),
    text: texts.map((text, index) => text + written(values[index], index < values.length)).join(''),
    tables,
    aggregate: /^\s*(count|sum|avg|min|max)\s*\(/i.test(texts[0] ?? ''),
  };
}

function written(value: Value | undefined, present: boolean): string {
  if (!present || value === undefined) return '';
  if (value.kind === 'table') return value.table.name;
  if (value.kind === 'column') return `${value.table?.name ?? ''}.${value.name}`.replace(/^\./, '');
  if (value.kind === 'condition') return value.text ?? '{…}';
  return '$0';
}

/** Methods of a drizzle database or of the transaction it hands over. */
export function callDatabase(
  machine: Machine,
  target: DatabaseValue,
  name: string,
  args: readonly Value[],
  at: Location,
): Value {
  switch (name) {
    case 'select':
    case 'selectDistinct':
    case 'selectDistinctOn':
      return select(machine, newPlan(target.id, 'select', at), args.at(-1));
    case 'insert':
    case 'update':
    case 'delete':
      return write(machine, { ...newPlan(target.id, name, at), returns: false, tables: tableNames(args[0]) });
    case '$count':
      return counting(target, args, at);
    case 'execute':
    case 'run':
    case 'all':
      return rawQuery(machine, target.id, args, at);
    case 'transaction':
      return transaction(machine, target, args[0], at);
    case '$with':
    case 'with':
      return target;
    default:
      return DATA;
  }
}

function tableNames(value: Value | undefined): string[] {
  return alternatives(value ?? DATA).flatMap((part) => (part.kind === 'table' ? [part.table.name] : []));
}

function builder(
  plan: Plan,
  methods: (name: string, args: readonly Value[]) => Value | undefined,
  result: (query: QueryPlan) => Value,
): BuilderValue {
  const self: BuilderValue = {
    kind: 'builder',
    at: plan.at,
    call: (name, args, at) => {
      const next = methods(name, args);
      if (next !== undefined) return next;
      if (name === 'execute' || name === 'all' || name === 'run' || name === 'get') return self;
      void at;
      return self;
    },
    plan: () => ({ ...plan }),
    result,
  };
  return self;
}

function select(machine: Machine, plan: Plan, projection: Value | undefined): Value {
  const fields = projection?.kind === 'object' ? projection : undefined;
  const columns = fields === undefined ? [] : [...fields.fields.values()];
  const aggregated =
    columns.length > 0 && columns.every((column) => column.kind === 'condition' && column.aggregate === true);
  return selectBuilder(machine, {
    ...plan,
    aggregated,
    operation: aggregated && columns.length === 1 ? 'count' : 'select',
  });
}

function selectBuilder(machine: Machine, plan: Plan): Value {
  return builder(
    plan,
    (name, args) => {
      const next = filterStep(plan, name, args);
      return next === undefined ? undefined : selectBuilder(machine, next);
    },
    (query) => rows(machine, query),
  );
}

function filterStep(plan: Plan, name: string, args: readonly Value[]): Plan | undefined {
  switch (name) {
    case 'from':
      return { ...plan, tables: [...plan.tables, ...tableNames(args[0])] };
    case 'leftJoin':
    case 'innerJoin':
    case 'rightJoin':
    case 'fullJoin':
    case 'crossJoin':
      return { ...plan, tables: [...plan.tables, ...tableNames(args[0])] };
    case 'where':
    case 'having':
      return withCondition(plan, args[0]);
    case 'orderBy':
      return { ...plan, order: columnsIn(args).map((column) => column.name) };
    case 'limit':
      return withLimit(plan, args[0]);
    case 'groupBy':
      return { ...plan, aggregated: false, operation: 'select' };
    default:
      return undefined;
  }
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
  return {
    ...plan,
    equal: optional ? plan.equal : [...plan.equal, ...equal],
    compared: [...plan.compared, ...(optional ? equal : []), ...compared],
    loose: [...plan.loose, ...parts.flatMap((part) => own(part.loose ?? []))],
    inputs: [...plan.inputs, ...parts.flatMap((part) => part.sources)],
    ...(listed === undefined ? {} : { listed }),
  };
}

export function withLimit(plan: Plan, value: Value | undefined): Plan {
  const number = alternatives(value ?? DATA).find((part) => part.kind === 'literal' && typeof part.value === 'number');
  if (number?.kind === 'literal') return { ...plan, limit: Number(number.value) };
  const limitFrom: Cardinality =
    value?.kind === 'opaque' && value.origin === 'request'
      ? { kind: 'request', name: value.name }
      : { kind: 'unknown', hint: 'limit' };
  return { ...plan, limitFrom };
}

function rows(machine: Machine, query: QueryPlan): Value {
  const table = query.tables[0] ?? '';
  return { kind: 'list', element: { kind: 'row', query, table }, size: rowsOf(machine.tables, query), query };
}

function write(machine: Machine, plan: Plan): Value {
  return builder(
    plan,
    (name, args) => {
      switch (name) {
        case 'values':
          return write(machine, { ...plan, values: valuesIn(args[0]), inputs: [...plan.inputs, ...sourcesOf(args)] });
        case 'set':
          return write(machine, { ...plan, inputs: [...plan.inputs, ...sourcesOf(args)] });
        case 'where':
          return write(machine, withCondition(plan, args[0]));
        case 'returning':
          return write(machine, { ...plan, returns: true });
        default:
          return undefined;
      }
    },
    (query) => (query.returns ? rows(machine, query) : DATA),
  );
}

function valuesIn(value: Value | undefined): Cardinality {
  return value?.kind === 'list' || value?.kind === 'array' ? asList(value).size : { kind: 'exactly', count: 1 };
}

function counting(target: DatabaseValue, args: readonly Value[], at: Location): Value {
  const plan = { ...newPlan(target.id, 'count', at), tables: tableNames(args[0]), aggregated: true };
  return builder(
    withCondition(plan, args[1]),
    () => undefined,
    () => DATA,
  );
}

function rawQuery(machine: Machine, id: string, args: readonly Value[], at: Location): Value {
  const statement = args[0];
  const text =
    statement?.kind === 'condition'
      ? (statement.text ?? '')
      : statement?.kind === 'literal'
        ? String(statement.value)
        : '';
  const plan = fillPlan(newPlan(id, 'raw', at), text, sourcesOf(args));
  return builder(
    plan,
    () => undefined,
    (query) =>
      newObject(false, [
        ['rows', rows(machine, query)],
        ['rowCount', literal(1)],
      ]),
  );
}

function transaction(machine: Machine, target: DatabaseValue, callback: Value | undefined, at: Location): Value {
  const task = newTask(at);
  const recording = emptyRecording();
  const result = runInto(machine, recording, () =>
    callback === undefined ? DATA : awaitValue(machine, callValue(machine, callback, [target], at), at),
  );
  task.recording.entries.push({ kind: 'transaction', at, database: target.id, recording });
  record(machine, { kind: 'spawn', task });
  return { kind: 'promise', value: result, task };
}

/** `db.query`: one reader per table of the schema. */
export function relationalReader(machine: Machine, target: DatabaseValue): Value {
  const readers = newObject(true, [], 'readers');
  if (target.schema?.kind !== 'object') return readers;
  for (const [key, value] of target.schema.fields) {
    if (value.kind !== 'table') continue;
    const { table } = value;
    const reader = newObject(true);
    for (const name of ['findMany', 'findFirst'])
      reader.fields.set(name, {
        kind: 'native',
        name,
        call: ({ args, at }) => find(machine, target, table, name === 'findFirst', args[0], at),
      });
    readers.fields.set(key, reader);
  }
  return readers;
}

function find(
  machine: Machine,
  target: DatabaseValue,
  table: TableModel,
  first: boolean,
  options: Value | undefined,
  at: Location,
): Value {
  const fields = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  let plan: Plan = {
    ...newPlan(target.id, 'select', at),
    tables: [table.name, ...relatedTables(table, fields.get('with'), 0)],
  };
  plan = withCondition(plan, conditionOf(machine, table, fields.get('where'), at));
  const limit = fields.get('limit');
  if (first) plan = { ...plan, limit: 1 };
  else if (limit !== undefined) plan = withLimit(plan, limit);
  const order = conditionOf(machine, table, fields.get('orderBy'), at);
  if (order !== undefined)
    plan = { ...plan, order: columnsIn(order.kind === 'array' ? order.items : [order]).map((column) => column.name) };
  return builder(
    plan,
    () => undefined,
    (query) => (first ? { kind: 'row', query, table: table.name } : rows(machine, query)),
  );
}

function conditionOf(machine: Machine, table: TableModel, given: Value | undefined, at: Location): Value | undefined {
  if (given?.kind !== 'function') return given;
  const operators: Value = { kind: 'external', package: 'drizzle-orm', path: [], args: [], at };
  return callValue(machine, given, [{ kind: 'table', table }, operators], at);
}

function relatedTables(table: TableModel, related: Value | undefined, depth: number): string[] {
  if (related?.kind !== 'object' || depth > 4) return [];
  return [...related.fields].flatMap(([name, options]) => {
    const relation = table.relations.get(name);
    if (relation === undefined || (options.kind === 'literal' && options.value === false)) return [];
    const nested = options.kind === 'object' ? options.fields.get('with') : undefined;
    return [relation.table.name, ...relatedTables(relation.table, nested, depth + 1)];
  });
}
