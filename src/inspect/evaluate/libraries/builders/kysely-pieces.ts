import type { Location } from '../../../../model/source.ts';
import { newObject, sourcesOf } from '../../values/create.ts';
import type { BuilderValue, ConditionValue, ExternalValue, Value } from '../../values/values.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { later } from '../entities/queries.ts';
import { newPlan } from '../plans.ts';
import { asFragment, fragmentOf, tablesOf } from './fragments.ts';

const EXPRESSION = 'eb';

/** What `where((eb) => …)` and `select(({ fn }) => …)` are given: it writes pieces of SQL. */
export function expressionBuilder(at: Location): ExternalValue {
  return { kind: 'external', package: 'kysely', path: [EXPRESSION], args: [], at };
}

/** Whether a call is one of the expression builder, rather than of the connection or of `sql`. */
export function isExpression({ path }: ExternalValue): boolean {
  return path[0] === EXPRESSION;
}

/** `eb('age', '>', 18)`, `eb.or([…])`, `eb.fn.count('id')`, `eb.ref('id')`. Undefined for what writes nothing. */
export function expressionOf(path: readonly string[], args: readonly Value[], at: Location): Value | undefined {
  const [first, second] = path.slice(1);
  if (first === EXPRESSION) return expressionOf(path.slice(1), args, at);
  if (first === undefined) return piece(comparison(args), args, at);
  if (first === 'fn')
    return piece(called(second ?? textOf(args[0]) ?? '', second === undefined ? args[1] : args[0]), args, at);
  const parts = itemsOf(args[0]).map(textIn);
  switch (first) {
    case 'and':
    case 'or':
      return piece(parts.length === 0 ? '' : `(${joined(args[0], parts, first.toUpperCase())})`, args, at);
    case 'not':
      return piece(`NOT (${textIn(args[0])})`, args, at);
    case 'exists':
      return piece('EXISTS (SELECT 1)', args, at);
    case 'between':
      return piece(`${nameIn(args[0])} BETWEEN $0 AND $0`, args, at);
    case 'ref':
      return piece(nameIn(args[0]), args, at);
    case 'val':
    case 'lit':
      return piece('$0', args, at);
    default:
      return undefined;
  }
}

/** `eb.and({ city, age })` is short for a list of equalities. */
function joined(value: Value | undefined, parts: readonly string[], word: string): string {
  const fields = [...fieldsOf(value).keys()];
  return (fields.length === 0 ? parts : fields.map((name) => `"${name}" = $0`)).join(` ${word} `);
}

function comparison([left, operator, right]: readonly Value[]): string {
  const sign = textOf(operator) ?? '=';
  if (/^is/i.test(sign)) return `${nameIn(left)} ${sign} NULL`;
  return `${nameIn(left)} ${sign} ${/\bin$/i.test(sign) ? '($0)' : (fragmentOf(right)?.text ?? '$0')}`;
}

function called(name: string, args: Value | undefined): string {
  const word = name === 'countAll' ? 'count' : name;
  return `${word}(${name === 'countAll' ? '*' : itemsOf(args).map(nameIn).join(', ')})`;
}

function nameIn(value: Value | undefined): string {
  return textOf(value)?.replace(/\w+/g, '"$&"') ?? textIn(value);
}

function textIn(value: Value | undefined): string {
  return fragmentOf(value)?.text ?? '$0';
}

/** `sql.ref('person.email')`, `sql.raw('now()')`, `sql.join([…])`: what may be put in a template. Undefined for the rest. */
export function pieceOf(name: string, args: readonly Value[], at: Location): Value | undefined {
  switch (name) {
    case 'ref':
    case 'id':
    case 'table':
      return piece(nameIn(args[0]), args, at);
    case 'raw':
      return piece(textOf(args[0]) ?? '$0', args, at);
    case 'join':
      return piece(itemsOf(args[0]).map(textIn).join(', '), args, at);
    case 'val':
    case 'value':
    case 'lit':
      return piece('$0', args, at);
    default:
      return undefined;
  }
}

function piece(text: string, args: readonly Value[], at: Location): BuilderValue {
  const tables = args.flatMap((arg) => [...tablesOf(arg)]);
  const written: ConditionValue = {
    kind: 'condition',
    equal: [],
    compared: [],
    sources: sourcesOf(args),
    text,
    tables,
  };
  return asFragment(
    later(newPlan('', 'raw', at), () => newObject(false)),
    written,
  );
}
