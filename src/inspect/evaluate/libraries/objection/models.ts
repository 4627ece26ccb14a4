import { callValue } from '../../interpret/calls.ts';
import { findStatic, readGetter } from '../../interpret/classes.ts';
import type { Machine } from '../../machine.ts';
import { newObject } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { ClassValue, Relation, Value } from '../../values/values.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { type Entity, entityOf, registerEntity } from '../entities/registry.ts';
import { addColumn, newTable } from '../entities/tables.ts';

/** Makes the tables of all the models, before anything asks for them. */
export function declareObjection(machine: Machine): void {
  if (![...machine.imported.keys()].some((name) => name === 'objection')) return;
  for (const made of machine.classes)
    if (isModel(made) && textOf(staticOf(machine, made, 'tableName')) !== undefined) objectionEntity(machine, made);
}

function isModel(made: ClassValue): boolean {
  let current: Value | undefined = made.parent;
  while (current?.kind === 'class') current = current.parent;
  return current?.kind === 'external' && current.package === 'objection';
}

/** The entity that a class is when it extends the model of Objection: `tableName`, `idColumn`, `relationMappings`. */
export function objectionEntity(machine: Machine, made: ClassValue): Entity {
  const known = entityOf(machine, made);
  if (known !== undefined) return known;
  const at = made.file.at(made.node.start);
  const table = newTable(machine, textOf(staticOf(machine, made, 'tableName')) ?? made.name, at);
  const entity = registerEntity(machine, {
    name: made.name,
    table,
    mapper: 'objection',
    model: made,
    hooks: new Map(),
  });
  for (const key of keysOf(staticOf(machine, made, 'idColumn')))
    addColumn(table, { property: key, name: key, type: '', at, primary: true });
  const schema = fieldsOf(fieldsOf(staticOf(machine, made, 'jsonSchema')).get('properties'));
  for (const [name, described] of schema)
    if (!table.columns.has(name))
      addColumn(table, { property: name, name, type: textOf(fieldsOf(described).get('type')) ?? '', at });
  for (const [name, mapping] of fieldsOf(staticOf(machine, made, 'relationMappings'))) {
    const relation = relationOf(machine, mapping);
    if (relation !== undefined) table.relations.set(name, relation);
  }
  return entity;
}

function keysOf(value: Value | undefined): readonly string[] {
  const given = itemsOf(value).flatMap((item) => textOf(item) ?? []);
  return given.length === 0 ? ['id'] : given;
}

/** A static member, however it is written: a field, a getter, a function. */
function staticOf(machine: Machine, made: ClassValue, name: string): Value | undefined {
  const at = made.file.at(made.node.start);
  const found = findStatic(made, name) ?? readGetter(machine, { ...newObject(true), made }, name, at);
  return found?.kind === 'function' ? callValue(machine, found, [], at, made) : found;
}

/** `{ relation: Model.HasManyRelation, modelClass: Pet, join: { from: 'people.id', to: 'pets.owner_id' } }`. */
function relationOf(machine: Machine, mapping: Value): Relation | undefined {
  const fields = fieldsOf(mapping);
  const target = classOf(machine, fields.get('modelClass'));
  if (target === undefined) return undefined;
  const { table } = objectionEntity(machine, target);
  const join = fieldsOf(fields.get('join'));
  const through = fieldsOf(join.get('through')).get('from');
  const named = kindOf(fields.get('relation'));
  const own = columnIn(join.get('from'));
  const other = columnIn(join.get('to'));
  return {
    table,
    many: /HasMany|ManyToMany/.test(named),
    ...(own === undefined ? {} : { own }),
    ...(other === undefined ? {} : { other }),
    ...(through === undefined ? {} : { through: newTable(machine, ownerIn(through), table.at) }),
  };
}

function kindOf(value: Value | undefined): string {
  if (value?.kind === 'external') return value.path.at(-1) ?? '';
  return value?.kind === 'opaque' ? value.name : '';
}

/** A class, what a function or a module gives, or the name of a class. */
function classOf(machine: Machine, value: Value | undefined): ClassValue | undefined {
  const name = textOf(value)
    ?.split('/')
    .at(-1)
    ?.replace(/\.\w+$/, '');
  if (name !== undefined) return machine.classes.find((one) => one.name === name);
  for (const part of alternatives(value ?? newObject(true))) {
    if (part.kind === 'class') return part;
    if (part.kind === 'object') {
      const exported = part.fields.get('default') ?? [...part.fields.values()].find((field) => field.kind === 'class');
      if (exported?.kind === 'class') return exported;
    }
    if (part.kind === 'function') return classOf(machine, callValue(machine, part, [], part.file.at(part.node.start)));
  }
  return undefined;
}

/** `pets.owner_id` → `owner_id`. */
function columnIn(value: Value | undefined): string | undefined {
  return textOf(itemsOf(value)[0])?.split('.').at(-1);
}

function ownerIn(value: Value): string {
  return textOf(itemsOf(value)[0])?.split('.').at(-2) ?? '';
}
