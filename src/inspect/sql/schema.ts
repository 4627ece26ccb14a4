import type { Index } from '../../model/schema.ts';
import type { Location } from '../../model/source.ts';
import { inside, listIn, namesIn, type SqlNode, textIn } from './engine.ts';
import { columnsUnder, keyOf } from './expressions.ts';
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
  renameTable,
  tableNamed,
} from './ledger.ts';

type LedgerTable = ReturnType<typeof tableNamed>;
/** Where a place of the statement is, given in bytes from the start of the text. */
type Place = (offset: unknown) => Location;

/** Applies a statement that defines data. Others say nothing here. */
export function applyStatement(ledger: Ledger, node: SqlNode, start: number, place: Place): void {
  const at = place(start);
  const create = inside(node, 'CreateStmt');
  if (create !== undefined) {
    applyCreate(ledger, create, at, place);
    return;
  }
  const index = inside(node, 'IndexStmt');
  if (index !== undefined) {
    applyIndex(ledger, index, at);
    return;
  }
  const alter = inside(node, 'AlterTableStmt');
  if (alter !== undefined) {
    applyAlter(ledger, alter, at, place);
    return;
  }
  const drop = inside(node, 'DropStmt');
  if (drop !== undefined) {
    applyDrop(ledger, drop);
    return;
  }
  const rename = inside(node, 'RenameStmt');
  if (rename !== undefined) applyRename(ledger, rename, at);
}

function nameOf(relation: unknown): string {
  return textIn(relation as SqlNode | undefined, 'relname') ?? '';
}

function applyCreate(ledger: Ledger, create: SqlNode, at: Location, place: Place): void {
  const table = createTable(ledger, nameOf(create['relation']), at);
  for (const element of listIn(create, 'tableElts')) applyElement(table, element, place);
}

function applyElement(table: LedgerTable, element: SqlNode, place: Place): void {
  const column = inside(element, 'ColumnDef');
  if (column !== undefined) {
    applyColumn(table, column, place);
    return;
  }
  const constraint = inside(element, 'Constraint');
  if (constraint !== undefined) applyConstraint(table, constraint, place(constraint['location']), undefined);
}

function applyColumn(table: LedgerTable, definition: SqlNode, place: Place): void {
  const name = textIn(definition, 'colname') ?? '';
  const at = place(definition['location']);
  const type = namesIn(listIn(definition['typeName'] as SqlNode | undefined, 'names')).at(-1) ?? '';
  addColumn(table, { name, type, at });
  for (const each of listIn(definition, 'constraints')) {
    const constraint = inside(each, 'Constraint');
    if (constraint !== undefined) applyConstraint(table, constraint, at, name);
  }
}

/** A constraint of a column when it has one, of the table otherwise. */
function applyConstraint(table: LedgerTable, constraint: SqlNode, at: Location, column: string | undefined): void {
  const own = column === undefined ? undefined : [column];
  const name = textIn(constraint, 'conname') ?? '';
  switch (constraint['contype']) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE': {
      const columns = own ?? namesIn(listIn(constraint, 'keys'));
      addIndex(table, { name, columns, unique: true, primary: constraint['contype'] === 'CONSTR_PRIMARY', at });
      return;
    }
    case 'CONSTR_FOREIGN': {
      const [from] = own ?? namesIn(listIn(constraint, 'fk_attrs'));
      const [to] = namesIn(listIn(constraint, 'pk_attrs'));
      if (from !== undefined) addReference(table, from, { table: nameOf(constraint['pktable']), column: to ?? 'id' });
    }
  }
}

/** Other kinds of index (`gin`, `gist`…) answer searches in texts and documents, not equalities. */
const ORDERED = new Set(['btree', 'hash']);

/** An index serves its first columns and expressions, up to one that cannot be read; a partial one, the filters that name the columns of its condition. */
function applyIndex(ledger: Ledger, node: SqlNode, at: Location): void {
  if (!ORDERED.has(textIn(node, 'accessMethod') ?? 'btree')) return;
  const names = listIn(node, 'indexParams').map((each) => {
    const element = inside(each, 'IndexElem');
    return textIn(element, 'name') ?? keyOf(element?.['expr'])?.name;
  });
  const unread = names.indexOf(undefined);
  const columns = (unread === -1 ? names : names.slice(0, unread)).flatMap((name) => name ?? []);
  const partial =
    node['whereClause'] === undefined
      ? undefined
      : [...new Set(columnsUnder(node['whereClause']).map(({ name }) => name))];
  const index: Index = {
    columns,
    unique: node['unique'] === true && unread === -1,
    primary: false,
    ...(partial === undefined ? {} : { partial }),
    at,
  };
  addIndex(tableNamed(ledger, nameOf(node['relation']), at), { ...index, name: textIn(node, 'idxname') ?? '' });
}

function applyAlter(ledger: Ledger, alter: SqlNode, at: Location, place: Place): void {
  const table = tableNamed(ledger, nameOf(alter['relation']), at);
  for (const each of listIn(alter, 'cmds')) {
    const command = inside(each, 'AlterTableCmd');
    const name = textIn(command, 'name') ?? '';
    if (command === undefined) continue;
    if (command['subtype'] === 'AT_DropColumn') dropColumn(table, name);
    else if (command['subtype'] === 'AT_DropConstraint') dropIndex(ledger, name);
    else if (/^AT_Add(Column|Constraint)$/.test(String(command['subtype'])))
      applyElement(table, (command['def'] ?? {}) as SqlNode, place);
  }
}

function applyDrop(ledger: Ledger, { objects, removeType }: SqlNode): void {
  for (const object of Array.isArray(objects) ? objects : []) {
    const name = namesIn(listIn(inside(object, 'List'), 'items')).at(-1) ?? '';
    if (removeType === 'OBJECT_INDEX') dropIndex(ledger, name);
    else if (removeType === 'OBJECT_TABLE') dropTable(ledger, name);
  }
}

function applyRename(ledger: Ledger, node: SqlNode, at: Location): void {
  const [from, to] = [nameOf(node['relation']), textIn(node, 'newname') ?? ''];
  if (node['renameType'] === 'OBJECT_TABLE') renameTable(ledger, from, to);
  else if (node['renameType'] === 'OBJECT_COLUMN')
    renameColumn(tableNamed(ledger, from, at), textIn(node, 'subname') ?? '', to);
}
