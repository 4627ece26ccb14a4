import { findStatic } from '../../interpret/classes.ts';
import type { Machine } from '../../machine.ts';
import { literal, newObject } from '../../values/create.ts';
import type { ClassValue, TableModel, Value } from '../../values/values.ts';
import {
  classIn,
  type Declared,
  declaring,
  decoratedProperties,
  decoratorsOf,
  type Property,
} from '../decorated/declarations.ts';
import { type Fields, fieldsOf, flagOf, itemsOf, textOf } from '../entities/options.ts';
import { addHook, type Entity, entityOf, registerEntity } from '../entities/registry.ts';
import { addColumn, addIndex, joinKeys, newTable } from '../entities/tables.ts';
import { lowerFirst, plural, snake } from '../entities/words.ts';
import { associate, isAssociation } from './associations.ts';
import { addDeclaredIndex, typeOf } from './models.ts';
import { declareScopes } from './scopes.ts';

const PACKAGE = 'sequelize-typescript';

/** The model that a class of sequelize-typescript declares by its decorators: `@Table class User extends Model`. Undefined for another class. */
export function decoratedModel(machine: Machine, value: Value | undefined): Entity | undefined {
  const known = entityOf(machine, value);
  if (known !== undefined) return known;
  const made = value?.kind === 'union' ? value.of.find((part) => part.kind === 'class') : value;
  if (made?.kind !== 'class' || made.node.decorators.length === 0) return undefined;
  return declaring(machine, () => {
    const declared = decoratorsOf(machine, made, made.node.decorators).filter((one) => one.package === PACKAGE);
    const table = declared.find(({ name }) => name === 'Table');
    return table === undefined ? undefined : declare(machine, made, fieldsOf(table.args[0]), declared);
  });
}

function declare(machine: Machine, made: ClassValue, options: Fields, declared: readonly Declared[]): Entity {
  const at = made.file.at(made.node.start);
  const name = textOf(options.get('modelName')) ?? made.name;
  const frozen = flagOf(options.get('freezeTableName')) === true;
  const table = newTable(machine, textOf(options.get('tableName')) ?? (frozen ? name : plural(name)), at);
  const entity = registerEntity(machine, { name, table, mapper: 'sequelize', model: made, hooks: new Map() });
  const underscored = flagOf(options.get('underscored')) === true;
  const properties = decoratedProperties(machine, made);
  for (const property of properties) addProperty(table, made, underscored, property);
  joinKeys(table);
  addUsual(table, options, underscored);
  for (const index of itemsOf(options.get('indexes'))) addDeclaredIndex(table, fieldsOf(index), at);
  for (const property of properties) addRelation(machine, entity, made, property);
  for (const hook of hooksOf(machine, made)) addHook(entity, hook.event, hook.value);
  declareScopes(entity, declared);
  return entity;
}

/** The key and the dates that Sequelize adds when the class does not declare them. */
function addUsual(table: TableModel, options: Fields, underscored: boolean): void {
  const { at } = table;
  if (!table.indexes.some(({ primary }) => primary))
    addColumn(table, { property: 'id', name: 'id', type: 'integer', primary: true, at });
  if (flagOf(options.get('timestamps')) === false) return;
  for (const property of ['createdAt', 'updatedAt'])
    if (!table.columns.has(property))
      addColumn(table, { property, name: underscored ? snake(property) : property, type: 'date', at });
}

const COLUMNS =
  /^(Column|PrimaryKey|ForeignKey|CreatedAt|UpdatedAt|DeletedAt|AutoIncrement|Default|AllowNull|Unique|Index)$/;

function addProperty(
  table: TableModel,
  made: ClassValue,
  underscored: boolean,
  { name, node, declared }: Property,
): void {
  const own = declared.filter((each) => each.package === PACKAGE && COLUMNS.test(each.name));
  if (own.length === 0) return;
  const options = fieldsOf(own.find((each) => each.name === 'Column')?.args[0]);
  const has = (decorator: string): boolean => own.some((each) => each.name === decorator);
  const at = made.file.at(node.start);
  const column = textOf(options.get('field')) ?? (underscored ? snake(name) : name);
  const given = own.find((each) => each.name === 'Column')?.args[0];
  addColumn(table, {
    property: name,
    name: column,
    type: typeOf(options.get('type') ?? given),
    at,
    ...(has('PrimaryKey') || flagOf(options.get('primaryKey')) === true ? { primary: true } : {}),
    ...(has('Unique') || (options.has('unique') && flagOf(options.get('unique')) !== false) ? { unique: true } : {}),
  });
  if (has('Index')) addIndex(table, [column], { unique: false, primary: false, at });
}

/** `@BelongsTo(() => User, 'userId')`, `@HasMany(() => Comment)`, `@BelongsToMany(() => Tag, () => ArticleTag)`. */
function addRelation(machine: Machine, entity: Entity, made: ClassValue, property: Property): void {
  const relation = property.declared.find((each) => each.package === PACKAGE && isAssociation(lowerFirst(each.name)));
  if (relation === undefined) return;
  const target = decoratedModel(machine, classIn(machine, made, relation.args[0]));
  if (target === undefined) return;
  const kind = lowerFirst(relation.name);
  const many = kind === 'belongsToMany';
  const option = relation.args[many ? 2 : 1];
  const options = new Map<string, Value>([...fieldsOf(option), ['as', literal(property.name)]]);
  const key =
    textOf(option) ??
    foreignKeyOf(machine, kind === 'belongsTo' ? made : target.model, kind === 'belongsTo' ? target : entity);
  if (!options.has('foreignKey') && key !== undefined) options.set('foreignKey', literal(key));
  if (many) {
    const through = relation.args[1];
    options.set('through', decoratedModel(machine, classIn(machine, made, through))?.model ?? through ?? literal(''));
    if (relation.args[3] !== undefined) options.set('otherKey', relation.args[3]);
  }
  associate(machine, entity, kind, [target.model, newObject(true, options)], made.file.at(property.node.start));
}

/** The column that `@ForeignKey(() => User)` marks. */
function foreignKeyOf(machine: Machine, holder: Value, target: Entity): string | undefined {
  if (holder.kind !== 'class') return undefined;
  return decoratedProperties(machine, holder).find(({ declared }) =>
    declared.some((each) => each.name === 'ForeignKey' && classIn(machine, holder, each.args[0]) === target.model),
  )?.name;
}

/** Static methods that `@BeforeCreate` and its relatives mark, those of the classes it extends first. */
function hooksOf(machine: Machine, made: ClassValue): readonly { readonly event: string; readonly value: Value }[] {
  const classes: ClassValue[] = [];
  for (let current: Value | undefined = made; current?.kind === 'class'; current = current.parent)
    classes.unshift(current);
  const methods = new Map<string, readonly string[]>();
  for (const one of classes)
    for (const element of one.node.body.body) {
      if (element.type !== 'MethodDefinition' || !element.static || element.decorators.length === 0) continue;
      if (element.key.type !== 'Identifier') continue;
      const events = decoratorsOf(machine, one, element.decorators)
        .filter(({ name, package: from }) => from === PACKAGE && /^(Before|After)[A-Z]/.test(name))
        .map(({ name }) => lowerFirst(name));
      if (events.length > 0) methods.set(element.key.name, events);
    }
  return [...methods].flatMap(([name, events]) => {
    const value = findStatic(made, name);
    return value === undefined ? [] : events.map((event) => ({ event, value }));
  });
}
