import type { BodyField, BodyShape } from '../../model/body.ts';
import { chainOf, type Link, propertiesOf, valuesIn } from './literals.ts';
import { narrowed, type Reading } from './narrow.ts';
import type { Node } from './source.ts';

const ANYTHING: BodyShape = { kind: 'anything' };
type Read = (node: Node) => Reading | undefined;

/** What a schema of valibot accepts: functions around functions, rules in a pipe. */
export function valibotSchema([made]: readonly Link[], read: Read): Reading | undefined {
  const { name = '', words = [] } = made ?? {};
  const [word, ...others] = words;
  const inner = (): BodyShape => read(word)?.shape ?? ANYTHING;
  if (name === 'pipe') {
    const first = read(word);
    return first === undefined ? undefined : { ...first, shape: others.reduce(piped, first.shape) };
  }
  if (['optional', 'exactOptional', 'nullish', 'undefinedable'].includes(name))
    return { shape: inner(), optional: true };
  if (['nullable', 'lazy', 'union', 'variant'].includes(name)) return read(word?.elements?.[0] ?? word);
  const shape = shapeOf(name, word, read, inner);
  return shape === undefined ? undefined : { shape, optional: false };
}

function shapeOf(name: string, word: Node, read: Read, inner: () => BodyShape): BodyShape | undefined {
  if (/^(?:strict|loose)?[oO]bject$/.test(name)) return { kind: 'object', fields: fieldsOf(word, read) };
  if (name === 'partial') {
    const whole = inner();
    return whole.kind === 'object'
      ? { kind: 'object', fields: whole.fields.map((field) => ({ ...field, optional: true })) }
      : whole;
  }
  if (name === 'string') return { kind: 'string' };
  if (name === 'number' || name === 'bigint') return { kind: 'number', integer: false };
  if (name === 'boolean') return { kind: 'boolean' };
  if (name === 'array') return { kind: 'array', of: inner(), least: 0 };
  if (name === 'date') return { kind: 'string', format: 'date-time' };
  if (!['picklist', 'enum', 'enum_', 'literal'].includes(name)) return undefined;
  const values = valuesIn(word) ?? valuesIn({ type: 'ArrayExpression', elements: [word] });
  return values === undefined ? ANYTHING : { kind: 'one-of', values };
}

function fieldsOf(node: Node, read: Read): readonly BodyField[] {
  return [...propertiesOf(node)].map(([name, value]) => ({
    name,
    shape: read(value)?.shape ?? ANYTHING,
    optional: read(value)?.optional ?? false,
  }));
}

function piped(shape: BodyShape, action: Node): BodyShape {
  const link = chainOf(action)?.links.at(-1);
  return link === undefined ? shape : narrowed(shape, link.name === '' ? { ...link, name: action.callee.name } : link);
}
