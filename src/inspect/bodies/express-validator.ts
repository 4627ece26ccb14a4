import type { BodyField, BodyShape } from '../../model/body.ts';
import { chainOf, type Link, numberIn, propertiesOf, valuesIn } from './literals.ts';
import { type Node, type Place, type Sources, walkNodes } from './source.ts';

/** What `body('email').isEmail()` and its like accept, all those under some nodes together; undefined when there is none. */
export function checkedFields(places: readonly Place[], sources: Sources): BodyShape | undefined {
  const fields = new Map<string, BodyField>();
  for (const place of places)
    walkNodes(place.node, (each) => {
      const field = checkedBy(each, place.file, sources);
      // Inner calls of the same chain come after the whole of it.
      if (field !== undefined && !fields.has(field.name)) fields.set(field.name, field);
    });
  const plain = [...fields.values()].filter(({ name }) => !/[.*[]/.test(name));
  return plain.length === 0 ? undefined : { kind: 'object', fields: plain };
}

function checkedBy(node: Node, file: Place['file'], sources: Sources): BodyField | undefined {
  const chain = node.type === 'CallExpression' ? chainOf(node) : undefined;
  const [made, ...rules] = chain?.links ?? [];
  if (chain === undefined || made?.name !== '' || !['body', 'check'].includes(chain.head)) return undefined;
  const from = sources.find(chain.head, file);
  const name = made.words?.[0]?.value;
  const isKnown = from !== undefined && 'package' in from && from.package === 'express-validator';
  return isKnown && typeof name === 'string' ? fieldOf(name, rules) : undefined;
}

function fieldOf(name: string, rules: readonly Link[]): BodyField {
  const shape = rules.reduce(after, { kind: 'string' } as BodyShape);
  return { name, shape, optional: rules.some((each) => each.name === 'optional') };
}

const KINDS: Readonly<Record<string, BodyShape>> = {
  isEmail: { kind: 'string', format: 'email' },
  isURL: { kind: 'string', format: 'url' },
  isUUID: { kind: 'string', format: 'uuid' },
  isISO8601: { kind: 'string', format: 'date-time' },
  isDate: { kind: 'string', format: 'date' },
  isBoolean: { kind: 'boolean' },
  isInt: { kind: 'number', integer: true },
  isNumeric: { kind: 'number', integer: false },
  isFloat: { kind: 'number', integer: false },
  isDecimal: { kind: 'number', integer: false },
  isArray: { kind: 'array', of: { kind: 'anything' }, least: 0 },
};

function after(shape: BodyShape, { name, words = [] }: Link): BodyShape {
  const [word] = words;
  const values = name === 'isIn' ? valuesIn(word) : undefined;
  if (values !== undefined) return { kind: 'one-of', values };
  const bounds = boundsOf(word);
  if (name === 'isLength' && shape.kind === 'string') return { ...shape, ...bounds };
  if (name === 'notEmpty' && shape.kind === 'string') return { ...shape, least: Math.max(1, shape.least ?? 0) };
  const kind = KINDS[name];
  if (kind === undefined) return shape;
  if (kind.kind === 'number') return { ...kind, ...bounds };
  return kind.kind === 'string' && shape.kind === 'string' ? { ...shape, ...kind } : kind;
}

function boundsOf(word: Node): { readonly least?: number; readonly most?: number } {
  const options = propertiesOf(word);
  const [least, most] = [numberIn(options.get('min')), numberIn(options.get('max'))];
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}
