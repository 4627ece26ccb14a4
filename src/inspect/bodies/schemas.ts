import type { BodyField, BodyShape } from '../../model/body.ts';
import { drizzleTable } from './drizzle-tables.ts';
import { jsonSchema } from './json-schema.ts';
import { chainOf, type Link, nameOf, propertiesOf, unwrapped, valuesIn } from './literals.ts';
import { narrowed, type Reading } from './narrow.ts';
import type { Node, Place, Sources } from './source.ts';
import { valibotSchema } from './valibot.ts';

/** Packages whose schemas are chains: who names a field that may be absent, and who one that may not. */
const CHAINED: Readonly<Record<string, 'zod' | 'joi'>> = {
  zod: 'zod',
  joi: 'joi',
  '@hapi/joi': 'joi',
  celebrate: 'joi',
  yup: 'joi',
};
const TABLES = new Set(['drizzle-zod', 'drizzle-valibot', 'drizzle-typebox']);
const ANYTHING: BodyShape = { kind: 'anything' };
const DEEPEST = 12;

/** What an expression accepts, when it is a schema of a library that is known; undefined otherwise. */
export function schemaAt(place: Place, sources: Sources, depth = 0): Reading | undefined {
  if (depth > DEEPEST) return undefined;
  const node = unwrapped(place.node);
  const read = (inner: Node): Reading | undefined => schemaAt({ node: inner, file: place.file }, sources, depth + 1);
  if (node?.type === 'ObjectExpression') return jsonSchema(node, read);
  const chain = chainOf(node);
  if (chain === undefined) return undefined;
  const found = sources.find(chain.head, place.file);
  if (found === undefined) return undefined;
  if ('package' in found) return ofPackage(found, chain.links, read, place, sources);
  if (found.node.type === 'Module') {
    const [first, ...rest] = chain.links;
    const member = first === undefined ? undefined : sources.member(found, first.name);
    return member === undefined ? undefined : rules(schemaAt(member, sources, depth + 1), rest, read);
  }
  const [first, ...rest] = chain.links;
  const properties = first?.words === undefined ? propertiesOf(found.node) : new Map();
  const property = first === undefined ? undefined : properties.get(first.name);
  if (property !== undefined)
    return rules(schemaAt({ node: property, file: found.file }, sources, depth + 1), rest, read);
  return rules(schemaAt(found, sources, depth + 1), chain.links, read);
}

function ofPackage(
  found: { readonly package: string; readonly name: string },
  links: readonly Link[],
  read: (node: Node) => Reading | undefined,
  place: Place,
  sources: Sources,
): Reading | undefined {
  // `z.object()` or, where the name itself was imported, `object()`.
  const named = links[0]?.name === '' ? [{ ...links[0], name: found.name }, ...links.slice(1)] : links;
  if (TABLES.has(found.package)) {
    const [made, ...rest] = named;
    return rules(drizzleTable(made?.words ?? [], place.file, sources, read), rest, read);
  }
  if (found.package === 'valibot') return valibotSchema(named, read);
  const kind = CHAINED[found.package];
  const family = named.filter(({ name }) => !['coerce', 'z', 'Joi'].includes(name));
  const [made, ...rest] = family;
  if (kind === undefined || made === undefined) return undefined;
  const first = madeBy(made, read);
  return first === undefined ? undefined : rules({ ...first, optional: first.optional || kind === 'joi' }, rest, read);
}

const STRINGS = new Set(['string', 'email', 'url', 'uuid', 'guid', 'cuid', 'cuid2', 'nanoid', 'iso', 'httpUrl']);

const PLAIN: Readonly<Record<string, BodyShape>> = {
  number: { kind: 'number', integer: false },
  int: { kind: 'number', integer: true },
  bigint: { kind: 'number', integer: true },
  boolean: { kind: 'boolean' },
  bool: { kind: 'boolean' },
  date: { kind: 'string', format: 'date-time' },
  any: ANYTHING,
  unknown: ANYTHING,
  record: ANYTHING,
  mixed: ANYTHING,
  custom: ANYTHING,
  alternatives: ANYTHING,
};

