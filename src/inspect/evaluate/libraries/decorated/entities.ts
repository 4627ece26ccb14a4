import { readSql } from '../../../sql/index.ts';
import type { Machine } from '../../machine.ts';
import type { ClassValue, TableModel, Value } from '../../values/values.ts';
import { type Fields, fieldsOf, flagOf, itemsOf, textOf } from '../entities/options.ts';
import { type Entity, entityOf, registerEntity } from '../entities/registry.ts';
import { addColumn, addIndex, type ColumnDeclaration, columnOf, joinKeys, newTable } from '../entities/tables.ts';
import { snake } from '../entities/words.ts';
import {
  classIn,
  classOfType,
  type Declared,
  declaring,
  decoratedProperties,
  decoratorsOf,
  type Property,
} from './declarations.ts';

type Mapper = 'typeorm' | 'mikro-orm';

/** The entity that a class declares by its decorators: `@Entity() class User`. Undefined for another class. */
export function decoratedEntity(machine: Machine, value: Value | undefined): Entity | undefined {
  const known = entityOf(machine, value);
  if (known !== undefined) return known;
  const made = value?.kind === 'union' ? value.of.find((part) => part.kind === 'class') : value;
  if (made?.kind !== 'class') return undefined;
  if (made.node.decorators.length === 0) return undefined;
  return declaring(machine, () => {
    const declared = decoratorsOf(machine, made, made.node.decorators);
    const entity = declared.find(({ name }) => name === 'Entity' || name === 'ViewEntity' || name === 'ChildEntity');
    return entity === undefined ? undefined : declare(machine, made, entity, declared);
  });
}

function declare(machine: Machine, made: ClassValue, entity: Declared, declared: readonly Declared[]): Entity {
  const mapper: Mapper = entity.package.startsWith('typeorm') ? 'typeorm' : 'mikro-orm';
  const options = fieldsOf(entity.args.find((arg) => arg.kind === 'object'));
  const named = textOf(entity.args[0]) ?? textOf(options.get('name')) ?? textOf(options.get('tableName'));
  const at = made.file.at(made.node.start);
  const table = newTable(machine, named ?? snake(made.name), at);
  const registered = registerEntity(machine, { name: made.name, table, mapper, model: made, hooks: new Map() });
  const properties = decoratedProperties(machine, made);
  for (const property of properties) addProperty(table, made, mapper, property);
  joinKeys(table);
  for (const property of properties) addRelation(machine, registered, made, property);
  for (const each of declared) addClassIndex(table, each, made);
  return registered;
}

const COLUMNS =
  /^(Column|CreateDateColumn|UpdateDateColumn|DeleteDateColumn|VersionColumn|ObjectIdColumn|Primary\w*|Property|Enum|SerializedPrimaryKey|Generated)$/;

function addProperty(table: TableModel, made: ClassValue, mapper: Mapper, property: Property): void {
  for (const each of property.declared.filter(({ name }) => COLUMNS.test(name))) {
    const options = fieldsOf(each.args.find((arg) => arg.kind === 'object'));
    const given = textOf(options.get('name')) ?? textOf(options.get('fieldName'));
    addColumn(table, {
      property: property.name,
      name: given ?? (mapper === 'mikro-orm' ? snake(property.name) : property.name),
      type: textOf(each.args[0]) ?? textOf(options.get('type')) ?? '',
      at: made.file.at(property.node.start),
      ...keysOf(property, each, options),
    });
  }
}

/** Whether a column is a key, unique, or has an index of its own. */
function keysOf({ declared }: Property, { name }: Declared, options: Fields): Partial<ColumnDeclaration> {
  if (/^Primary|^ObjectId/.test(name) || flagOf(options.get('primary')) === true) return { primary: true };
  const isUnique = (each: Declared): boolean =>
    each.name === 'Unique' || (each.name === 'Index' && flagOf(uniqueIn(each)) === true);
  if (flagOf(options.get('unique')) === true || declared.some(isUnique)) return { unique: true };
  const indexed = flagOf(options.get('index')) === true || declared.some((each) => each.name === 'Index');
  return indexed ? { indexed } : {};
}

function uniqueIn({ args }: Declared): Value | undefined {
  return fieldsOf(args.find((arg) => arg.kind === 'object')).get('unique');
}

const RELATIONS = /^(ManyToOne|OneToMany|OneToOne|ManyToMany)$/;

