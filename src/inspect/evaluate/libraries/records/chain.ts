import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { findMethod } from '../../interpret/classes.ts';
import { asList } from '../../interpret/lists.ts';
import { awaitValue } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { spoil } from '../../values/cells.ts';
import { DATA, newObject, sourcesOf } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { BuilderValue, Value } from '../../values/values.ts';
import type { Draft } from '../builders/clauses.ts';
import { step } from '../builders/knex.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { textOf } from '../entities/options.ts';
import { later, rowList, send } from '../entities/queries.ts';
import type { Entity } from '../entities/registry.ts';
import { newPlan, type Plan } from '../plans.ts';
import { type Graph, insertRelated, isNew, upsertRelated } from './graph.ts';
import { recordOf } from './record.ts';
import { loadRelations } from './relations.ts';

/** The door to the records of one entity: the database, and whether a transaction holds its connection. */
export interface Door {
  readonly machine: Machine;
  readonly entity: Entity;
  readonly database: string;
  readonly held: boolean;
}

/** A query on records under construction, what its rows load with them, and what it gives. */
interface State {
  readonly draft: Draft;
  readonly loaded: readonly string[];
  readonly gives: 'rows' | 'one' | 'count' | 'page' | 'nothing';
  /** Read again by its key once written. */
  readonly fetched?: true;
  /** Written with the records that belong to it. */
  readonly graph?: Graph;
}

export function planFor({ entity, database, held }: Door, at: Location): Plan {
  const plan: Plan = { ...newPlan(database, 'select', at), tables: [entity.table.name] };
  return held ? { ...plan, held: true } : plan;
}

/** `Model.query()`: a query that runs when it is awaited; each call changes it in place. */
export function records(door: Door, plan: Plan): BuilderValue {
  const draft: Draft = { plan, alias: door.entity.table.name, first: false };
  return chain(door, { draft, loaded: [], gives: 'rows' });
}

function chain(door: Door, begun: State): BuilderValue {
  let state = begun;
  const self: BuilderValue = later(
    begun.draft.plan,
    () => run(door, state),
    (name, args) => {
      spoil();
      state = stepOf(door, state, name, args);
      if (name === 'modify' || name === 'if') callBack(door, self, args, begun.draft.plan.at);
      return self;
    },
  );
  return self;
}

/** A function given to the builder adds to the same query. */
function callBack({ machine }: Door, self: Value, args: readonly Value[], at: Location): void {
  const callback = args.find((arg) => arg.kind === 'function');
  if (callback !== undefined) callValue(machine, callback, [self], at);
}

function stepOf(door: Door, state: State, name: string, args: readonly Value[]): State {
  const { draft } = state;
  const planned = (plan: Partial<Plan>, gives: State['gives'] = state.gives): State => ({
    ...state,
    gives,
    draft: { ...draft, plan: { ...draft.plan, ...plan } },
  });
  const keyed = (values: Partial<Plan>, gives: State['gives']): State =>
    planned({ ...values, equal: [keyOf(door)], inputs: sourcesOf(args) }, gives);
  switch (name) {
    case 'first':
    case 'firstOrFail':
    case 'findOne':
      return given(door, planned({ limit: 1 }, 'one'), name === 'findOne' ? args : []);
    case 'findById':
      return keyed({ limit: 1 }, 'one');
    case 'deleteById':
      return keyed({ operation: 'delete', returns: false }, 'nothing');
    case 'patchAndFetchById':
    case 'updateAndFetchById':
      return { ...keyed({ operation: 'update', returns: false }, 'one'), fetched: true };
    case 'preload':
    case 'withGraphFetched':
    case 'withCount':
      return { ...state, loaded: [...state.loaded, ...names(args[0])] };
    case 'withGraphJoined':
    case 'joinRelated':
    case 'innerJoinRelated':
    case 'leftJoinRelated':
      return planned({ tables: [...draft.plan.tables, ...joined(door, names(args[0]))] });
    case 'paginate':
    case 'page':
    case 'range':
      return { ...planned({}, 'page'), draft: { ...draft, plan: withLimit(draft.plan, args[1] ?? DATA) } };
    case 'resultSize':
      return planned({ operation: 'count', aggregated: true }, 'count');
    case 'insert':
      return planned(inserted(args), 'one');
    case 'insertAndFetch':
      return { ...planned(inserted(args), 'one'), fetched: true };
    case 'insertGraph':
    case 'insertGraphAndFetch':
    case 'upsertGraph':
    case 'upsertGraphAndFetch':
      return graphed(planned(inserted(args), 'one'), name, args[0]);
    case 'allowGraph':
      return state.graph === undefined ? state : { ...state, graph: { ...state.graph, allowed: names(args[0]) } };
    case 'patch':
    case 'update':
    case 'increment':
    case 'decrement':
      return planned({ operation: 'update', inputs: sourcesOf(args), returns: false }, 'nothing');
    case 'delete':
    case 'del':
      return planned({ operation: 'delete', returns: false }, 'nothing');
    case 'count':
    case 'getCount':
      return planned({ operation: 'count', aggregated: true }, 'count');
    default:
      return { ...state, draft: step(door.machine, draft, name, args) };
  }
}

