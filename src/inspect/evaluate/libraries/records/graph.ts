import type { Cardinality } from '../../../../model/program.ts';
import { asList } from '../../interpret/lists.ts';
import { record, runAside } from '../../machine.ts';
import { emptyRecording } from '../../program/recording.ts';
import { sourcesOf } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Relation, TableModel, Value } from '../../values/values.ts';
import { fieldsOf, itemsOf } from '../entities/options.ts';
import { send } from '../entities/queries.ts';
import { newPlan, type Plan } from '../plans.ts';
import type { Door } from './chain.ts';
import { keyOf, loadRelations } from './relations.ts';

/** A record given with those that belong to it: `insertGraph({ name, pets: [{ name }] })`. */
export interface Graph {
  readonly way: 'insert' | 'upsert';
  readonly value: Value | undefined;
  /** Relations that may be in it, when the code does not write it: `allowGraph('[pets, club]')`. */
  readonly allowed: readonly string[];
}

const ONE: Cardinality = { kind: 'exactly', count: 1 };
const MOST_DEPTH = 4;

/** Whether the records of a graph are all new: it is written without the key of its root. */
export function isNew({ way, value }: Graph, key: string): boolean {
  const [root] = itemsOf(value);
  return way === 'insert' || (root?.kind === 'object' && root.spreads.length === 0 && !root.fields.has(key));
}

/** Inserts the records that belong to the root: one query for each relation, one more for the links of many to many. */
export function insertRelated(door: Door, graph: Graph, root: QueryPlan): void {
  insertUnder(door, door.entity.table, graph, root, 0);
}

function insertUnder(door: Door, table: TableModel, { value, allowed }: Graph, root: QueryPlan, depth: number): void {
  if (depth > MOST_DEPTH) return;
  for (const [name, relation] of table.relations) {
    const given = itemsOf(value).flatMap((item) => fieldsOf(item).get(name) ?? []);
    const inside = allowed.flatMap((path) => (path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : []));
    const write = (part: Value | undefined): void => {
      insertRows(door, relation, part, root);
      insertUnder(door, relation.table, { way: 'insert', value: part, allowed: inside }, root, depth + 1);
    };
    for (const part of given) write(part);
    if (given.length === 0 && allowed.some((path) => path === name || path.startsWith(`${name}.`)))
      perhaps(door, root, () => write(undefined));
  }
}

function insertRows(door: Door, relation: Relation, part: Value | undefined, root: QueryPlan): void {
  const inputs = [root.at, ...sourcesOf(part === undefined ? [] : [part])];
  const tables = [relation.table, ...(relation.through === undefined ? [] : [relation.through])];
  for (const { name } of tables)
    send(door.machine, { ...planOn(door, name, root), operation: 'insert', values: sizeOf(part, relation), inputs });
}

function planOn({ database, held }: Door, table: string, root: QueryPlan): Plan {
  return { ...newPlan(database, 'select', root.at), tables: [table], ...(held ? { held: true as const } : {}) };
}

function sizeOf(part: Value | undefined, relation: Relation): Cardinality {
  if (!relation.many) return ONE;
  return part === undefined ? { kind: 'unknown', hint: relation.table.name } : asList(part).size;
}

/**
 * What `upsertGraph` does with a root that exists: reads the graph, then writes the differences. Each relation may get one insertion and
 * one deletion, and an update for each of its rows.
 */
export function upsertRelated(door: Door, graph: Graph, root: QueryPlan): void {
  const given = [...door.entity.table.relations.keys()].filter((name) =>
    itemsOf(graph.value).some((item) => fieldsOf(item).has(name)),
  );
  const names = given.length > 0 ? given : graph.allowed;
  loadRelations(door, root, names);
  for (const name of names) {
    const relation = door.entity.table.relations.get(name.split('.')[0] ?? '');
    if (relation === undefined) continue;
    const value = itemsOf(graph.value).flatMap((item) => fieldsOf(item).get(name) ?? [])[0];
    perhaps(door, root, () => insertRows(door, relation, value, root));
    perhaps(door, root, () => {
      const [table, columns] = [relation.through?.name ?? relation.table.name, [keyOf(relation)]];
      send(door.machine, { ...planOn(door, table, root), operation: 'delete', compared: columns, returns: false });
    });
    updateRows(door, relation, value, root);
  }
}

function updateRows(door: Door, relation: Relation, value: Value | undefined, root: QueryPlan): void {
  const key = relation.table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id';
  const plan: Plan = { ...planOn(door, relation.table.name, root), operation: 'update', equal: [key], returns: false };
  const update = (): void => perhaps(door, root, () => send(door.machine, plan));
  const times = sizeOf(value, relation);
  if (times.kind === 'exactly' && times.count === 1) {
    update();
    return;
  }
  const { recording } = runAside(door.machine, update);
  record(door.machine, { kind: 'repeat', at: root.at, times, mode: 'parallel', recording });
}

/** Work that the data decides on. */
function perhaps({ machine }: Door, { at }: QueryPlan, work: () => void): void {
  const { recording } = runAside(machine, work);
  const branches = [recording, emptyRecording()].map((each) => ({
    likelihood: 'even' as const,
    leaves: false,
    recording: each,
  }));
  record(machine, { kind: 'choice', at, branches });
}
