import { callValue } from '../../interpret/calls.ts';
import type { Machine } from '../../machine.ts';
import { DATA, newArray, newObject } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { ObjectValue, Value } from '../../values/values.ts';
import { type Declared, declaring } from '../decorated/declarations.ts';
import { type Fields, fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { type Entity, registerAs } from '../entities/registry.ts';

/** Options that reads of a model have in common, by name; some are given by functions, called when a read first needs them. */
interface Scopes {
  readonly declared: { readonly name: string | undefined; readonly value: Value }[];
  readonly models: Map<string, ObjectValue>;
  /** What was asked for, by name: scopes do not change. */
  readonly known: Map<string, readonly Fields[]>;
}

const DEFAULT = 'defaultScope';
const scopesOf = new WeakMap<object, Scopes>();

/** Scopes belong to the table: what several scopes of a model share. */
function scopesFor({ table }: Entity): Scopes {
  const known = scopesOf.get(table);
  if (known !== undefined) return known;
  const made: Scopes = { declared: [], models: new Map(), known: new Map() };
  scopesOf.set(table, made);
  return made;
}

/** One scope by name, or, without a name, an object or a function that gives several. */
export function addScope(entity: Entity, name: string | undefined, value: Value | undefined): void {
  if (value === undefined) return;
  const { declared, known } = scopesFor(entity);
  declared.push({ name, value });
  known.clear();
}

/** `@DefaultScope(() => options)`, `@Scopes(() => ({ name: options }))`. */
export function declareScopes(entity: Entity, declared: readonly Declared[]): void {
  for (const { name, args } of declared) {
    if (name === 'DefaultScope') addScope(entity, DEFAULT, args[0]);
    if (name === 'Scopes') addScope(entity, undefined, args[0]);
  }
}

/** What a scope is worth: it is called without what the query gives it, so that it is the same for each. */
function given(machine: Machine, entity: Entity, value: Value | undefined): Value | undefined {
  if (value?.kind !== 'function') return value;
  const args = value.node.params.map(() => DATA);
  return declaring(machine, () => callValue(machine, value, args, entity.table.at));
}

function optionsNamed(machine: Machine, entity: Entity, name: string): readonly Fields[] {
  const { declared, known } = scopesFor(entity);
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = declared.flatMap((one): readonly Fields[] => {
    if (one.name === name) return [fieldsOf(given(machine, entity, one.value))];
    if (one.name !== undefined) return [];
    const options = fieldsOf(given(machine, entity, one.value)).get(name);
    return options === undefined ? [] : [fieldsOf(given(machine, entity, options))];
  });
  known.set(name, found);
  return found;
}

/** `scope('drafts', { method: ['of', user] })`, `unscoped()`: the model, whose reads have these options in common. */
export function scopedModel(machine: Machine, entity: Entity, args: readonly Value[]): Value {
  const names = args
    .flatMap((arg) => alternatives(arg))
    .flatMap(itemsOf)
    .flatMap((item) => textOf(item) ?? textOf(itemsOf(fieldsOf(item).get('method'))[0]) ?? []);
  const { models } = scopesFor(entity);
  const key = [...new Set(names)].join();
  const known = models.get(key);
  if (known !== undefined) return known;
  const model = newObject(true, [], 'model');
  models.set(key, model);
  registerAs(machine, model, { ...entity, scope: [...new Set(names)] });
  return model;
}

/** The options of a read, with those of the scopes of its model. */
export function withScopes(machine: Machine, entity: Entity, options: Fields): Fields {
  const shared = (entity.scope ?? [DEFAULT]).flatMap((name) => optionsNamed(machine, entity, name));
  if (shared.length === 0) return options;
  const merged = new Map<string, Value>();
  for (const each of [...shared, options])
    for (const [name, value] of each) merged.set(name, joined(name, merged.get(name), value));
  return merged;
}

function joined(name: string, one: Value | undefined, other: Value): Value {
  if (one === undefined) return other;
  if (name === 'include') return newArray([...itemsOf(one), ...itemsOf(other)]);
  return name === 'where' ? newObject(false, [...fieldsOf(one), ...fieldsOf(other)]) : other;
}
