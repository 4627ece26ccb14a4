import type { Value } from '../values/values.ts';

/** What an earlier request left in its place is one of the alternatives that are known. */
export function withoutKept(all: readonly Value[]): readonly Value[] {
  const parts = oneRowPerTable(all);
  const known = parts.filter((part) => part.kind !== 'opaque' || part.origin !== 'state');
  return known.some((part) => part.kind === 'external' || part.kind === 'object' || part.kind === 'database')
    ? known
    : parts;
}

/** Rows of one table that different queries returned have the same methods. */
function oneRowPerTable(parts: readonly Value[]): readonly Value[] {
  const rows = parts.filter((part) => part.kind === 'row' && part.member !== undefined);
  if (rows.length < 2) return parts;
  const first = new Map(rows.toReversed().map((part) => [part.kind === 'row' ? part.table : '', part] as const));
  return parts.filter((part) => part.kind !== 'row' || part.member === undefined || first.get(part.table) === part);
}
