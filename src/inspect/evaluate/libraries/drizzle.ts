import type { Cardinality } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { asList } from '../interpret/lists.ts';
import { awaitValue } from '../interpret/promises.ts';
import { type Machine, record, runInto } from '../machine.ts';
import { rowsOf } from '../program/query-step.ts';
import { emptyRecording, newTask } from '../program/recording.ts';
import { DATA, literal, newObject, sourcesOf } from '../values/create.ts';
import type { QueryPlan } from '../values/query.ts';
import { alternatives } from '../values/union.ts';
import type { BuilderValue, DatabaseValue, Value } from '../values/values.ts';
import { withCondition, withLimit } from './drizzle-conditions.ts';
import { keysIn } from './drizzle-sql.ts';
import { fillPlan, type Plan, planOn } from './plans.ts';

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
      return select(machine, planOn(target, 'select', at), args.at(-1));
    case 'insert':
    case 'update':
    case 'delete':
      return write(machine, { ...planOn(target, name, at), returns: false, tables: tableNames(args[0]) });
    case '$count':
      return counting(target, args, at);
    case 'execute':
    case 'run':
    case 'all':
      return rawQuery(machine, target, args, at);
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

export function builder(
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

/** `union(a, b)`: one statement on the tables of all, as wide as the one that filters least. */
export function together(given: readonly Value[]): Value {
  const queries = given.flatMap(queriesIn);
  const [widest] = [...queries].sort((a, b) => filtered(a) - filtered(b));
  if (widest === undefined) return DATA;
  const tables = [widest, ...queries].flatMap((query) => query.plan().tables);
  return builder({ ...widest.plan(), tables: [...new Set(tables)] }, () => undefined, widest.result);
}

function filtered(query: BuilderValue): number {
  const { equal, compared } = query.plan();
  return equal.length + compared.length;
}

function queriesIn(value: Value): readonly BuilderValue[] {
  switch (value.kind) {
    case 'builder':
      return [value];
    case 'list':
      return queriesIn(value.element);
    case 'array':
      return value.items.flatMap(queriesIn);
    case 'union':
      return value.of.flatMap(queriesIn);
    default:
      return [];
  }
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
      return { ...plan, order: keysIn(args).map((column) => column.name) };
    case 'limit':
      return withLimit(plan, args[0]);
    case 'groupBy':
      return grouped(plan, args);
    default:
      return undefined;
  }
}

/** One row per distinct value; grouped by a key or a reference, as many rows as what it points at. */
function grouped(plan: Plan, args: readonly Value[]): Plan {
  const columns = keysIn(args);
  const keyed = columns.some((column) => column.unique || column.primary || column.references !== undefined);
  const next: Plan = { ...plan, aggregated: false, operation: 'select' };
  return keyed || columns.length === 0 ? next : { ...next, grouped: true };
}

export function rows(machine: Machine, query: QueryPlan): Value {
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
  const plan = { ...planOn(target, 'count', at), tables: tableNames(args[0]), aggregated: true };
  return builder(
    withCondition(plan, args[1]),
    () => undefined,
    () => DATA,
  );
}

function rawQuery(machine: Machine, target: DatabaseValue, args: readonly Value[], at: Location): Value {
  const statement = args[0];
  const text =
    statement?.kind === 'condition'
      ? (statement.text ?? '')
      : statement?.kind === 'literal'
        ? String(statement.value)
        : '';
  const plan = fillPlan(planOn(target, 'raw', at), text, sourcesOf(args));
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

/** The callback works on the connection that the transaction holds; inside another transaction, it is a savepoint on the same one. */
function transaction(machine: Machine, target: DatabaseValue, callback: Value | undefined, at: Location): Value {
  const task = newTask(at);
  const recording = target.held === undefined ? emptyRecording() : task.recording;
  const held: DatabaseValue = { ...target, held: true };
  const result = runInto(machine, recording, () =>
    callback === undefined ? DATA : awaitValue(machine, callValue(machine, callback, [held], at), at),
  );
  if (recording !== task.recording)
    task.recording.entries.push({ kind: 'transaction', at, database: target.id, recording });
  record(machine, { kind: 'spawn', task });
  return { kind: 'promise', value: result, task };
}
