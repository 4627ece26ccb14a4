import type { MeasuredIndex, MeasuredTable, Reading } from '../../model/measurement.ts';
import { exactReading } from '../readings.ts';
import type { Session } from './connect.ts';

interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly tuples: number;
  readonly bytes: number;
  readonly heap: number;
}

const TABLES = `
  select n.nspname as schema, c.relname as name, greatest(c.reltuples, coalesce(s.n_live_tup, 0))::float8 as tuples,
    pg_total_relation_size(c.oid)::float8 as bytes, pg_relation_size(c.oid)::float8 as heap
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_stat_all_tables s on s.relid = c.oid
  where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by n.nspname = 'public' desc, 1, 2`;

const INDEXES = `
  select n.nspname as schema, t.relname as table, i.relname as name, x.indisunique as unique, x.indisprimary as primary,
    x.indpred is not null as partial,
    array(
      select coalesce(a.attname::text, '(…)')
      from unnest(x.indkey) with ordinality as k(number, position)
      left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number and k.number <> 0
      where k.position <= x.indnkeyatts
      order by k.position
    ) as columns
  from pg_index x
  join pg_class t on t.oid = x.indrelid
  join pg_class i on i.oid = x.indexrelid
  join pg_namespace n on n.oid = t.relnamespace
  where x.indisvalid and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by x.indisprimary desc, i.relname`;

interface IndexRow {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly partial: boolean;
  readonly columns: readonly string[];
}

/** Tables up to this many bytes are counted row by row; above, the database's own estimate is taken. */
const COUNTED_BYTES = 256 * 2 ** 20;
/** How far the database's estimate may be off between two analyses. */
const ESTIMATED = 0.1;

/** Rows, bytes and indexes of each table, by name; of tables of the same name, the one in `public`. */
export async function tablesOf(session: Session): Promise<Readonly<Record<string, MeasuredTable>>> {
  const tables = await session.ask<TableRow>(TABLES);
  const indexes = await session.ask<IndexRow>(INDEXES);
  const result: Record<string, MeasuredTable> = {};
  for (const table of tables) {
    if (Object.hasOwn(result, table.name)) continue;
    result[table.name] = {
      rows: await rowsOf(table, session),
      bytes: table.bytes,
      indexes: indexes.filter((index) => index.schema === table.schema && index.table === table.name).map(indexOf),
    };
  }
  return result;
}

async function rowsOf({ schema, name, tuples, heap }: TableRow, { attempt }: Session): Promise<Reading> {
  if (heap <= COUNTED_BYTES) {
    const text = `select count(*)::float8 as rows from ${quoted(schema)}.${quoted(name)}`;
    const counted = await attempt((ask) => ask<{ rows: number }>(text));
    const rows = counted?.[0]?.rows;
    if (rows !== undefined) return exactReading(rows, 'database');
  }
  const rows = Math.max(0, Math.round(tuples));
  const apart = Math.round(rows * ESTIMATED);
  return { low: rows - apart, typical: rows, high: rows + apart, count: 1, way: 'database' };
}

/** An identifier as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function indexOf({ name, columns, unique, primary, partial }: IndexRow): MeasuredIndex {
  return { name, columns: [...columns], unique, primary, ...(partial ? { partial } : {}) };
}
