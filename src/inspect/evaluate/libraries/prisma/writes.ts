import type { Cardinality, QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { asList } from '../../interpret/lists.ts';
import { record, runAside } from '../../machine.ts';
import { emptyRecording } from '../../program/recording.ts';
import { DATA, newObject, sourcesOf } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Relation, TableModel, Value } from '../../values/values.ts';
import { withFilter } from '../entities/filters.ts';
import { later, row, rowList, send } from '../entities/queries.ts';
import { columnOf } from '../entities/tables.ts';
import { inTransaction } from '../entities/transactions.ts';
import type { Plan } from '../plans.ts';
import type { PrismaDoor } from './client.ts';
import { loadRelations, optionsOf, planFor } from './reads.ts';

type Fields = ReadonlyMap<string, Value>;

const OPERATIONS: Readonly<Record<string, QueryOperation>> = {
  create: 'insert',
  createMany: 'insert',
  createManyAndReturn: 'insert',
  update: 'update',
  updateMany: 'update',
  updateManyAndReturn: 'update',
  upsert: 'insert',
  delete: 'delete',
  deleteMany: 'delete',
};

/** A call that writes; undefined for the others. Related rows are written and read back within a transaction. */
export function prismaWrite(
  door: PrismaDoor,
  table: TableModel,
  method: string,
  options: Value | undefined,
  at: Location,
): Value | undefined {
  const operation = OPERATIONS[method];
  if (operation === undefined) return undefined;
  const fields = optionsOf(options);
  const returns = !/Many$/.test(method);
  const base = { ...planFor(door, table, operation, at), returns };
  const filtered = method === 'upsert' ? base : withFilter(base, table, fields.get('where'));
  const data = [fields.get('data'), fields.get('create'), fields.get('update')];
  const plan: Plan = {
    ...filtered,
    inputs: [...filtered.inputs, ...sourcesOf(data.flatMap((value) => value ?? []))],
    ...(operation === 'insert' ? { values: valuesIn(method, fields.get('data')) } : {}),
    ...(operation === 'update' && returns && !method.includes('Many') ? { limit: 1 } : {}),
  };
  return later(plan, () => {
    const nested = nestedWrites(table, fields);
    const related = relatedNames(table, fields);
    if (nested.length === 0 && (related.length === 0 || !returns))
      return write(door, table, method, plan, fields, nested);
    const within: Plan = { ...plan, held: true };
    return inTransaction(door.machine, door.database, door.held, at, () =>
      write({ ...door, held: true }, table, method, within, fields, nested),
    );
  });
}

function valuesIn(method: string, data: Value | undefined): Cardinality {
  return method.startsWith('createMany') && data !== undefined ? asList(data).size : { kind: 'exactly', count: 1 };
}

/** Relations that the answer of a write asks for. */
function relatedNames(table: TableModel, fields: Fields): readonly string[] {
  return [fields.get('include'), fields.get('select')].flatMap((asked) =>
    [...optionsOf(asked).keys()].filter((name) => table.relations.has(name)),
  );
}

interface Nested {
  readonly relation: Relation;
  readonly action: string;
  readonly value: Value;
}

function nestedWrites(table: TableModel, fields: Fields): readonly Nested[] {
  return ['data', 'create', 'update'].flatMap((name) => nestedIn(table, optionsOf(fields.get(name))));
}

function nestedIn(table: TableModel, data: Fields): readonly Nested[] {
  return [...data].flatMap(([key, value]) => {
    const relation = table.relations.get(key);
    if (relation === undefined) return [];
    return [...optionsOf(value)].map(([action, inner]) => ({ relation, action, value: inner }));
  });
}

/** An update that only writes rows of other tables reads its own. */
function writesOthersAlone(table: TableModel, method: string, fields: Fields): boolean {
  const data = fields.get('data');
  if (method !== 'update' || data?.kind !== 'object' || data.spreads.length > 0) return false;
  return [...data.fields.keys()].every((name) => {
    const relation = table.relations.get(name);
    return relation !== undefined && relation.own === undefined;
  });
}

function write(
  door: PrismaDoor,
  table: TableModel,
  method: string,
  plan: Plan,
  fields: Fields,
  nested: readonly Nested[],
): Value {
  const { machine } = door;
  const related = relatedNames(table, fields).length > 0;
  if (method === 'delete' && related) readBack(door, table, plan, fields);
  const others = nested.length > 0 && writesOthersAlone(table, method, fields);
  const query = around(door, plan, nested, () => send(machine, others ? { ...plan, operation: 'select' } : plan));
  if (!plan.returns) return method === 'createManyAndReturn' ? DATA : newObject(false, [['count', DATA]]);
  if (method.includes('Many')) return rowList(machine, query, row(query, table.name));
  if (!related && nested.length === 0) return row(query, table.name);
  return method === 'delete' ? row(query, table.name) : readBack(door, table, plan, fields);
}

