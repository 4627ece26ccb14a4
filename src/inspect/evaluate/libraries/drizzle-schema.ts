import { columnsNamed, type Index } from '../../../model/schema.ts';
import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import type { Machine } from '../machine.ts';
import { DATA, native, newObject, opaque } from '../values/create.ts';
import { alternatives } from '../values/union.ts';
import type { ColumnModel, ColumnValue, ExternalValue, ObjectValue, TableModel, Value } from '../values/values.ts';
import { together } from './drizzle.ts';
import { conditionOf, isHidden, keysIn, mentionedIn } from './drizzle-sql.ts';

/** Functions of drizzle-orm's `*-core` entry points: tables, columns, indexes. */
export function callSchema(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const name = target.path.at(-1) ?? '';
  if (/^(pg|mysql|sqlite)Table$/.test(name)) return makeTable(machine, args, at, '');
  if (/^(pg|mysql|sqlite)TableCreator$/.test(name))
    return native('tableCreator', ({ args: inner, at: place }) =>
      makeTable(machine, inner, place, namePrefix(machine, args[0], place)),
    );
  if (/^(pg|mysql)Schema$/.test(name))
    return newObject(true, [['table', native('table', (input) => makeTable(machine, input.args, input.at, ''))]]);
  if (/^(pgEnum|mysqlEnum|customType)$/.test(name) && !(name === 'mysqlEnum' && args.length > 1))
    return native(name, (input) => columnOf(name === 'pgEnum' ? 'enum' : 'custom', input.args, input.at));
  if (name === 'relations') return relations(machine, args, at);
  if (name === 'primaryKey') return indexOf(at, columnsOf(args), true, true);
  if (name === 'unique' || name === 'uniqueIndex' || name === 'index') return indexBuilder(name !== 'index', at);
  if (name === 'foreignKey' || name === 'check') return DATA;
  if (SET_OPERATORS.test(name)) return together(args);
  return target.package.endsWith('-core') ? columnOf(name, args, at) : undefined;
}

const SET_OPERATORS = /^(?:union|intersect|except)(?:All)?$/;

function columnOf(type: string, args: readonly Value[], at: Location): ColumnValue {
  const name = args[0]?.kind === 'literal' ? String(args[0].value) : '';
  return { kind: 'column', table: undefined, name, type, at, unique: false, primary: false };
}

/** What the chained calls of a column declaration add to it. */
export function callColumn(
  machine: Machine,
  target: ColumnValue,
  name: string,
  args: readonly Value[],
  _at: Location,
): Value {
  switch (name) {
    case 'primaryKey':
      return { ...target, primary: true };
    case 'unique':
    // MySQL takes no such column that is not a key, whether the schema says it or not.
    case 'autoincrement':
      return { ...target, unique: true, ...(name === 'unique' ? {} : { implied: true as const }) };
    case 'references':
      return args[0] === undefined ? target : { ...target, references: args[0] };
    case 'asc':
    case 'desc':
    case 'op':
      return target;
    default:
      void machine;
      return target;
  }
}

function namePrefix(machine: Machine, rename: Value | undefined, at: Location): string {
  const sample = rename === undefined ? DATA : callValue(machine, rename, [{ kind: 'literal', value: '\u0001' }], at);
  return sample.kind === 'literal' ? (String(sample.value).split('\u0001')[0] ?? '') : '';
}

function makeTable(machine: Machine, args: readonly Value[], at: Location, prefix: string): Value {
  const [name, given, extra] = args;
  const table: TableModel = {
    name: prefix + (name?.kind === 'literal' ? String(name.value) : '?'),
    at,
    columns: new Map(),
    indexes: [],
    relations: new Map(),
  };
  const fields = given?.kind === 'function' ? callValue(machine, given, [columnKit()], at) : given;
  if (fields?.kind === 'object') for (const [key, column] of fields.fields) addColumn(table, key, column);
  if (
    !machine.tables.some((other) => other.name === table.name && other.at.file === at.file && other.at.line === at.line)
  )
    machine.tables.push(table);
  const value: Value = { kind: 'table', table };
  if (extra?.kind === 'function') addExtras(table, callValue(machine, extra, [value], at));
  const implied = fields?.kind === 'object' ? [...fields.fields.values()].filter(isImplied).length : 0;
  if (table.indexes.length <= implied) table.keysUnsaid = true;
  return value;
}

function isImplied(column: Value): boolean {
  return column.kind === 'column' && column.implied === true && !column.primary;
}

/** `(t) => ({ id: t.serial() })`: an object whose every method declares a column. */
function columnKit(): Value {
  return { kind: 'external', package: 'drizzle-orm/columns-core', path: [], args: [], at: { file: '', line: 1 } };
}

