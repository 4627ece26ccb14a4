import type { PoolItem } from '../../load/index.ts';
import { withSession } from '../database/connect.ts';
import { quoted } from '../database/tables.ts';
import type { PoolSource } from './draft.ts';

export type Pools = Readonly<Record<string, readonly PoolItem[]>>;

/** Values of each pool: enough that requests differ, few enough to be read. */
const MOST = 200;

/** Values of the pools from the database, in a read-only session. Pools whose table or column it does not have stay empty. */
export function poolsFromDatabase(url: string, sources: readonly PoolSource[]): Promise<Pools> {
  return withSession(url, async ({ attempt }) => {
    const pools: Record<string, readonly PoolItem[]> = {};
    for (const { pool, table, column } of sources) {
      const text = `select distinct ${quoted(column)} as value from ${quoted(table)} where ${quoted(column)} is not null limit ${MOST}`;
      const rows = await attempt((ask) => ask<{ value: string | number | boolean }>(text));
      if (rows !== undefined && rows.length > 0) pools[pool] = rows.map(({ value }) => value);
    }
    return pools;
  });
}

export interface Answered {
  /** Words of the path: `communities` of `/api/communities`. */
  readonly path: string;
  readonly body: unknown;
}

/**
 * Values of the pools from what lists answered: the field of the column in the objects of the answer to a path with the table's name; of a key, the
 * fields that refer to it (`communityId`) in any answer.
 */
export function poolsFromAnswers(answers: readonly Answered[], sources: readonly PoolSource[]): Pools {
  const pools: Record<string, readonly PoolItem[]> = {};
  for (const { pool, table, column } of sources) {
    const referring = `${singular(table)}_${column}`;
    const values = answers.flatMap(({ path, body }) => {
      const words = (path.split('?')[0] ?? '').replaceAll('-', '_').split('/');
      const own = words.includes(table) ? fieldsOf(body, [column, camel(column)]) : [];
      return column === 'id' ? [...own, ...fieldsOf(body, [referring, camel(referring)])] : own;
    });
    if (values.length > 0) pools[pool] = [...new Set(values)].slice(0, MOST);
  }
  return pools;
}

/** `communities` to `community`. */
function singular(table: string): string {
  return table.replace(/ies$/, 'y').replace(/s$/, '');
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Values of a field in the objects of the lists of an answer, whatever holds the list. */
function fieldsOf(body: unknown, names: readonly string[], depth = 3): readonly (string | number)[] {
  if (typeof body !== 'object' || body === null || depth === 0) return [];
  if (!Array.isArray(body)) return Object.values(body).flatMap((inner) => fieldsOf(inner, names, depth - 1));
  return body.flatMap((item) => {
    const record = item as Readonly<Record<string, unknown>> | null;
    const value = names.map((name) => record?.[name]).find((each) => each !== undefined);
    return typeof value === 'string' || typeof value === 'number' ? [value] : [];
  });
}
