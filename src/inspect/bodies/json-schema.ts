import type { BodyShape } from '../../model/body.ts';
import { nameOf, numberIn, propertiesOf, unwrapped, valuesIn } from './literals.ts';
import { formatNamed, type Reading } from './narrow.ts';
import type { Node } from './source.ts';

const TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean']);
type Read = (node: Node) => Reading | undefined;

/** What a JSON Schema written as an object accepts: `{ type: 'object', required: […], properties: {…} }`. */
export function jsonSchema(node: Node, read: Read): Reading | undefined {
  const shape = shapeOf(propertiesOf(node), read);
  return shape === undefined ? undefined : { shape, optional: false };
}

function shapeOf(keys: ReadonlyMap<string, Node>, read: Read): BodyShape | undefined {
  const type = unwrapped(keys.get('type'))?.value;
  const values = keys.has('enum') ? valuesIn(keys.get('enum')) : undefined;
  if (values !== undefined) return { kind: 'one-of', values };
  if (!TYPES.has(type)) return undefined;
  const least = numberIn(keys.get('minimum') ?? keys.get('minLength') ?? keys.get('minItems'));
  const most = numberIn(keys.get('maximum') ?? keys.get('maxLength'));
  const bounds = { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
  switch (type) {
    case 'object':
      return objectOf(keys, read);
    case 'array':
      return { kind: 'array', of: read(keys.get('items'))?.shape ?? { kind: 'anything' }, least: least ?? 0 };
    case 'string':
      return string(keys, bounds);
    case 'boolean':
      return { kind: 'boolean' };
    default:
      return { kind: 'number', integer: type === 'integer', ...bounds };
  }
}

function string(
  keys: ReadonlyMap<string, Node>,
  bounds: { readonly least?: number; readonly most?: number },
): BodyShape {
  const format = formatNamed(String(keys.get('format')?.value ?? ''));
  const pattern = keys.get('pattern')?.value;
  return {
    kind: 'string',
    ...(format === undefined ? {} : { format }),
    ...bounds,
    ...(typeof pattern === 'string' ? { pattern } : {}),
  };
}

function objectOf(keys: ReadonlyMap<string, Node>, read: Read): BodyShape {
  const required = new Set((unwrapped(keys.get('required'))?.elements ?? []).map(nameOf));
  const fields = [...propertiesOf(keys.get('properties'))].map(([name, value]) => ({
    name,
    shape: read(value)?.shape ?? ({ kind: 'anything' } as const),
    optional: !required.has(name),
  }));
  return { kind: 'object', fields };
}
