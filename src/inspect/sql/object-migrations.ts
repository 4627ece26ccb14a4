import { parseSync } from 'oxc-parser';
import { isTooDeep } from '../../model/nesting.ts';
import type { Column } from '../../model/schema.ts';
import type { Location } from '../../model/source.ts';
import {
  addColumn,
  addIndex,
  addReference,
  createTable,
  dropColumn,
  dropIndex,
  dropTable,
  type Ledger,
  renameColumn,
  tableNamed,
} from './ledger.ts';
import { type Node, namesOf, textOf, upOf, walk } from './syntax.ts';

type LedgerTable = ReturnType<typeof tableNamed>;

/** SQL found inside a migration, with the line before it. */
type ApplySql = (text: string, line: number) => void;

/**
 * Applies what the `up` of a migration of TypeORM or of Sequelize does with its `queryRunner` or its `queryInterface`: tables, columns and indexes
 * described by objects; texts given to `query` go to `applySql`. A file that does not parse, or whose names are computed, changes nothing.
 */
export function applyObjects(ledger: Ledger, text: string, file: string, applySql: ApplySql): void {
  if (isTooDeep(text)) return;
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) return;
  const at = (node: Node): Location => ({ file, line: text.slice(0, node.start).split('\n').length });
  for (const node of walk(upOf(program))) {
    const name = node.type === 'CallExpression' ? node.callee?.property?.name : undefined;
    if (typeof name !== 'string') continue;
    if (name === 'query') applySql(textOf(node.arguments[0]) ?? '', at(node).line - 1);
    else CALLS[name]?.(ledger, node.arguments, at);
  }
}

type Call = (ledger: Ledger, args: readonly Node[], at: (node: Node) => Location) => void;

const CALLS: Readonly<Record<string, Call>> = {
  createTable: (ledger, [first, columns], at) => {
    const described = objectOf(first);
    const name = textOf(first) ?? textOf(field(described, 'name'));
    if (name === undefined) return;
    const table = createTable(ledger, name, at(first));
    for (const [key, value] of fieldsOf(objectOf(columns))) addAttribute(table, key, value, at(value));
    for (const column of itemsOf(field(described, 'columns')))
      addAttribute(table, textOf(field(objectOf(column), 'name')), column, at(column));
    for (const key of ['indices', 'uniques'])
      for (const index of itemsOf(field(described, key))) addDescribed(table, index, key === 'uniques', at(index));
    for (const key of itemsOf(field(described, 'foreignKeys'))) addForeign(table, key);
  },
  addColumn: (ledger, [first, second, third], at) => {
    const table = ownerOf(ledger, first, at);
    const name = textOf(second) ?? textOf(field(objectOf(second), 'name'));
    if (table !== undefined && name !== undefined) addAttribute(table, name, third ?? second, at(second));
  },
  removeColumn: (ledger, [first, second], at) => {
    const table = ownerOf(ledger, first, at);
    if (table !== undefined) dropColumn(table, textOf(second) ?? '');
  },
  dropColumn: (ledger, [first, second], at) => {
    const table = ownerOf(ledger, first, at);
    if (table !== undefined) dropColumn(table, textOf(second) ?? '');
  },
  renameColumn: (ledger, [first, second, third], at) => {
    const table = ownerOf(ledger, first, at);
    const [from, to] = [textOf(second), textOf(third)];
    if (table !== undefined && from !== undefined && to !== undefined) renameColumn(table, from, to);
  },
  addIndex: (ledger, [first, second, third], at) => {
    const table = ownerOf(ledger, first, at);
    const listed = namesOf(second);
    if (table === undefined) return;
    if (listed.length === 0) addDescribed(table, second, false, at(first));
    else addColumns(table, listed, objectOf(third), false, at(first));
  },
  addConstraint: (ledger, [first, second, third], at) => {
    const table = ownerOf(ledger, first, at);
    const options = objectOf(third) ?? objectOf(second);
    const kind = textOf(field(options, 'type')) ?? '';
    if (table === undefined || !/unique|primary/i.test(kind)) return;
    const listed = namesOf(field(options, 'fields') ?? second);
    addIndex(table, { name: '', columns: listed, unique: true, primary: /primary/i.test(kind), at: at(first) });
  },
  createIndex: (ledger, [first, second], at) => {
    const table = ownerOf(ledger, first, at);
    if (table !== undefined) addDescribed(table, second, false, at(second));
  },
  createForeignKey: (ledger, [first, second], at) => {
    const table = ownerOf(ledger, first, at);
    if (table !== undefined) addForeign(table, second);
  },
  removeIndex: (ledger, args) => dropNamed(ledger, args),
  dropIndex: (ledger, args) => dropNamed(ledger, args),
  dropTable: (ledger, [first]) => dropTable(ledger, textOf(first) ?? ''),
};

