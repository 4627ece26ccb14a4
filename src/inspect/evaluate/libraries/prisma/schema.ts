import type { Machine } from '../../machine.ts';
import type { Relation, TableModel } from '../../values/values.ts';
import { addColumn, addIndex, newTable } from '../entities/tables.ts';
import { type PrismaField, type PrismaModel, parsePrisma } from './syntax.ts';

/** What the schema files of Prisma declare. */
export interface PrismaSchema {
  /** By the name of the client's property: `prisma.userAccount` for the model `UserAccount`. */
  readonly models: ReadonlyMap<string, TableModel>;
  /** `postgresql`, `mysql`, `sqlite`, `mongodb`… */
  readonly engine: string;
  /** Folders that the client is generated into, from the root of the project. */
  readonly outputs: readonly string[];
}

const schemas = new WeakMap<Machine, PrismaSchema>();

/** The schema of the project, read once. */
export function prismaSchema(machine: Machine): PrismaSchema {
  const known = schemas.get(machine);
  if (known !== undefined) return known;
  const files = machine.project.files.filter((path) => path.endsWith('.prisma'));
  const parsed = files.map((file) => parsePrisma(machine.project.read(file) ?? '', file));
  const declared = parsed.flatMap(({ models }) => models);
  const tables = new Map(declared.map((model) => [model.name, tableOf(machine, model)] as const));
  for (const model of declared) addRelations(machine, model, declared, tables);
  const schema: PrismaSchema = {
    models: new Map([...tables].map(([name, table]) => [name.charAt(0).toLowerCase() + name.slice(1), table] as const)),
    engine: parsed.find(({ engine }) => engine !== undefined)?.engine ?? 'postgresql',
    outputs: parsed.flatMap(({ outputs }) => outputs),
  };
  schemas.set(machine, schema);
  return schema;
}

function tableOf(machine: Machine, model: PrismaModel): TableModel {
  const table = newTable(machine, model.table, model.at);
  for (const field of model.fields.filter(({ isModel }) => !isModel))
    addColumn(table, {
      property: field.name,
      name: field.column,
      type: field.type.toLowerCase(),
      at: field.at,
      ...(field.primary ? { primary: true } : field.unique ? { unique: true } : {}),
    });
  for (const { kind, fields, at } of model.keys) {
    const columns = fields.map((name) => table.columns.get(name)?.column.name ?? name);
    addIndex(table, columns, { unique: kind !== 'index', primary: kind === 'primary', at });
  }
  return table;
}

function addRelations(
  machine: Machine,
  model: PrismaModel,
  models: readonly PrismaModel[],
  tables: ReadonlyMap<string, TableModel>,
): void {
  const own = tables.get(model.name);
  for (const field of model.fields) {
    const target = tables.get(field.type);
    const owner = models.find(({ name }) => name === field.type);
    if (own === undefined || target === undefined || owner === undefined) continue;
    own.relations.set(field.name, relationOf(machine, model, field, owner, target));
    const [property] = field.from;
    const column = property === undefined ? undefined : own.columns.get(property);
    const referenced = target.columns.get(field.to[0] ?? '')?.column.name ?? field.to[0];
    if (property !== undefined && column !== undefined && referenced !== undefined)
      own.columns.set(property, { ...column, points: { table: target.name, column: referenced } });
  }
}

function relationOf(
  machine: Machine,
  model: PrismaModel,
  field: PrismaField,
  owner: PrismaModel,
  target: TableModel,
): Relation {
  const [own] = field.from;
  if (own !== undefined) return { table: target, many: false, own };
  const back = owner.fields.find(
    (one) => one.type === model.name && one !== field && (one.relation ?? '') === (field.relation ?? ''),
  );
  const other = back?.from[0];
  if (other !== undefined || !field.many || back?.many !== true)
    return { table: target, many: field.many, ...(other === undefined ? {} : { other }) };
  return { table: target, many: true, through: between(machine, model, field, owner) };
}

/** The table that Prisma keeps between two models related many to many: `_AToB`, in the order of the alphabet. */
function between(machine: Machine, model: PrismaModel, field: PrismaField, owner: PrismaModel): TableModel {
  const name = `_${field.relation ?? [model.name, owner.name].sort().join('To')}`;
  const known = machine.tables.find((table) => table.name === name);
  if (known !== undefined) return known;
  const table = newTable(machine, name, field.at);
  for (const column of ['A', 'B']) addColumn(table, { property: column, name: column, type: 'int', at: field.at });
  addIndex(table, ['A', 'B'], { unique: true, primary: false, at: field.at });
  addIndex(table, ['B'], { unique: false, primary: false, at: field.at });
  return table;
}
