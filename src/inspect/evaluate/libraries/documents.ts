import type { CallStep } from '../../../model/program.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { textOf } from './entities/options.ts';
import { packOf } from './rules.ts';

/** The collection that a call of a store of documents is about, and the fields it filters on. */
export type Asked = Pick<CallStep, 'on' | 'filter'>;

/** What the steps before and the arguments of a call tell: `collection('books').where('year', '>', y)`, `query(collection(db, 'books'), where(…))`. */
export function askedBy(target: ExternalValue, name: string, args: readonly Value[]): Asked {
  if (packOf(target.package)?.documents !== true) return {};
  const given = [target, ...args.filter((arg) => arg.kind === 'external')].map(({ asked }) => asked ?? {});
  const text = args.map(textOf).find((each) => each !== undefined);
  const named = /^(?:collection|collectionGroup)$/.test(name) || (name === 'doc' && args.length > 1);
  const on = given.find((each) => each.on !== undefined)?.on ?? (named ? text : undefined);
  const filter = [
    ...new Set([...given.flatMap((each) => each.filter ?? []), ...(name === 'where' ? [text ?? ''] : [])]),
  ];
  const fields = filter.filter((each) => each !== '');
  return { ...(on === undefined ? {} : { on }), ...(fields.length === 0 ? {} : { filter: fields }) };
}

/** The client after a call that no rule knows, with what the call tells. */
export function carried(target: ExternalValue, path: readonly string[], args: readonly Value[]): ExternalValue {
  const asked = askedBy(target, target.path.at(-1) ?? '', args);
  const { asked: _before, ...rest } = target;
  return { ...rest, path, args, ...(Object.keys(asked).length === 0 ? {} : { asked }) };
}