function ownerOf(ledger: Ledger, node: Node, at: (node: Node) => Location): LedgerTable | undefined {
  const name = textOf(node);
  return name === undefined ? undefined : tableNamed(ledger, name, at(node));
}

/** By its name, or by its columns: `removeIndex('users', ['club_id'])`. */
function dropNamed(ledger: Ledger, [table, index]: readonly Node[]): void {
  const columns = index?.type === 'ArrayExpression' ? namesOf(index) : [];
  const name = columns.length > 0 ? usualName(textOf(table) ?? '', columns) : textOf(index);
  if (name !== undefined) dropIndex(ledger, name);
}

/** The name that Sequelize gives to an index without one: `users_club_id`. */
function usualName(table: string, columns: readonly string[]): string {
  return [table, ...columns]
    .join('_')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** A column: its type, its keys, what it references, in the words of either library. */
function addAttribute(table: LedgerTable, name: string | undefined, node: Node, at: Location): void {
  if (name === undefined) return;
  const options = objectOf(node);
  const type = textOf(field(options, 'type')) ?? field(options, 'type')?.property?.name ?? node?.property?.name ?? '';
  addColumn(table, { name, type: String(type).toLowerCase(), at, ...referenceOf(options) });
  const primary = isTrue(field(options, 'primaryKey')) || isTrue(field(options, 'isPrimary'));
  const unique = isTrue(field(options, 'unique')) || isTrue(field(options, 'isUnique'));
  if (primary || unique) addIndex(table, { name: '', columns: [name], unique: true, primary, at });
}

function referenceOf(options: Node): Pick<Column, 'references'> {
  const references = objectOf(field(options, 'references'));
  const model = field(references, 'model');
  const table = textOf(model) ?? textOf(field(objectOf(model), 'tableName'));
  return table === undefined ? {} : { references: { table, column: textOf(field(references, 'key')) ?? 'id' } };
}

function addForeign(table: LedgerTable, node: Node): void {
  const options = objectOf(node);
  const [column] = namesOf(field(options, 'columnNames'));
  const target = textOf(field(options, 'referencedTableName'));
  const [key = 'id'] = namesOf(field(options, 'referencedColumnNames'));
  if (column !== undefined && target !== undefined) addReference(table, column, { table: target, column: key });
}

function addDescribed(table: LedgerTable, node: Node, unique: boolean, at: Location): void {
  const options = objectOf(node);
  addColumns(table, namesOf(field(options, 'columnNames') ?? field(options, 'fields')), options, unique, at);
}

function addColumns(
  table: LedgerTable,
  columns: readonly string[],
  options: Node,
  unique: boolean,
  at: Location,
): void {
  const where = field(options, 'where');
  const partial = where === undefined ? {} : { partial: fieldsOf(objectOf(where)).map(([name]) => name) };
  const isUnique = unique || isTrue(field(options, 'unique')) || isTrue(field(options, 'isUnique'));
  addIndex(table, {
    name: textOf(field(options, 'name')) ?? usualName(table.name, columns),
    columns,
    unique: isUnique,
    primary: false,
    ...partial,
    at,
  });
}

/** An object, or the one that a constructor such as `new Table({…})` is given. */
function objectOf(node: Node): Node {
  if (node?.type === 'NewExpression') return objectOf(node.arguments[0]);
  return node?.type === 'ObjectExpression' ? node : undefined;
}

function fieldsOf(node: Node): readonly (readonly [string, Node])[] {
  return (node?.properties ?? []).flatMap((each: Node) =>
    each.type === 'Property' ? [[String(each.key.name ?? each.key.value), each.value] as const] : [],
  );
}

function field(node: Node, name: string): Node {
  return fieldsOf(node).find(([key]) => key === name)?.[1];
}

function itemsOf(node: Node): readonly Node[] {
  return node?.type === 'ArrayExpression' ? node.elements : [];
}

function isTrue(node: Node): boolean {
  return node?.type === 'Literal' && node.value === true;
}
