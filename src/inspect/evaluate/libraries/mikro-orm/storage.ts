import type { Machine } from '../../machine.ts';
import { newObject } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { Value } from '../../values/values.ts';
import { decoratedEntity } from '../decorated/entities.ts';
import { fieldsOf } from '../entities/options.ts';
import type { Entity } from '../entities/registry.ts';
import { change, isRead } from './unit.ts';

/** Objects that stand for a row without reading it. */
const references = new WeakMap<object, Entity>();

/** Objects that `em.create` made, which the unit of work already holds. */
const created = new WeakSet<object>();

/** `persist` and `remove`: what is given is written at the next flush. */
export function store(machine: Machine, value: Value, removes: boolean): void {
  const parts = alternatives(value).flatMap((part) =>
    part.kind === 'array' ? part.items : part.kind === 'list' ? [part.element] : [part],
  );
  for (const part of parts.filter((one) => !created.has(one))) {
    const entity = entityBehind(machine, part);
    if (entity === undefined) continue;
    const stored = isRead(part) || references.has(part);
    change(machine, entity, removes ? 'delete' : stored ? 'update' : 'insert', part);
  }
}

function entityBehind(machine: Machine, value: Value): Entity | undefined {
  if (value.kind === 'row') return entityOfTable(machine, value.table);
  return value.kind === 'object' ? (references.get(value) ?? decoratedEntity(machine, value.made)) : undefined;
}

/** `em.create(User, data)`: an object that the unit of work holds from then on. */
export function create(machine: Machine, entity: Entity, data: Value | undefined): Value {
  const made = newObject(false, fieldsOf(data));
  created.add(made);
  change(machine, entity, 'insert', made);
  return made;
}

/** `em.getReference(User, id)`: stands for a row without reading it. */
export function reference(entity: Entity): Value {
  const made = newObject(false);
  references.set(made, entity);
  return made;
}

/** An entity that was read, and that the code changes, is written at the next flush. */
export function touch(machine: Machine, value: Value): void {
  for (const part of alternatives(value)) {
    const entity = part.kind === 'row' ? entityOfTable(machine, part.table) : undefined;
    if (entity !== undefined && isRead(part)) change(machine, entity, 'update', part);
  }
}

function entityOfTable(machine: Machine, name: string): Entity | undefined {
  for (const made of machine.classes) {
    const entity = decoratedEntity(machine, made);
    if (entity?.table.name === name) return entity;
  }
  return undefined;
}
