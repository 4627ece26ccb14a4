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
      return isAnswer(value.path) ? undefined : true;
    case 'union': {
      const [first, ...rest] = value.of.map(truth);
      return rest.every((other) => other === first) ? first : undefined;
    }
    default:
      return true;
  }
}

/** A client in service is connected. */
const IN_SERVICE = /^(?:is)?(?:open|ready|connected|initiali[sz]ed)$/i;

/** What a call of a package gives, and what is read of it, may be anything; what the package itself holds is there, and so is what it makes. */
function isAnswer(path: readonly string[]): boolean {
  const last = path.at(-1) ?? '';
  // A pool that is asked for a connection gives one, or fails.
  if (IN_SERVICE.test(last) || last === 'connect()') return false;
  return path.some((step) => step.endsWith(')') && step !== 'new()');
}
