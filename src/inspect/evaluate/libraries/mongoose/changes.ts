import type { Machine } from '../../machine.ts';
import type { Cells } from '../../values/cells.ts';
import { DATA, FALSE, native } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import { writeKey } from '../../values/trail.ts';
import type { Value } from '../../values/values.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';

/** Stands for the columns set under a name that is not known. */
export const ANY = '*';

/** What a document that was read tells of what the code has set in it since: `isModified('password')` is false when nothing set it. */
export function memberOfChanges(
  machine: Machine,
  changed: Cells,
  { operation }: QueryPlan,
  self: Value,
  name: string,
): Value | undefined {
  if (operation !== 'select') return undefined;
  switch (name) {
    case 'isModified':
    case 'isDirectModified':
      return native(name, ({ args }) => {
        const paths = itemsOf(args[0]).flatMap((path) => textOf(path)?.split(/\s+/) ?? []);
        const untouched = paths.length > 0 && [ANY, ...paths].every((path) => !changed.has(path));
        return untouched ? FALSE : DATA;
      });
    case 'set':
      return native(name, ({ args: [given] }) => {
        const path = textOf(given);
        const paths = path === undefined ? [...fieldsOf(given).keys()] : [path];
        for (const one of paths.length === 0 ? [ANY] : paths) writeKey(machine.trail, changed, one, DATA);
        return self;
      });
    default:
      return undefined;
  }
}
