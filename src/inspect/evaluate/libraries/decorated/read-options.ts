import { DATA, newObject } from '../../values/create.ts';
import type { Value } from '../../values/values.ts';
import { type Fields, fieldsOf } from '../entities/options.ts';
import type { Entity } from '../entities/registry.ts';

const OPTIONS =
  /^(where|relations|relationLoadStrategy|order|select|take|skip|join|cache|lock|withDeleted|loadRelationIds|loadEagerRelations|comment|transaction)$/;

/**
 * Options of a read of TypeORM. Methods that end with `By` are given filters alone; before version 0.3, `find`, `findOne` and `count` are
 * too, or the key of the row, with the options after.
 */
export function readOptions(entity: Entity, name: string, args: readonly Value[]): Fields {
  if (/^(sum|average|minimum|maximum)$/.test(name)) return new Map([['where', args[1] ?? DATA]]);
  const [first, second] = args;
  if (first === undefined) return new Map();
  const key = entity.table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id';
  if (/ByIds$/.test(name)) return new Map([['where', newObject(false, [[key, newObject(false, [['In', first]])]])]]);
  if (/By/.test(name)) return new Map([['where', first]]);
  if (/^findOne/.test(name) && isKey(first))
    return new Map([...fieldsOf(second), ['where', newObject(false, [[key, first]])]]);
  if (first.kind !== 'object' || first.spreads.length > 0) return fieldsOf(first);
  const names = [...first.fields.keys()];
  const filters = names.length > 0 && !names.some((each) => OPTIONS.test(each));
  return filters ? new Map([...fieldsOf(second), ['where', first]]) : fieldsOf(first);
}

/** `findOne(id)`: a value alone. */
function isKey(value: Value): boolean {
  if (value.kind === 'literal') return value.value !== undefined;
  return value.kind === 'union' ? value.of.every(isKey) : ['opaque', 'text', 'cell', 'row'].includes(value.kind);
}
