import type { ExternalValue, FunctionValue, Value } from './values.ts';

const references = new WeakMap<object, number>();
let counted = 0;

/** Number of an object, the same each time. */
function referenceOf(object: object): number {
  const known = references.get(object);
  if (known !== undefined) return known;
  counted += 1;
  references.set(object, counted);
  return counted;
}

/** Nested deeper, values are told apart by what they are rather than by what they hold. */
const MOST_NESTED = 4;

/** A text that two values have in common when an evaluation cannot tell them apart; undefined when it could change between two uses. */
export function keyOfValue(value: Value, depth = 0): string | undefined {
  if (depth > MOST_NESTED) return value.kind === 'builder' ? undefined : `#${referenceOf(value)}`;
  switch (value.kind) {
    case 'literal':
      return `l${typeof value.value}:${String(value.value)}`;
    case 'opaque': {
      const sources = (value.sources ?? []).map((at) => `${at.file}:${at.line}`).join();
      return `o${value.origin}:${value.name}:${sources}:${value.count === undefined ? '' : JSON.stringify(value.count)}`;
    }
    case 'text':
      return keyOfAll('t', value.parts, depth);
    case 'union':
      return keyOfAll('u', value.of, depth);
    case 'external':
      return keyOfExternal(value, depth);
    case 'function':
      return keyOfFunction(value, depth);
    case 'cell':
      return `c${referenceOf(value.query)}:${value.name}`;
    case 'row': {
      const { query, table, fields, member } = value;
      return `r${[query, fields, member].map((one) => (one === undefined ? '' : referenceOf(one))).join()} ${table}`;
    }
    case 'promise': {
      const inside = keyOfValue(value.value, depth + 1);
      return inside && `p${value.task === undefined ? '' : referenceOf(value.task)}(${inside})`;
    }
    case 'builder':
      return undefined;
    default:
      return `#${referenceOf(value)}`;
  }
}

/** Key of several values in order. */
export function keyOfAll(start: string, values: readonly Value[], depth = 0): string | undefined {
  let key = `${start}(`;
  for (const value of values) {
    const one = keyOfValue(value, depth + 1);
    if (one === undefined) return undefined;
    key += `${one},`;
  }
  return `${key})`;
}

function keyOfExternal(value: ExternalValue, depth: number): string | undefined {
  const { at } = value;
  return keyOfAll(`e${value.package} ${value.path.join('.')} ${at.file}:${at.line}`, value.args, depth);
}

/** A function that was made again in the same scope is the same, unless something was set on it. */
export function keyOfFunction(value: FunctionValue, depth = 0): string | undefined {
  if (value.fields.size > 0) return `#${referenceOf(value)}`;
  const self = value.self === undefined ? '' : keyOfValue(value.self, depth + 1);
  const home = value.home === undefined ? '' : referenceOf(value.home);
  return self === undefined
    ? undefined
    : `f${referenceOf(value.node)}:${referenceOf(value.scope)}:${home}:${value.name}(${self})`;
}
