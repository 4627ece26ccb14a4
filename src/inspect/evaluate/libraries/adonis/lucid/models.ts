import type { Location } from '../../../../../model/source.ts';
import { findStatic } from '../../../interpret/classes.ts';
import { asList } from '../../../interpret/lists.ts';
import { type Machine, record } from '../../../machine.ts';
import { DATA, native, sourcesOf, UNDEFINED } from '../../../values/create.ts';
import type { ClassValue, TableModel, Value } from '../../../values/values.ts';
import { classIn, decoratedProperties, type Property } from '../../decorated/declarations.ts';
import { fieldsOf, flagOf, textOf } from '../../entities/options.ts';
import { now, rowList, send } from '../../entities/queries.ts';
import { type Entity, entityOf, registerEntity } from '../../entities/registry.ts';
import { addColumn, newTable } from '../../entities/tables.ts';
import { plural, snake } from '../../entities/words.ts';
import type { Plan } from '../../plans.ts';
import { type Door, planFor, records } from '../../records/chain.ts';
import { persist, recordOf } from '../../records/record.ts';
import { lucidDatabase } from './connection.ts';

/** The entity that a class is when it extends the base model of Lucid. */
export function lucidEntity(machine: Machine, made: ClassValue): Entity {
  const known = entityOf(machine, made);
  if (known !== undefined) return known;
  const at = made.file.at(made.node.start);
  const table = newTable(machine, textOf(findStatic(made, 'table')) ?? plural(snake(made.name)), at);
  const entity = registerEntity(machine, { name: made.name, table, mapper: 'lucid', model: made, hooks: new Map() });
  const properties = decoratedProperties(machine, made);
  for (const property of properties) addProperty(table, made, property);
  for (const property of properties) addRelation(machine, entity, made, property);
  return entity;
}

function addProperty(table: TableModel, made: ClassValue, { name, node, declared }: Property): void {
  const column = declared.find((each) => each.name === 'column' || each.name.startsWith('column'));
  if (column === undefined) return;
  const options = fieldsOf(column.args[0]);
  const primary = flagOf(options.get('isPrimary')) === true ? { primary: true } : {};
  addColumn(table, {
    property: name,
    name: textOf(options.get('columnName')) ?? snake(name),
    type: '',
    at: made.file.at(node.start),
    ...primary,
  });
}

function addRelation(machine: Machine, { table }: Entity, made: ClassValue, { name, declared }: Property): void {
  const relation = declared.find((each) => /^(hasMany|hasOne|belongsTo|manyToMany|hasManyThrough)$/.test(each.name));
  const target = relation === undefined ? undefined : classIn(machine, made, relation.args[0]);
  if (relation === undefined || target === undefined) return;
  const options = fieldsOf(relation.args[1]);
  const other = lucidEntity(machine, target).table;
  const many = /Many/.test(relation.name);
  if (relation.name === 'belongsTo') {
    table.relations.set(name, { table: other, many: false, own: textOf(options.get('foreignKey')) ?? `${name}Id` });
    return;
  }
  if (relation.name !== 'manyToMany') {
    const key = textOf(options.get('foreignKey')) ?? `${made.name.charAt(0).toLowerCase()}${made.name.slice(1)}Id`;
    table.relations.set(name, { table: other, many, other: key });
    return;
  }
  const pivot = textOf(options.get('pivotTable')) ?? [made.name, target.name].map(snake).sort().join('_');
  const through = newTable(machine, pivot, made.file.at(made.node.start));
  table.relations.set(name, { table: other, many, through });
}

/** Whether a class extends the base model of Lucid in the end. */
export function isLucidModel(made: ClassValue): boolean {
  let current: Value | undefined = made.parent;
  while (current?.kind === 'class') current = current.parent;
  return current?.kind === 'external' && /^@adonisjs\/lucid|^@ioc:Adonis\/Lucid/.test(current.package);
}

export function doorOf(machine: Machine, made: ClassValue, held = false): Door {
  return { machine, entity: lucidEntity(machine, made), database: lucidDatabase(machine), held };
}

