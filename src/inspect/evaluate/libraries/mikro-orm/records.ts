import type { Machine } from '../../machine.ts';
import { rowsOf } from '../../program/query-step.ts';
import { newCells } from '../../values/cells.ts';
import { native, settled } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Relation, TableModel, Value } from '../../values/values.ts';
import { row, rowList, send } from '../entities/queries.ts';
import { type Entity, ownMethod } from '../entities/registry.ts';
import { columnOf } from '../entities/tables.ts';
import { newPlan, type Plan } from '../plans.ts';
import { change, link } from './unit.ts';

/** The door to the rows of one entity. */
export interface Door {
  readonly machine: Machine;
  readonly entity: Entity;
  readonly held: boolean;
}

/** Sends a query with the relations that it populates: to one joined, to many in a query of their own; before version 6, all in their own. */
export function loadPopulated(
  { machine, entity, held }: Door,
  plan: Plan,
  asked: readonly string[],
): { readonly sent: QueryPlan; readonly loaded: Map<string, Value> } {
  const relations = relationsOf(entity.table, asked);
  const joined = majorOf(machine) < 6 ? [] : relations.filter(([, { many }]) => !many || majorOf(machine) === 6);
  const tables = joined.flatMap(([, { table, through }]) =>
    through === undefined ? [table.name] : [through.name, table.name],
  );
  const sent = send(machine, { ...plan, tables: [...plan.tables, ...tables] });
  const loaded = new Map<string, Value>(
    joined.map(([name, { table, many }]) => [name, relatedRows(machine, sent, table.name, many)]),
  );
  for (const [name, relation] of relations.filter(([each]) => !loaded.has(each)))
    loaded.set(name, loadRelation(machine, plan.database, held, relation, sent));
  return { sent, loaded };
}

/** Relations that are asked for, and those that are always loaded. */
function relationsOf(table: TableModel, asked: readonly string[]): readonly (readonly [string, Relation])[] {
  const names = asked.map((path) => path.split('.')[0] ?? '');
  return [...table.relations].filter(([name, { eager }]) => eager === true || names.includes(name));
}

/** Loads a relation in a query of its own, then those that its rows always load. */
export function loadRelation(
  machine: Machine,
  database: string,
  held: boolean,
  relation: Relation,
  owner: QueryPlan,
  depth = 0,
): Value {
  const found = send(machine, relationPlan(machine, database, held, relation, owner));
  for (const [, inner] of depth > 2 ? [] : relationsOf(relation.table, []))
    loadRelation(machine, database, held, inner, found, depth + 1);
  return relatedRows(machine, found, relation.table.name, relation.many);
}

function relatedRows(machine: Machine, sent: QueryPlan, table: string, many: boolean): Value {
  return many ? rowList(machine, sent, row(sent, table)) : row(sent, table);
}

function relationPlan(machine: Machine, database: string, held: boolean, relation: Relation, owner: QueryPlan): Plan {
  const { table, other, through } = relation;
  const key =
    other === undefined ? (table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id') : columnOf(table, other);
  return {
    ...newPlan(database, 'select', owner.at),
    ...(held ? { held: true as const } : {}),
    tables: through === undefined ? [table.name] : [through.name, table.name],
    compared: [key],
    listed: rowsOf(machine.tables, owner),
    inputs: [owner.at],
    related: true,
  };
}

function majorOf(machine: Machine): number {
  const text = machine.project.read('package.json') ?? '';
  return Number(/"@mikro-orm\/core":\s*"[^\d"]*(\d+)/.exec(text)?.[1] ?? 7);
}

const ITSELF = /^(?:toJSON|toObject|toPOJO|toReference|unwrap|getEntity)$/;

/** A row as an instance of its entity: methods of the code, relations, and collections that may be changed. */
export function recordOf(door: Door, sent: QueryPlan, loaded: ReadonlyMap<string, Value>): Value {
  const { machine, entity } = door;
  const made: Value = {
    ...row(sent, entity.table.name, {
      member: (name) => {
        const own = ownMethod(entity, made, name);
        if (own !== undefined) return own;
        const relation = entity.table.relations.get(name);
        if (relation?.many === true) return collection(door, sent, relation, loaded.get(name));
        if (ITSELF.test(name)) return native(name, () => made);
        return loaded.get(name);
      },
    }),
    assigned: () => change(machine, entity, 'update', made),
  };
  return made;
}

/** A collection of an entity: its rows when they were loaded, read when the code asks; what is added or removed is written at the flush. */
function collection(door: Door, sent: QueryPlan, relation: Relation, loaded: Value | undefined): Value {
  const { machine, held } = door;
  const read = (): Value => loaded ?? rowsNow();
  const rowsNow = (): Value => loadRelation(machine, sent.database, held, relation, sent);
  const changes = (operation: 'insert' | 'delete') =>
    native(operation, () => {
      link(machine, relation.through?.name ?? relation.table.name, operation);
      return made;
    });
  const init = native('init', ({ at }) => ({ ...settled(read()), at }));
  const entries: [string, Value][] = [
    ['init', init],
    ['loadItems', init],
    ['matching', init],
    ['isInitialized', native('isInitialized', () => ({ kind: 'literal', value: loaded !== undefined }))],
    ['getItems', native('getItems', () => loaded ?? { kind: 'opaque', origin: 'data', name: '' })],
    ['add', changes('insert')],
    ['remove', changes('delete')],
    ['removeAll', changes('delete')],
    ['set', changes('insert')],
  ];
  const made: Value = {
    kind: 'object',
    id: -2,
    fields: newCells(entries),
    spreads: [],
    made: undefined,
    nature: 'mikro-collection',
    shared: false,
  };
  if (loaded !== undefined) made.fields.set('#items', loaded);
  return made;
}