function addColumn(table: TableModel, key: string, column: Value): void {
  if (column.kind !== 'column') return;
  const name = column.name === '' ? key : column.name;
  const model: ColumnModel = {
    table,
    column: { name, type: column.type, at: column.at },
    ...(column.references === undefined ? {} : { references: column.references }),
  };
  table.columns.set(key, model);
  if (column.primary || column.unique)
    table.indexes.push({ columns: [name], unique: true, primary: column.primary, at: column.at });
}

/** The third argument of a table: an object or a list of indexes and constraints. */
function addExtras(table: TableModel, extras: Value): void {
  const items =
    extras.kind === 'array'
      ? extras.items
      : extras.kind === 'object' && extras.nature === undefined
        ? [...extras.fields.values()]
        : [];
  for (const item of items) {
    const index = item.kind === 'object' ? indexes.get(item.id) : undefined;
    if (index !== undefined && index.columns.length > 0) table.indexes.push(index);
  }
}

/** Indexes by the identity of the object that stands for them in the evaluated code. */
const indexes = new Map<number, Index>();

function indexOf(at: Location, columns: readonly string[], unique: boolean, primary: boolean): ObjectValue {
  const value = newObject(true, [], 'index');
  indexes.set(value.id, { columns, unique, primary, at });
  value.fields.set(
    'where',
    native('where', ({ args: [condition] }) => {
      indexes.set(value.id, { columns, unique, primary, partial: mentioned(condition), at });
      return value;
    }),
  );
  for (const name of ['nullsNotDistinct', 'using', 'with', 'concurrently', 'asc', 'desc'])
    value.fields.set(
      name,
      native(name, () => value),
    );
  return value;
}

/** Columns that a condition mentions. */
function mentioned(condition: Value | undefined): readonly string[] {
  if (condition?.kind !== 'condition') return [];
  const columns = mentionedIn([conditionOf(condition)]).flatMap(({ name }) => columnsNamed(name));
  return [...new Set(columns)];
}

/** Kinds of index that keep an order; the others answer searches in texts and documents. */
const ORDERED = /^(?:btree|hash)$/;

function indexBuilder(unique: boolean, at: Location): ObjectValue {
  const value = newObject(true, [], 'index');
  for (const name of ['on', 'onOnly'])
    value.fields.set(
      name,
      native(name, ({ args }) => readIndex(args, unique, at)),
    );
  value.fields.set(
    'using',
    native('using', ({ args: [method, ...args] }) => {
      const ordered = method?.kind !== 'literal' || ORDERED.test(String(method.value));
      return readIndex(ordered ? args : [], unique, at);
    }),
  );
  return value;
}

/** Columns and expressions, up to one that cannot be read. */
function readIndex(args: readonly Value[], unique: boolean, at: Location): ObjectValue {
  const unread = args.findIndex(isHidden);
  const columns = columnsOf(unread === -1 ? args : args.slice(0, unread));
  return indexOf(at, columns, unique && unread === -1, false);
}

function columnsOf(values: readonly Value[]): string[] {
  return values.flatMap((value): string[] => {
    if (value.kind === 'array') return columnsOf(value.items);
    if (value.kind === 'object') return columnsOf([value.fields.get('columns') ?? DATA]);
    return keysIn([value]).map(({ name }) => name);
  });
}

/** `relations(table, ({ one, many }) => ({ posts: many(posts) }))`. */
function relations(machine: Machine, args: readonly Value[], at: Location): Value {
  const [owner, declare] = args;
  if (owner?.kind !== 'table' || declare === undefined) return DATA;
  const kind = (many: boolean): Value =>
    native(many ? 'many' : 'one', ({ args: inner }) =>
      newObject(
        true,
        [
          ['table', inner[0] ?? DATA],
          ['many', { kind: 'literal', value: many }],
        ],
        'relation',
      ),
    );
  const declared = callValue(
    machine,
    declare,
    [
      newObject(true, [
        ['one', kind(false)],
        ['many', kind(true)],
      ]),
    ],
    at,
  );
  if (declared.kind !== 'object') return DATA;
  for (const [name, relation] of declared.fields) {
    const target = relation.kind === 'object' ? relation.fields.get('table') : undefined;
    const many = relation.kind === 'object' ? relation.fields.get('many') : undefined;
    if (target?.kind === 'table')
      owner.table.relations.set(name, { table: target.table, many: many?.kind === 'literal' && many.value === true });
  }
  return DATA;
}

/** Column that a column references, once every module is evaluated. */
export function referenceOf(
  machine: Machine,
  model: ColumnModel,
): { readonly table: string; readonly column: string } | undefined {
  const { references } = model;
  if (model.points !== undefined) return model.points;
  if (references === undefined) return undefined;
  const found = alternatives(callValue(machine, references, [], model.column.at))[0] ?? opaque('data', '');
  return found.kind === 'column' && found.table !== undefined
    ? { table: found.table.name, column: found.name }
    : undefined;
}