function addRelation(machine: Machine, entity: Entity, made: ClassValue, property: Property): void {
  const relation = property.declared.find((each) => RELATIONS.test(each.name));
  if (relation === undefined) return;
  const options = fieldsOf(relation.args.find((arg) => arg.kind === 'object'));
  const given = relation.args[0]?.kind === 'object' ? options.get('entity') : relation.args[0];
  const target = classIn(machine, made, given) ?? classOfType(machine, made, property.node);
  const found = decoratedEntity(machine, target);
  if (found === undefined) return;
  const { table } = entity;
  const eager = flagOf(options.get('eager')) === true ? { eager: true } : {};
  const at = made.file.at(property.node.start);
  const other = inverseIn(relation, options.get('mappedBy') ?? options.get('inversedBy'));
  if (owns(property, relation, other)) {
    addKey(entity, found, property, relation, options, at);
    table.relations.set(property.name, { table: found.table, many: false, own: property.name, ...eager });
  } else if (relation.name === 'ManyToMany') {
    const through = between(machine, entity, found, property, options, at);
    table.relations.set(property.name, { table: found.table, many: true, through, ...eager });
  } else {
    const back = other === undefined ? {} : { other };
    table.relations.set(property.name, { table: found.table, many: relation.name === 'OneToMany', ...back, ...eager });
  }
}

/** The side that holds the key. */
function owns({ declared }: Property, { name }: Declared, other: string | undefined): boolean {
  if (name === 'ManyToOne') return true;
  return name === 'OneToOne' && (other === undefined || declared.some((each) => each.name === 'JoinColumn'));
}

function addKey(
  { table, mapper }: Entity,
  found: Entity,
  { name, declared }: Property,
  relation: Declared,
  options: Fields,
  at: TableModel['at'],
): void {
  const join = declared.find((each) => each.name === 'JoinColumn');
  const given = textOf(fieldsOf(join?.args[0]).get('name')) ?? textOf(options.get('joinColumn'));
  const key = given ?? (mapper === 'typeorm' ? `${name}Id` : `${snake(name)}_id`);
  const points = { table: found.table.name, column: 'id' };
  const unique = relation.name === 'OneToOne' || declared.some((each) => each.name === 'Unique');
  addColumn(table, { property: name, name: key, type: '', at, points, ...(unique ? { unique } : {}) });
  if (mapper === 'mikro-orm') addIndex(table, [key], { unique: false, primary: false, at });
}

/** `(comment) => comment.article` names the property on the other side. */
function inverseIn(relation: Declared, option: Value | undefined): string | undefined {
  const inverse = option ?? relation.args[1];
  const text = textOf(inverse);
  if (text !== undefined) return text;
  if (inverse?.kind !== 'function' || inverse.node.body === null) return undefined;
  const { body } = inverse.node;
  return /\.(\w+)\s*$/.exec(inverse.file.text.slice(body.start, body.end))?.[1];
}

function between(
  machine: Machine,
  entity: Entity,
  other: Entity,
  property: Property,
  options: ReadonlyMap<string, Value>,
  at: TableModel['at'],
): TableModel {
  const join = property.declared.find((each) => each.name === 'JoinTable');
  const given =
    textOf(fieldsOf(join?.args[0]).get('name')) ?? textOf(join?.args[0]) ?? textOf(options.get('pivotTable'));
  const inverse = [...other.table.relations.values()].find(
    (one) => one.table === entity.table && one.through !== undefined,
  );
  if (given === undefined && join === undefined && inverse?.through !== undefined) return inverse.through;
  const name =
    given ??
    (entity.mapper === 'typeorm'
      ? `${entity.table.name}_${snake(property.name)}_${other.table.name}`
      : `${entity.table.name}_${snake(property.name)}`);
  const known = machine.tables.find((table) => table.name === name);
  if (known !== undefined) return known;
  const table = newTable(machine, name, at);
  const columns = [entity, other].map((each) =>
    entity.mapper === 'typeorm' ? `${each.table.name}Id` : `${each.table.name}_id`,
  );
  for (const column of new Set(columns)) addColumn(table, { property: column, name: column, type: '', at });
  addIndex(table, columns, { unique: true, primary: true, at });
  return table;
}

/** `@Index(['a', 'b'])`, `@Unique({ properties: ['a'] })` on the class. */
function addClassIndex(table: TableModel, { name, args }: Declared, made: ClassValue): void {
  if (name !== 'Index' && name !== 'Unique') return;
  const options = fieldsOf(args.find((arg) => arg.kind === 'object'));
  const list = args.find((arg) => arg.kind === 'array') ?? options.get('properties');
  const columns = itemsOf(list).flatMap((item) => textOf(item) ?? []);
  addIndex(
    table,
    columns.map((column) => columnOf(table, column)),
    {
      unique: name === 'Unique' || flagOf(options.get('unique')) === true,
      primary: false,
      ...conditionOf(table, options),
      at: made.file.at(made.node.start),
    },
  );
}

/** `@Index(['slug'], { where: '"deletedAt" IS NULL' })`. */
function conditionOf(table: TableModel, options: Fields): { readonly partial?: readonly string[] } {
  const where = textOf(options.get('where'));
  if (where === undefined) return {};
  const { equal, compared, loose } = readSql(`SELECT 1 FROM "${table.name}" WHERE ${where}`);
  return { partial: [...new Set([...equal, ...compared, ...loose])] };
}
