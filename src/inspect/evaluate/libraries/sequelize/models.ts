import { renameIn } from '../../../../model/schema.ts';
import type { Location } from '../../../../model/source.ts';
import { readExpression } from '../../../sql/index.ts';
import type { Machine } from '../../machine.ts';
import { literal, newObject } from '../../values/create.ts';
import type { ClassValue, TableModel, Value } from '../../values/values.ts';
import { type Fields, fieldsOf, flagOf, itemsOf, textOf } from '../entities/options.ts';
import { addHook, type Entity, registerEntity } from '../entities/registry.ts';
import { addColumn, addIndex, columnOf, newTable } from '../entities/tables.ts';
import { plural, snake } from '../entities/words.ts';
import { addScope } from './scopes.ts';

/** `sequelize.define('User', attributes, options)`: an object that stands for the table. */
export function defineModel(machine: Machine, args: readonly Value[], at: Location): Value {
  const name = textOf(args[0]) ?? '?';
  const methods = newObject(true);
  const model = newObject(
    true,
    [
      ['name', literal(name)],
      ['prototype', methods],
    ],
    'model',
  );
  declare(machine, name, args[1], fieldsOf(args[2]), at, model);
  return model;
}

/** `User.init(attributes, options)` of a class that extends Model. */
export function initModel(machine: Machine, made: ClassValue, args: readonly Value[], at: Location): Value {
  const options = fieldsOf(args[1]);
  declare(machine, textOf(options.get('modelName')) ?? made.name, args[0], options, at, made);
  return made;
}

function declare(
  machine: Machine,
  name: string,
  attributes: Value | undefined,
  options: Fields,
  at: Location,
  model: Value,
): Entity {
  const frozen = flagOf(options.get('freezeTableName')) === true;
  const table = newTable(machine, textOf(options.get('tableName')) ?? (frozen ? name : plural(name)), at);
  const underscored = flagOf(options.get('underscored')) === true;
  for (const [property, definition] of fieldsOf(attributes)) addAttribute(table, property, definition, underscored, at);
  if (!table.indexes.some(({ primary }) => primary))
    addColumn(table, { property: 'id', name: 'id', type: 'integer', primary: true, at });
  if (flagOf(options.get('timestamps')) !== false)
    for (const property of ['createdAt', 'updatedAt'])
      addColumn(table, { property, name: underscored ? snake(property) : property, type: 'date', at });
  for (const index of itemsOf(options.get('indexes'))) addDeclaredIndex(table, fieldsOf(index), at);
  const entity = registerEntity(machine, {
    name,
    table,
    mapper: 'sequelize',
    model,
    hooks: new Map(),
    ...methodsOf(model),
  });
  addScope(entity, 'defaultScope', options.get('defaultScope'));
  addScope(entity, undefined, options.get('scopes'));
  for (const [event, hook] of fieldsOf(options.get('hooks')))
    for (const each of itemsOf(hook)) addHook(entity, event, each);
  return entity;
}

function methodsOf(model: Value): Pick<Entity, 'methods'> {
  const methods = model.kind === 'object' ? model.fields.get('prototype') : undefined;
  return methods?.kind === 'object' ? { methods } : {};
}

function addAttribute(
  table: TableModel,
  property: string,
  definition: Value,
  underscored: boolean,
  at: Location,
): void {
  const options = fieldsOf(definition);
  const type = options.get('type') ?? definition;
  const references = fieldsOf(options.get('references'));
  const target = textOf(references.get('model')) ?? textOf(fieldsOf(references.get('model')).get('tableName'));
  const unique = options.get('unique');
  addColumn(table, {
    property,
    name: textOf(options.get('field')) ?? (underscored ? snake(property) : property),
    type: typeOf(type),
    at,
    ...(flagOf(options.get('primaryKey')) === true ? { primary: true } : {}),
    ...(unique !== undefined && flagOf(unique) !== false ? { unique: true } : {}),
    ...(target === undefined ? {} : { points: { table: target, column: textOf(references.get('key')) ?? 'id' } }),
  });
}

/** `DataTypes.STRING(20)` → `string`. */
export function typeOf(type: Value | undefined): string {
  return type?.kind === 'external' ? (type.path.at(-1) ?? '').replace('()', '').toLowerCase() : '';
}

export function addDeclaredIndex(table: TableModel, index: Fields, at: Location): void {
  const named = (name: string): string => columnOf(table, name);
  const where = index.get('where');
  const fields = itemsOf(index.get('fields')).map(
    (field) => textOf(field) ?? textOf(fieldsOf(field).get('name')) ?? expressionIn(field),
  );
  const unread = fields.indexOf(undefined);
  const columns = (unread === -1 ? fields : fields.slice(0, unread)).map((name) => renameIn(name ?? '', named));
  addIndex(table, columns, {
    unique: flagOf(index.get('unique')) === true && unread === -1,
    primary: false,
    ...(where === undefined ? {} : { partial: [...fieldsOf(where).keys()].map(named) }),
    at,
  });
}

/** `fn('lower', col('email'))`. */
function expressionIn(field: Value): string | undefined {
  return field.kind === 'condition' && field.text !== undefined ? readExpression(field.text) : undefined;
}