function graphed(state: State, name: string, value: Value | undefined): State {
  const way = name.startsWith('upsert') ? 'upsert' : 'insert';
  const graph: Graph = { way, value, allowed: [] };
  return { ...state, graph, ...(name.endsWith('AndFetch') ? { fetched: true as const } : {}) };
}

/** Conditions given with the call that ends the query. */
function given(door: Door, state: State, args: readonly Value[]): State {
  return args.length === 0 ? state : { ...state, draft: step(door.machine, state.draft, 'where', args) };
}

function keyOf({ entity }: Door): string {
  return entity.table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id';
}

function inserted(args: readonly Value[]): Partial<Plan> {
  return { operation: 'insert', values: sizeOf(args[0]), inputs: sourcesOf(args), returns: true };
}

function sizeOf(value: Value | undefined): Plan['values'] & object {
  return value?.kind === 'array' || value?.kind === 'list' ? asList(value).size : { kind: 'exactly', count: 1 };
}

/** `posts`, `[posts.comments, author]`: the relations that an expression names, from the outside in. */
function names(value: Value | undefined): readonly string[] {
  return (textOf(value) ?? '')
    .replace(/[[\]()]/g, ' ')
    .split(/[\s,]+/)
    .filter((name) => name !== '');
}

function joined({ entity }: Door, asked: readonly string[]): readonly string[] {
  return asked.flatMap((name) => {
    const relation = entity.table.relations.get(name.split('.')[0] ?? '');
    return relation === undefined
      ? []
      : [...(relation.through === undefined ? [] : [relation.through.name]), relation.table.name];
  });
}

function run(door: Door, state: State): Value {
  const { draft, loaded, gives, fetched } = state;
  const { machine } = door;
  const written = state.graph === undefined ? sendOne(door, draft.plan) : sendGraph(door, draft.plan, state.graph);
  const again: Plan = { ...planFor(door, draft.plan.at), equal: [keyOf(door)], limit: 1, inputs: [written.at] };
  const sent = fetched === true ? send(machine, again) : written;
  if (gives === 'count' || draft.plan.aggregated) return DATA;
  if (gives === 'nothing' && !draft.plan.returns) return DATA;
  const element = recordOf(door, sent, loadRelations(door, sent, loaded));
  if (gives === 'one' || draft.first) return element;
  const rows = rowList(machine, sent, element);
  if (gives !== 'page') return rows;
  send(machine, { ...draft.plan, operation: 'count', aggregated: true });
  return page(rows);
}

function sendOne(door: Door, plan: Plan): QueryPlan {
  if (door.entity.mapper === 'objection') runHook(door, plan.operation, plan.at);
  return send(door.machine, plan);
}

function sendGraph(door: Door, plan: Plan, graph: Graph): QueryPlan {
  if (isNew(graph, keyOf(door))) {
    const root = sendOne(door, plan);
    insertRelated(door, graph, root);
    return root;
  }
  const { values: _values, ...bare } = plan;
  const byKey: Plan = { ...bare, equal: [keyOf(door)] };
  const found = send(door.machine, { ...byKey, operation: 'select', limit: 1 });
  const root = sendOne(door, { ...byKey, operation: 'update', returns: false });
  upsertRelated(door, graph, found);
  return root;
}

const HOOKS: Readonly<Record<string, string>> = {
  insert: '$beforeInsert',
  update: '$beforeUpdate',
  delete: '$beforeDelete',
};

/** What the model does before it is written. */
function runHook({ machine, entity: { model } }: Door, operation: string, at: Location): void {
  const name = HOOKS[operation];
  if (name === undefined || model.kind !== 'class') return;
  const self = { ...newObject(false), made: model };
  const hook = findMethod(model, name, self);
  if (hook?.kind === 'function') awaitValue(machine, callValue(machine, hook, [newObject(false)], at, self), at);
}

/** A page: its rows under the names that mappers give them, and itself a list. */
function page(rows: Value): Value {
  const value = newObject(false, [
    ['results', rows],
    ['data', rows],
    ['total', DATA],
    ['meta', DATA],
    ['#items', rows],
  ]);
  for (const name of ['all', 'toJSON', 'serialize']) value.fields.set(name, { kind: 'native', name, call: () => rows });
  return value;
}