/** The row as it is after the write, with the relations asked for. */
function readBack(door: PrismaDoor, table: TableModel, plan: Plan, fields: Fields): Value {
  const key = table.indexes.find(({ primary }) => primary)?.columns ?? ['id'];
  const read = { ...planFor(door, table, 'select', plan.at), equal: [...key], limit: 1, keyed: true };
  const query = send(door.machine, read);
  return row(query, table.name, { fields: loadRelations(door, table, query, fields) });
}

const ONE: Cardinality = { kind: 'exactly', count: 1 };

/** One action on a relation, for each element it is given. */
function writeNested(door: PrismaDoor, plan: Plan, { relation, action, value }: Nested): void {
  const elements = isListed(value) ? asList(value) : { element: value, size: ONE };
  const body = (): void => act(door, plan, relation, action, elements.element);
  if (action === 'createMany' || (elements.size.kind === 'exactly' && elements.size.count <= 1)) {
    body();
    return;
  }
  const aside = runAside(door.machine, body);
  if (aside.recording.entries.length > 0)
    record(door.machine, {
      kind: 'repeat',
      at: plan.at,
      times: elements.size,
      mode: 'sequential',
      recording: aside.recording,
    });
}

/** Rows that this one points at are written before it, those that point at it after. */
function around<T>(door: PrismaDoor, plan: Plan, nested: readonly Nested[], body: () => T): T {
  for (const each of nested.filter(({ relation }) => relation.own !== undefined)) writeNested(door, plan, each);
  const done = body();
  for (const each of nested.filter(({ relation }) => relation.own === undefined)) writeNested(door, plan, each);
  return done;
}

function isListed(value: Value): boolean {
  return value.kind === 'array' || value.kind === 'list' || (value.kind === 'union' && value.of.some(isListed));
}

function act(door: PrismaDoor, plan: Plan, relation: Relation, action: string, element: Value): void {
  const { machine } = door;
  const { table, through } = relation;
  const inner = (operation: QueryOperation, where?: Value): Plan =>
    withFilter({ ...planFor(door, table, operation, plan.at), returns: operation === 'select' }, table, where);
  const link = (operation: QueryOperation): void => {
    const name = through?.name ?? table.name;
    const keyed = relation.other === undefined ? ['A', 'B'] : [columnOf(table, relation.other)];
    const filter = operation === 'insert' ? [] : keyed;
    send(machine, { ...inner(operation), tables: [name], equal: filter, ...values(operation) });
  };
  /** The row of the other table is made to point at this one, or a row between them does. */
  const point = (where: Value | undefined): void => {
    if (through === undefined) send(machine, inner('update', where));
    else link('insert');
  };
  switch (action) {
    case 'create':
    case 'createMany':
      around(door, plan, action === 'create' ? nestedIn(table, optionsOf(element)) : [], () => {
        send(machine, { ...inner('insert'), values: createdBy(action, element) });
        if (through !== undefined) link('insert');
      });
      return;
    case 'connect':
      if (relation.own !== undefined) send(machine, { ...inner('select', element), limit: 1 });
      else point(element);
      return;
    case 'connectOrCreate': {
      const where = optionsOf(element).get('where');
      send(machine, { ...inner('select', where), limit: 1 });
      rarely(door, plan, () => send(machine, { ...inner('insert'), values: ONE }));
      if (relation.own === undefined) point(where);
      return;
    }
    case 'disconnect':
    case 'set':
      if (relation.own === undefined) link(through === undefined ? 'update' : 'delete');
      return;
    case 'update':
    case 'updateMany':
    case 'upsert':
      send(machine, inner('update', optionsOf(element).get('where')));
      return;
    case 'delete':
    case 'deleteMany':
      send(machine, inner('delete', element));
  }
}

function values(operation: QueryOperation): { readonly values?: Cardinality } {
  return operation === 'insert' ? { values: ONE } : {};
}

function createdBy(action: string, element: Value): Cardinality {
  const data = optionsOf(element).get('data');
  return action === 'createMany' && data !== undefined ? asList(data).size : ONE;
}

function rarely(door: PrismaDoor, plan: QueryPlan, body: () => void): void {
  const { recording } = runAside(door.machine, body);
  const branches = [recording, emptyRecording()].map((each) => ({
    likelihood: 'even' as const,
    leaves: false,
    recording: each,
  }));
  record(door.machine, { kind: 'choice', at: plan.at, branches });
}
