import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Column, Table } from '../../model/schema.ts';
import type { Evidence } from './evidence.ts';
import { distinctPlaces } from './groups.ts';

/** Columns named after the table they point to, in schemas that declare no reference. */
const POINTER = /.(_id|Id)$/;

/** A schema without a single secondary index although its tables point to one another. Silent as soon as there is one: somebody thought of it. */
export function unindexedForeignKeys(evidence: Evidence): readonly Finding[] {
  const { tables } = evidence;
  const indexes = tables.flatMap((table) => table.indexes);
  if (indexes.some((index) => !index.unique && !index.primary)) return [];
  // Tables have primary keys: a schema that names next to none tells only the types of their columns.
  if (indexes.filter((index) => index.primary).length * 2 < tables.length) return [];
  const pointers = tables.filter((table) => evidence.growing.has(table.name)).flatMap(unindexedPointers);
  const first = tables[0];
  if (first === undefined || pointers.length === 0) return [];
  const finding: Finding = {
    kind: 'unindexed-foreign-keys',
    subject: first.at.file,
    severity: 'serious',
    at: distinctPlaces(tables.map((table) => table.at).filter((at) => at.file === first.at.file))[0] ?? first.at,
    evidence: distinctPlaces(pointers.map((column) => column.at)),
    message: message('finding.unindexed-foreign-keys', {
      tables: tables.length,
      primary: indexes.filter((index) => index.primary).length,
      unique: indexes.filter((index) => index.unique && !index.primary).length,
      pointers: pointers.length,
    }),
    routes: [],
  };
  return [finding];
}

function unindexedPointers(table: Table): readonly Column[] {
  const leading = new Set(table.indexes.map((index) => index.columns[0]));
  return table.columns.filter(
    (column) => (column.references !== undefined || POINTER.test(column.name)) && !leading.has(column.name),
  );
}
