import type { JsonValue } from '../../load/index.ts';
import type { BodyShape } from '../../model/body.ts';

/** What is known of a field: the placeholder of what it refers to that exists already (`communityId`), and what the column that it fills takes. */
export type Referring = (field: string) => {
  readonly reference?: string | undefined;
  readonly example?: JsonValue | undefined;
};

const EXAMPLES: readonly (readonly [RegExp, string])[] = [
  [/email/, 'jauge-{{$serial}}@example.org'],
  [/password/, 'Jauge-2030-{{$serial}}'],
  [/phone|mobile/, '+33600000000'],
  [/url|image|logo|link/, 'https://example.org/a'],
  [/slug|code|token|key/, 'jauge-{{$serial}}'],
  [/currency/, 'eur'],
  [/colou?r/, '#336699'],
  [/(?:post|zip)(?:al)?_?code/, '75001'],
  [/_at$|date|time/, '2030-01-01T18:00:00.000Z'],
];
/** Tried in this order where a pattern must be matched. */
const TRIED = [
  'jauge-{{$serial}}',
  'jauge{{$serial}}',
  'jauge',
  'JAUGE',
  '12345678',
  '1234',
  '75001',
  '+33600000000',
  '#336699',
  '2030-01-01',
  '18:00',
  '10.00',
  'fr',
  'fr-FR',
  'EUR',
  'Jauge-2030!',
];
const FORMATS = {
  email: 'jauge-{{$serial}}@example.org',
  url: 'https://example.org/a',
  uuid: '{{$uuid}}',
  date: '2030-01-01',
  'date-time': '2030-01-01T18:00:00.000Z',
} as const;
const USUAL_NUMBER = 10;
const USUAL_AMOUNT = 1000;
const MOST_DEEP = 6;

/** The example of a text by the name of what holds it, as the code or the database writes it. */
export function textNamed(name: string): string {
  return EXAMPLES.find(([pattern]) => pattern.test(snake(name)))?.[1] ?? 'jauge {{$serial}}';
}

function isAmount(name: string): boolean {
  return /cents|amount|price/i.test(name);
}

/** Where nothing says what kind of value it is. */
function anythingNamed(name: string): JsonValue {
  // Card payments have a least amount.
  if (isAmount(name)) return USUAL_AMOUNT;
  if (/quantity|count|seats|capacity|number|total/i.test(name)) return USUAL_NUMBER;
  return /^(?:is|has|can)[A-Z_]|enabled|active|accept|confirm/.test(name) ? true : textNamed(name);
}

/** `communityId` is `community_id`. */
export function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/**
 * A body that a shape accepts, with placeholders for what must differ from one request to the next and for what refers to something else. What may be
 * absent is left out, unless nothing else is there (a change must change something).
 */
export function bodyFrom(shape: BodyShape, refer: Referring, name = '', depth = 0): JsonValue {
  switch (shape.kind) {
    case 'object': {
      const needed = shape.fields.filter(({ optional }) => !optional);
      const kept = needed.length > 0 || depth > 0 ? needed : shape.fields;
      return Object.fromEntries(kept.map((field) => [field.name, fieldValue(field.name, field.shape, refer, depth)]));
    }
    case 'array':
      return Array.from({ length: Math.max(1, shape.least) }, () => bodyFrom(shape.of, refer, name, depth + 1));
    case 'number':
      return Math.min(shape.most ?? USUAL_NUMBER, Math.max(shape.least ?? 0, USUAL_NUMBER));
    case 'boolean':
      return true;
    case 'one-of':
      return shape.values[0] ?? null;
    case 'string':
      return fitted(shape, name);
    case 'anything':
      return anythingNamed(name);
  }
}

function fieldValue(name: string, shape: BodyShape, refer: Referring, depth: number): JsonValue {
  const isPlain = ['string', 'number', 'anything'].includes(shape.kind);
  const { reference, example } = isPlain ? refer(name) : {};
  const known = reference ?? (shape.kind === 'anything' && !isAmount(name) ? example : undefined);
  return known ?? (depth > MOST_DEEP ? null : bodyFrom(shape, refer, name, depth + 1));
}

type TextShape = Extract<BodyShape, { kind: 'string' }>;

/** What `{{$serial}}` becomes, about: for lengths. */
const SERIAL = 'mfxk3a1b1';

function fitted({ format, pattern, least = 0, most = Number.POSITIVE_INFINITY }: TextShape, name: string): string {
  if (format !== undefined) return FORMATS[format];
  const length = (text: string): number => text.replace('{{$serial}}', SERIAL).length;
  const fits = (text: string): boolean => length(text) >= least && length(text) <= most && matches(pattern, text);
  const tried = [textNamed(name), ...TRIED].find(fits);
  if (tried !== undefined) return tried;
  return textNamed(name).replace('{{$serial}}', '').trim().padEnd(least, 'x').slice(0, most);
}

function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(pattern).test(text.replace('{{$serial}}', SERIAL));
  } catch {
    return true;
  }
}
