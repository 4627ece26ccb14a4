import { DATA, newArray, newObject, sourcesOf } from '../../values/create.ts';
import type { Value } from '../../values/values.ts';
import { columnsSorted, fragmentOf, tablesOf } from '../builders/fragments.ts';
import { type Fields, fieldsOf, itemsOf, textOf } from '../entities/options.ts';

/** What writes a piece of a statement: `fn('lower', col('email'))`, `where(…, value)`, `literal('now()')`. Undefined for other functions. */
export function writtenBy(name: string, args: readonly Value[]): Value | undefined {
  const [first, second] = args;
  switch (name) {
    case 'fn':
      return piece(`${textOf(first) ?? '?'}(${args.slice(1).map(pieceOf).join(', ')})`, args);
    case 'col':
      return piece(columnNamed(textOf(first) ?? ''), args);
    case 'cast':
      return piece(`CAST(${pieceOf(first)} AS ${textOf(second) ?? 'text'})`, args);
    case 'where':
      return piece(
        `${pieceOf(first)} ${args.length > 2 || second?.kind === 'object' ? operatorOf(second) : '='} $0`,
        args,
      );
    case 'literal':
      return textOf(first) === undefined ? DATA : piece(textOf(first) ?? '', args);
    case 'and':
    case 'or':
      return newObject(false, [[`Op.${name}`, newArray(args)]]);
    case 'escape':
    case 'json':
      return DATA;
    default:
      return undefined;
  }
}

function piece(text: string, args: readonly Value[]): Value {
  return { kind: 'condition', equal: [], compared: [], sources: sourcesOf(args), text, tables: [] };
}

function pieceOf(value: Value | undefined): string {
  return value?.kind === 'condition' ? (value.text ?? '$0') : '$0';
}

/** `User.email` is of the model asked; what goes before would only name it. */
function columnNamed(name: string): string {
  return `"${name.split('.').at(-1) ?? ''}"`;
}

const SIGNS: Readonly<Record<string, string>> = { eq: '=', is: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** `Op.gt`, `{ [Op.gt]: value }`, `'>'`, or a value to be equal to; other operators are of no help to an index. */
function operatorOf(value: Value | undefined): string {
  const [key] = fieldsOf(value).keys();
  const word = value?.kind === 'external' ? value.path.at(-1) : (key ?? textOf(value));
  return word === undefined ? '=' : (SIGNS[word.replace(/^Op\./, '')] ?? (/^[<>=]+$/.test(word) ? word : 'LIKE'));
}

/** Tables of the subqueries written in what is selected, sorted by and kept of groups. */
export function tablesWritten(options: Fields): readonly string[] {
  const asked = options.get('attributes');
  const listed = asked?.kind === 'object' ? asked.fields.get('include') : asked;
  const pieces = [listed, options.get('order'), options.get('having')].flatMap(itemsOf).flatMap(itemsOf);
  return [...new Set(pieces.flatMap(tablesOf))];
}

/** The columns that an item of `order` names. */
export function sortedBy(item: Value | undefined): readonly string[] {
  const name = textOf(item);
  return name === undefined ? columnsSorted(fragmentOf(item)?.text ?? '').map((column) => column.name) : [name];
}