const KEYED = /^(?:find|findOrFail|findMany)$/;
const FINDERS = /^(?:find(?:OrFail|By|ByOrFail|Many|ManyBy)?|first(?:OrFail)?|all)$/;
const CREATORS =
  /^(?:create(?:Many|Quietly)?|firstOrCreate|firstOrNew|updateOrCreate|fetchOrCreateMany|updateOrCreateMany)$/;

/** Static members of a model: `query`, finders, creators. Undefined for others. */
export function memberOfLucid(machine: Machine, made: ClassValue, name: string): Value | undefined {
  if (name === 'query')
    return native(name, ({ at }) => {
      const door = doorOf(machine, made);
      return records(door, planFor(door, at));
    });
  if (FINDERS.test(name)) return native(name, ({ args, at }) => find(doorOf(machine, made), name, args, at));
  if (CREATORS.test(name)) return native(name, ({ args, at }) => create(doorOf(machine, made), name, args, at));
  if (name === 'verifyCredentials') return native(name, ({ args, at }) => verify(doorOf(machine, made), args, at));
  if (/^(?:before|after)\w+$|^(?:boot|addGlobalScope)$/.test(name)) return native(name, () => UNDEFINED);
  return undefined;
}

function find(door: Door, name: string, args: readonly Value[], at: Location): Value {
  const many = /All|all|Many/.test(name);
  const key = KEYED.test(name)
    ? (door.entity.table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id')
    : undefined;
  const start: Plan = { ...planFor(door, at), inputs: sourcesOf(args), ...(many ? {} : { limit: 1 }) };
  const column = key ?? (/By/.test(name) ? textOf(args[0]) : undefined);
  const named = column === undefined ? undefined : (door.entity.table.columns.get(column)?.column.name ?? column);
  const filtered: Plan =
    named === undefined
      ? { ...start, ...(/By/.test(name) ? { compared: [...fieldsOf(args[0]).keys()].map(snake) } : {}) }
      : many
        ? { ...start, compared: [named], listed: asList(args.at(-1) ?? DATA).size }
        : { ...start, equal: [named] };
  return now(door.machine, filtered, () => {
    const sent = send(door.machine, filtered);
    const element = recordOf(door, sent, new Map());
    return many ? rowList(door.machine, sent, element) : element;
  });
}

function create(door: Door, name: string, args: readonly Value[], at: Location): Value {
  const { machine } = door;
  const many = name === 'createMany' || name === 'fetchOrCreateMany' || name === 'updateOrCreateMany';
  const values = many ? asList(args.at(-1) ?? DATA).size : ({ kind: 'exactly', count: 1 } as const);
  const plan: Plan = { ...planFor(door, at), operation: 'insert', values, returns: true, inputs: sourcesOf(args) };
  return now(machine, plan, () => {
    if (!/^create/.test(name)) {
      const searched = [...fieldsOf(args[0]).keys()].map(
        (key) => door.entity.table.columns.get(key)?.column.name ?? key,
      );
      send(machine, { ...planFor(door, at), equal: searched, limit: 1, inputs: sourcesOf(args) });
    }
    if (name === 'firstOrNew') return DATA;
    const element = recordOf(door, send(machine, plan), new Map());
    return many ? rowList(machine, plan, element) : element;
  });
}

/** `save` and `delete` of an object that the code made of a model. */
export function memberOfLucidInstance(
  machine: Machine,
  target: Value & { kind: 'object' },
  name: string,
): Value | undefined {
  const { made } = target;
  if (made === undefined || !/^(?:save|delete|refresh)$/.test(name)) return undefined;
  return native(name, ({ at }) => persist(doorOf(machine, made), target, name, at, []));
}

/** `User.verifyCredentials(email, password)`: the account is read by its address, then the password is checked on libuv's threads. */
function verify(door: Door, args: readonly Value[], at: Location): Value {
  const plan: Plan = { ...planFor(door, at), equal: ['email'], limit: 1, inputs: sourcesOf(args) };
  return now(door.machine, plan, () => {
    const sent = send(door.machine, plan);
    record(door.machine, { kind: 'leaf', step: { kind: 'thread', work: 'hash', library: 'adonis', at } });
    return recordOf(door, sent, new Map());
  });
}
