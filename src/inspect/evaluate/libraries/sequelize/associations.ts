import type { Location } from '../../../../model/source.ts';
import type { Machine } from '../../machine.ts';
import type { TableModel, Value } from '../../values/values.ts';
import { type Fields, fieldsOf, textOf } from '../entities/options.ts';
import { type Entity, entityNamed, entityOf } from '../entities/registry.ts';
import { addColumn, addIndex, newTable } from '../entities/tables.ts';
import { lowerFirst, plural } from '../entities/words.ts';

const KINDS = new Set(['belongsTo', 'hasOne', 'hasMany', 'belongsToMany']);

export function isAssociation(name: string): boolean {
  return KINDS.has(name);
}

/** `Article.belongsTo(User, { foreignKey, as })` and its relatives. */
export function associate(machine: Machine, entity: Entity, kind: string, args: readonly Value[], at: Location): void {
  const target = entityOf(machine, args[0]) ?? entityNamed(machine, textOf(args[0]) ?? '');
  if (target === undefined) return;
  const options = fieldsOf(args[1]);
  const many = kind === 'hasMany' || kind === 'belongsToMany';
  const name = textOf(options.get('as')) ?? (many ? plural(target.name) : target.name);
  const { table } = target;
  if (kind === 'belongsTo') {
    const own = keyIn(options, `${lowerFirst(textOf(options.get('as')) ?? target.name)}Id`);
    ensureColumn(entity.table, own, table, at);
    entity.table.relations.set(name, { table, many, own });
  } else if (kind === 'belongsToMany') {
    const through = between(machine, entity, target, options, at);
    entity.table.relations.set(name, { table, many, through, other: keyIn(options, `${lowerFirst(entity.name)}Id`) });
  } else {
    const other = keyIn(options, `${lowerFirst(entity.name)}Id`);
    ensureColumn(table, other, entity.table, at);
    entity.table.relations.set(name, { table, many, other });
  }
}

function keyIn(options: Fields, otherwise: string): string {
  const key = options.get('foreignKey');
  return textOf(key) ?? textOf(fieldsOf(key).get('name')) ?? textOf(fieldsOf(key).get('fieldName')) ?? otherwise;
}

function ensureColumn(table: TableModel, property: string, target: TableModel, at: Location): void {
  const points = { table: target.name, column: 'id' };
  const known = table.columns.get(property);
  if (known === undefined) addColumn(table, { property, name: property, type: 'integer', at, points });
  else if (known.points === undefined) table.columns.set(property, { ...known, points });
}

/** The table between two models; Sequelize makes its two keys together the primary key. */
function between(machine: Machine, entity: Entity, target: Entity, options: Fields, at: Location): TableModel {
  const given = options.get('through');
  const through = fieldsOf(given).get('model') ?? given;
  const known = entityOf(machine, through);
  if (known !== undefined) return known.table;
  const name = textOf(through) ?? [entity.name, target.name].sort().join('');
  const declared = entityNamed(machine, name)?.table ?? machine.tables.find((table) => table.name === name);
  const table = declared ?? newTable(machine, name, at);
  if (declared !== undefined) return table;
  const other = options.get('otherKey');
  const columns = [keyIn(options, `${entity.name}Id`), textOf(other) ?? `${target.name}Id`];
  for (const column of columns) addColumn(table, { property: column, name: column, type: 'integer', at });
  addIndex(table, columns, { unique: true, primary: true, at });
  return table;
}
