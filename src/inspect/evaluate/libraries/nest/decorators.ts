import type { Decorator } from 'oxc-parser';
import { evaluate } from '../../interpret/expressions.ts';
import type { Machine } from '../../machine.ts';
import { alternatives } from '../../values/union.ts';
import type { ClassValue, ExternalValue, Value } from '../../values/values.ts';

const read = new WeakMap<object, readonly Value[]>();

/** The values of the decorators of a class, a method or a parameter, those that a decorator of the project combines included. */
export function decoratorsOf(
  machine: Machine,
  made: ClassValue,
  nodes: readonly Decorator[] | undefined,
): readonly Value[] {
  if (nodes === undefined || nodes.length === 0) return [];
  const known = read.get(nodes);
  if (known !== undefined) return known;
  read.set(nodes, []);
  const saved = machine.frame;
  machine.frame = { ...saved, file: made.file, self: undefined, home: undefined };
  const values = nodes.flatMap((node) => flatten(evaluate(machine, made.scope, node.expression), 0));
  machine.frame = saved;
  read.set(nodes, values);
  return values;
}

/** `applyDecorators(a, b)` stands for `a` and `b`. */
function flatten(value: Value, depth: number): readonly Value[] {
  if (depth > 6) return [];
  return alternatives(value).flatMap((part) => {
    if (part.kind === 'array') return part.items.flatMap((item) => flatten(item, depth + 1));
    if (part.kind !== 'external') return [part];
    const name = nameOf(part);
    return name === 'applyDecorators' ? part.args.flatMap((arg) => flatten(arg, depth + 1)) : [part];
  });
}

/** The name of a decorator of a package, called or not: `Get` of `@Get(':id')`. */
export function nameOf(value: ExternalValue): string {
  return (value.path[0] ?? '').replace('()', '');
}

/** The first decorator of a name, whichever package gives it. */
export function decoratorNamed(values: readonly Value[], name: string): ExternalValue | undefined {
  return values.find((value): value is ExternalValue => value.kind === 'external' && nameOf(value) === name);
}

/** Everything that the decorators of a name are given. */
export function argumentsOf(values: readonly Value[], name: string): readonly Value[] {
  return values.flatMap((value) => (value.kind === 'external' && nameOf(value) === name ? value.args : []));
}
