import type { BodyShape, StringFormat } from '../../model/body.ts';
import { type Link, numberIn, valuesIn } from './literals.ts';

/** A shape, and whether it may be absent. */
export interface Reading {
  readonly shape: BodyShape;
  readonly optional: boolean;
}

const FORMATS: Readonly<Record<string, StringFormat>> = {
  email: 'email',
  url: 'url',
  uri: 'url',
  httpUrl: 'url',
  uuid: 'uuid',
  uuidv4: 'uuid',
  guid: 'uuid',
  date: 'date',
  isoDate: 'date-time',
  isoTimestamp: 'date-time',
  datetime: 'date-time',
  'date-time': 'date-time',
};

export function formatNamed(name: string): StringFormat | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}

const LEAST = new Set(['min', 'gte', 'minLength', 'minValue', 'minimum']);
const MOST = new Set(['max', 'lte', 'maxLength', 'maxValue', 'maximum']);
const OVER = new Set(['gt', 'moreThan', 'greater']);
const EXACT = new Set(['length']);

/** A shape after one more rule, under the names that zod, valibot, joi and yup give to rules; the same when the rule changes nothing here. */
export function narrowed(shape: BodyShape, { name, words }: Link): BodyShape {
  const [word] = words ?? [];
  const values =
    name === 'valid' || name === 'equal' ? valuesOf(words ?? []) : name === 'oneOf' ? valuesIn(word) : undefined;
  if (values !== undefined) return { kind: 'one-of', values };
  switch (shape.kind) {
    case 'string':
      return string(shape, name, word);
    case 'number':
      return number(shape, name, numberIn(word));
    case 'array':
      return array(shape, name, numberIn(word));
    default:
      return shape;
  }
}

function valuesOf(words: readonly unknown[]): ReturnType<typeof valuesIn> {
  return valuesIn({ type: 'ArrayExpression', elements: words });
}

function string(shape: Extract<BodyShape, { kind: 'string' }>, name: string, word: unknown): BodyShape {
  const format = formatNamed(name);
  if (format !== undefined) return { ...shape, format };
  const amount = numberIn(word as never);
  if (name === 'nonempty' || name === 'nonEmpty') return { ...shape, least: Math.max(1, shape.least ?? 0) };
  const pattern = (word as { regex?: { pattern: string } } | undefined)?.regex?.pattern;
  if (pattern !== undefined) return { ...shape, pattern };
  if (amount === undefined) return shape;
  if (LEAST.has(name)) return { ...shape, least: amount };
  if (MOST.has(name)) return { ...shape, most: amount };
  return EXACT.has(name) ? { ...shape, least: amount, most: amount } : shape;
}

function number(shape: Extract<BodyShape, { kind: 'number' }>, name: string, amount: number | undefined): BodyShape {
  if (['int', 'integer', 'safe'].includes(name)) return { ...shape, integer: true };
  if (name === 'positive') return { ...shape, least: Math.max(1, shape.least ?? 1) };
  if (name === 'nonnegative') return { ...shape, least: Math.max(0, shape.least ?? 0) };
  if (amount === undefined) return shape;
  if (LEAST.has(name)) return { ...shape, least: amount };
  if (OVER.has(name)) return { ...shape, least: amount + 1 };
  return MOST.has(name) ? { ...shape, most: amount } : shape;
}

function array(shape: Extract<BodyShape, { kind: 'array' }>, name: string, amount: number | undefined): BodyShape {
  if (name === 'nonempty') return { ...shape, least: 1 };
  return amount !== undefined && (LEAST.has(name) || EXACT.has(name)) ? { ...shape, least: amount } : shape;
}
