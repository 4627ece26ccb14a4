import type { TableModel, Value } from '../../values/values.ts';
import { type Fields, fieldsOf, flagOf, itemsOf, textOf } from '../entities/options.ts';

/** Relations to join: those asked for, as names or as an object, and those that are always loaded. */
export function relationsIn(table: TableModel, options: Fields): readonly string[] {
  const asked = options.get('relations');
  const listed = itemsOf(asked).flatMap((item) => textOf(item) ?? []);
  const named = asked?.kind === 'object' ? pathsIn(asked, '') : [];
  const eager =
    flagOf(options.get('loadEagerRelations')) === false
      ? []
      : [...table.relations].filter(([, one]) => one.eager === true);
  return [...new Set([...eager.map(([name]) => name), ...listed, ...named])];
}

function pathsIn(value: Value, prefix: string): readonly string[] {
  return [...fieldsOf(value)].flatMap(([key, inner]) => {
    if (inner.kind === 'literal' && inner.value === false) return [];
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return [path, ...(inner.kind === 'object' ? pathsIn(inner, path) : [])];
  });
}

/** Tables that joining a relation brings, the one between first. */
export function tablesOf(table: TableModel, path: string): readonly string[] {
  let current = table;
  for (const name of path.split('.').slice(0, -1)) current = current.relations.get(name)?.table ?? current;
  const relation = current.relations.get(path.split('.').at(-1) ?? '');
  if (relation === undefined) return [];
  return relation.through === undefined ? [relation.table.name] : [relation.through.name, relation.table.name];
}