/** What the first word of a chain makes. */
function madeBy(link: Link, read: (node: Node) => Reading | undefined): Reading | undefined {
  const { name, words = [] } = link;
  const [word] = words;
  if (/^(?:strict|loose)?[oO]bject$/.test(name)) return required(objectOf(word, read));
  if (STRINGS.has(name)) return required(narrowed({ kind: 'string' }, link));
  if (Object.hasOwn(PLAIN, name)) return required(PLAIN[name] ?? ANYTHING);
  if (['enum', 'nativeEnum', 'literal'].includes(name)) return required(oneOf(word));
  if (name === 'array') return required({ kind: 'array', of: read(word)?.shape ?? ANYTHING, least: 0 });
  return around(name, words, read);
}

/** A schema around another. */
function around(
  name: string,
  [word, second]: readonly Node[],
  read: (node: Node) => Reading | undefined,
): Reading | undefined {
  switch (name) {
    case 'optional':
    case 'nullish':
      return { shape: read(word)?.shape ?? ANYTHING, optional: true };
    case 'nullable':
    case 'lazy':
      return read(word?.type === 'ArrowFunctionExpression' ? word.body : word);
    case 'preprocess':
      return read(second);
    case 'union':
      return read(word?.elements?.[0]);
    case 'discriminatedUnion':
      return read(second?.elements?.[0]);
    default:
      return undefined;
  }
}

function oneOf(word: Node): BodyShape {
  const values = valuesIn(word) ?? valuesIn({ type: 'ArrayExpression', elements: [word] });
  return values === undefined ? ANYTHING : { kind: 'one-of', values };
}

function required(shape: BodyShape): Reading {
  return { shape, optional: false };
}

function objectOf(node: Node, read: (node: Node) => Reading | undefined): Extract<BodyShape, { kind: 'object' }> {
  const fields = [...propertiesOf(node)].map(([name, value]): BodyField => {
    const { shape, optional } = read(value) ?? { shape: ANYTHING, optional: false };
    return { name, shape, optional };
  });
  return { kind: 'object', fields };
}

/** A schema after the calls that follow it. */
function rules(
  first: Reading | undefined,
  links: readonly Link[],
  read: (node: Node) => Reading | undefined,
): Reading | undefined {
  return links.reduce<Reading | undefined>(
    (reading, link) => (reading === undefined ? undefined : after(reading, link, read)),
    first,
  );
}

const OPTIONAL = new Set(['optional', 'nullish', 'default', 'notRequired', 'prefault']);

function after(reading: Reading, link: Link, read: (node: Node) => Reading | undefined): Reading {
  const { shape } = reading;
  const [word] = link.words ?? [];
  if (OPTIONAL.has(link.name)) return { shape, optional: true };
  if (['required', 'defined', 'exist'].includes(link.name) && shape.kind !== 'object') return required(shape);
  if (link.name === 'array' && link.words?.length === 0) return required({ kind: 'array', of: shape, least: 0 });
  if (link.name === 'items' || link.name === 'of')
    return { ...reading, shape: { kind: 'array', of: read(word)?.shape ?? ANYTHING, least: 0 } };
  if (shape.kind !== 'object') return { ...reading, shape: narrowed(shape, link) };
  return { optional: reading.optional && link.name !== 'required', shape: reworked(shape.fields, link, read) };
}

/** An object with other fields. */
function reworked(
  fields: readonly BodyField[],
  { name, words = [] }: Link,
  read: (node: Node) => Reading | undefined,
): BodyShape {
  const [word] = words;
  const listed = new Set(propertiesOf(word).keys());
  const keys = word?.type === 'ArrayExpression' ? new Set(word.elements.map(nameOf)) : listed;
  const named = (each: BodyField): boolean => keys.size === 0 || keys.has(each.name);
  switch (name) {
    case 'pick':
      return { kind: 'object', fields: fields.filter(named) };
    case 'omit':
      return { kind: 'object', fields: fields.filter((each) => !named(each)) };
    case 'partial':
    case 'deepPartial':
      return { kind: 'object', fields: fields.map((each) => (named(each) ? { ...each, optional: true } : each)) };
    case 'required':
      return { kind: 'object', fields: fields.map((each) => (named(each) ? { ...each, optional: false } : each)) };
    case 'extend':
    case 'safeExtend':
    case 'keys':
    case 'append':
    case 'shape':
    case 'merge':
    case 'concat':
    case 'and': {
      const other = read(word)?.shape;
      const added = other?.kind === 'object' ? other.fields : objectOf(word, read).fields;
      const names = new Set(added.map((each) => each.name));
      return { kind: 'object', fields: [...fields.filter((each) => !names.has(each.name)), ...added] };
    }
    default:
      return { kind: 'object', fields };
  }
}
