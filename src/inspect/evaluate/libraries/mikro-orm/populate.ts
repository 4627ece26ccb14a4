import type { Location } from '../../../../model/source.ts';
import { start } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { alternatives } from '../../values/union.ts';
import type { Value } from '../../values/values.ts';
import { itemsOf, textOf } from '../entities/options.ts';
import { loadRelation } from './records.ts';

/** `em.populate(user, ['articles'])`: loads relations of rows that were read. */
export function populate(machine: Machine, held: boolean, value: Value, asked: Value | undefined, at: Location): Value {
  const part = alternatives(value).find(({ kind }) => kind === 'row' || kind === 'list');
  const query = part?.kind === 'row' || part?.kind === 'list' ? part.query : undefined;
  const table = query === undefined ? undefined : machine.tables.find(({ name }) => name === query.tables[0]);
  return start(machine, at, () => {
    for (const name of itemsOf(asked).flatMap((item) => textOf(item) ?? [])) {
      const relation = table?.relations.get(name);
      if (relation !== undefined && query !== undefined)
        loadRelation(machine, query.database, held, relation, { ...query, at });
    }
    return value;
  });
}
