import type { Value } from './values.ts';

/** Whether a value counts as true in a condition; undefined when that cannot be told. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'literal':
      return Boolean(value.value);
    case 'text':
      return value.parts.some((part) => part.kind === 'literal' && part.value !== '') ? true : undefined;
    case 'opaque':
    case 'row':
    case 'cell':
      return undefined;
    case 'external':
      return value.path.at(-1)?.endsWith(')') === true && value.path.at(-1) !== 'new()' ? undefined : true;
    case 'union': {
      const [first, ...rest] = value.of.map(truth);
      return rest.every((other) => other === first) ? first : undefined;
    }
    default:
      return true;
  }
}
