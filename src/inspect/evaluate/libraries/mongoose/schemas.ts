import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import type { Machine } from '../../machine.ts';
import { literal, native, newObject } from '../../values/create.ts';
import type { ObjectValue, TableModel, Value } from '../../values/values.ts';
import { fieldsOf, flagOf, itemsOf, textOf } from '../entities/options.ts';
import { addHook, type Entity, registerEntity } from '../entities/registry.ts';
import { addColumn, addIndex, newTable } from '../entities/tables.ts';
import { plural } from '../entities/words.ts';
import { eventsNamed } from './query-hooks.ts';

/** What a schema says, until a model is made of it. */
interface Schema {
  readonly definition: Value | undefined;
  readonly options: Value | undefined;
  readonly hooks: { readonly event: string; readonly hook: Value }[];
  readonly indexes: { readonly fields: Value; readonly options: Value | undefined; readonly at: Location }[];
}

const schemas = new WeakMap<Machine, Map<number, Schema>>();

function schemasOf(machine: Machine): Map<number, Schema> {
  const known = schemas.get(machine);
  if (known !== undefined) return known;
  const made = new Map<number, Schema>();
  schemas.set(machine, made);
  return made;
}

/** `new Schema(definition, options)`: `statics` and `methods` are filled by the code. */
export function newSchema(machine: Machine, args: readonly Value[]): ObjectValue {
  const [definition, options] = args;
  const schema: Schema = { definition, options, hooks: [], indexes: [] };
  const given = fieldsOf(options);
  const value = newObject(true, [
    ['statics', given.get('statics') ?? newObject(true)],
    ['methods', given.get('methods') ?? newObject(true)],
    ['query', newObject(true)],
    ['options', newObject(true)],
    ['obj', definition ?? newObject(true)],
    ['paths', newObject(true)],
  ]);
  schemasOf(machine).set(value.id, schema);
  const method = (name: string, does: (args: readonly Value[], at: Location) => void): void => {
    value.fields.set(
      name,
      native(name, (input) => {
        does(input.args, input.at);
        return value;
      }),
    );
  };
  for (const name of ['pre', 'post'])
    method(name, (given_) => {
      const hook = given_.findLast((arg) => arg.kind === 'function');
      for (const event of itemsOf(given_[0]))
        if (hook !== undefined)
          for (const one of eventsNamed(event)) schema.hooks.push({ event: `${name} ${one}`, hook });
    });
  method('index', ([fields, indexOptions], at) => {
    if (fields !== undefined) schema.indexes.push({ fields, options: indexOptions, at });
  });
  method('plugin', ([plugin, pluginOptions], at) => {
    if (plugin?.kind === 'function') callValue(machine, plugin, [value, pluginOptions ?? newObject(true)], at);
  });
  for (const name of ['set', 'add', 'loadClass', 'virtual', 'path', 'get', 'method', 'static'])
    method(name, (given_) => attach(value, name, given_));
  return value;
}

/** `schema.method('name', f)` and `schema.static('name', f)`. */
function attach(schema: ObjectValue, kind: string, [name, body]: readonly Value[]): void {
  const holder = schema.fields.get(kind === 'method' ? 'methods' : 'statics');
  const key = textOf(name);
  if ((kind === 'method' || kind === 'static') && holder?.kind === 'object' && key !== undefined && body !== undefined)
    holder.fields.set(key, body);
}

/** `mongoose.model('User', schema)`: the model, once; without a schema, the one made before. */
export function newModel(machine: Machine, name: string, given: Value | undefined, at: Location): Entity | undefined {
  const schema = given?.kind === 'object' ? schemasOf(machine).get(given.id) : undefined;
  if (schema === undefined || given?.kind !== 'object') return undefined;
  const options = fieldsOf(schema.options);
  const collection = textOf(options.get('collection')) ?? plural(name.toLowerCase());
  const table = newTable(machine, collection, at);
  addColumn(table, { property: '_id', name: '_id', type: 'objectid', primary: true, at });
  addPaths(machine, table, '', schema.definition, at, 0);
  for (const index of schema.indexes) addDeclaredIndex(table, index);
  const methods = given.fields.get('methods');
  const model = newObject(true, [['modelName', literal(name)]], 'model');
  const statics = given.fields.get('statics');
  if (statics?.kind === 'object') for (const [key, value] of statics.fields) model.fields.set(key, value);
  const entity = registerEntity(machine, {
    name,
    table,
    mapper: 'mongoose',
    model,
    hooks: new Map(),
    ...(methods?.kind === 'object' ? { methods } : {}),
  });
  for (const { event, hook } of schema.hooks) addHook(entity, event, hook);
  return entity;
}

/** Paths of documents as columns: `address.city` for what is nested. */
function addPaths(
  machine: Machine,
  table: TableModel,
  prefix: string,
  definition: Value | undefined,
  at: Location,
  depth: number,
): void {
  for (const [key, given] of fieldsOf(definition))
    addPath(machine, table, prefix === '' ? key : `${prefix}.${key}`, given, at, depth);
}

function addPath(machine: Machine, table: TableModel, name: string, given: Value, at: Location, depth: number): void {
  const value = given.kind === 'array' ? (given.items[0] ?? given) : given;
  const options = fieldsOf(value);
  const type = options.get('type');
  const inner = schemasOf(machine).get(value.kind === 'object' ? value.id : -1)?.definition;
  if (depth < 3 && (inner !== undefined || (options.size > 0 && type === undefined)))
    addPaths(machine, table, name, inner ?? value, at, depth + 1);
  addColumn(table, {
    property: name,
    name,
    type: '',
    at,
    ...(flagOf(options.get('unique')) === true ? { unique: true } : {}),
    ...(flagOf(options.get('index')) === true ? { indexed: true } : {}),
  });
  const reference = textOf(options.get('ref')) ?? refIn(type);
  const many = given.kind === 'array' || type?.kind === 'array';
  if (reference !== undefined) pending(machine).push({ table, name, reference, many });
}

function refIn(type: Value | undefined): string | undefined {
  return type?.kind === 'array' ? textOf(fieldsOf(type.items[0]).get('ref')) : undefined;
}

interface Reference {
  readonly table: TableModel;
  readonly name: string;
  readonly reference: string;
  readonly many: boolean;
}

const references = new WeakMap<Machine, Reference[]>();

/** References to models, followed once the models are there. */
function pending(machine: Machine): Reference[] {
  const known = references.get(machine);
  if (known !== undefined) return known;
  const made: Reference[] = [];
  references.set(machine, made);
  return made;
}

/** The model that a path of a document references. */
export function referenceAt(machine: Machine, table: TableModel, path: string): Omit<Reference, 'table'> | undefined {
  return pending(machine).find((one) => one.table === table && one.name === path);
}

/** What a query by words compares: one index of the collection serves it, and nothing else. */
const TEXT = '$text';

function addDeclaredIndex(table: TableModel, { fields, options, at }: Schema['indexes'][number]): void {
  const given = fieldsOf(fields);
  const columns = [...given].flatMap(([name, order]) =>
    order.kind !== 'literal' ? [] : order.value === 'text' ? [TEXT] : [name],
  );
  const flags = fieldsOf(options);
  const unique = flagOf(flags.get('unique')) === true && flags.get('partialFilterExpression') === undefined;
  addIndex(table, [...new Set(columns)], { unique, primary: false, at });
}
