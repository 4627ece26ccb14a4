import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { findMethod } from '../../interpret/classes.ts';
import { awaitValue } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { alternatives } from '../../values/union.ts';
import type { ObjectValue, TableModel, Value } from '../../values/values.ts';

/** A model of an object mapper: a class or an object of the code, and the table it stands for. */
export interface Entity {
  readonly name: string;
  readonly table: TableModel;
  readonly mapper: 'sequelize' | 'mongoose' | 'typeorm' | 'mikro-orm' | 'objection' | 'lucid';
  readonly model: Value;
  /** Functions that run around a write, by event: `beforeSave`, `pre save`. */
  readonly hooks: Map<string, Value[]>;
  /** Methods of its rows, when they are not those of a class. */
  readonly methods?: ObjectValue;
  /** Names of the options that its reads have in common, when they are not those by default. */
  readonly scope?: readonly string[];
}

const registries = new WeakMap<Machine, Map<number, Entity>>();

function registryOf(machine: Machine): Map<number, Entity> {
  const known = registries.get(machine);
  if (known !== undefined) return known;
  const made = new Map<number, Entity>();
  registries.set(machine, made);
  return made;
}

/** Remembers the entity that a class or an object stands for. */
export function registerEntity(machine: Machine, entity: Entity): Entity {
  if (entity.model.kind === 'class' || entity.model.kind === 'object') registryOf(machine).set(entity.model.id, entity);
  return entity;
}

/** Remembers that another object stands for an entity too. */
export function registerAs(machine: Machine, { id }: ObjectValue, entity: Entity): void {
  registryOf(machine).set(id, entity);
}

/** The entity that a value stands for, if it is one. */
export function entityOf(machine: Machine, value: Value | undefined): Entity | undefined {
  if (value === undefined) return undefined;
  for (const part of alternatives(value)) {
    const found = part.kind === 'class' || part.kind === 'object' ? registryOf(machine).get(part.id) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export function entityNamed(machine: Machine, name: string): Entity | undefined {
  return [...registryOf(machine).values()].find((entity) => entity.name === name || entity.table.name === name);
}

export function entities(machine: Machine): readonly Entity[] {
  return [...registryOf(machine).values()];
}

/** A method that the code gives to the rows of an entity. */
export function ownMethod(entity: Entity, self: Value, name: string): Value | undefined {
  const given = entity.methods?.fields.get(name);
  if (given !== undefined) return given;
  if (entity.model.kind !== 'class') return undefined;
  const found = findMethod(entity.model, name, self);
  return found?.kind === 'function' ? found : undefined;
}

/** Runs the functions that the code attached to events of an entity, in order. */
export function runHooks(
  machine: Machine,
  entity: Entity,
  events: readonly string[],
  self: Value,
  args: readonly Value[],
  at: Location,
): void {
  for (const event of events)
    for (const hook of entity.hooks.get(event) ?? []) awaitValue(machine, callValue(machine, hook, args, at, self), at);
}

export function addHook(entity: Entity, event: string, hook: Value | undefined): void {
  if (hook !== undefined) entity.hooks.set(event, [...(entity.hooks.get(event) ?? []), hook]);
}
