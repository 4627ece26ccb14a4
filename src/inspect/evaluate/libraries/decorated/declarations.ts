import type { Decorator, PropertyDefinition } from 'oxc-parser';
import { callValue } from '../../interpret/calls.ts';
import { evaluate } from '../../interpret/expressions.ts';
import { type Machine, runAside } from '../../machine.ts';
import { UNDEFINED } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { ClassValue, ExternalValue, Value } from '../../values/values.ts';

/** A decorator of a package: its name, and what it is given. */
export interface Declared {
  readonly name: string;
  readonly package: string;
  readonly args: readonly Value[];
}

/** The decorators of a class or of one of its properties, evaluated where they are written. */
export function decoratorsOf(machine: Machine, made: ClassValue, nodes: readonly Decorator[]): readonly Declared[] {
  const { frame } = machine;
  machine.frame = { ...frame, file: made.file, self: undefined, home: undefined };
  const values = nodes.flatMap((node) => alternatives(evaluate(machine, made.scope, node.expression)));
  machine.frame = frame;
  return values
    .filter((value): value is ExternalValue => value.kind === 'external')
    .map((value) => ({
      name: (value.path[0] ?? '').replace('()', ''),
      package: value.package,
      args: value.args,
    }));
}

/** Evaluates what declares a model, when something first needs it: as at the start of the server, and no part of the request that needs it. */
export function declaring<T>(machine: Machine, body: () => T): T {
  const { phase } = machine;
  machine.phase = 'startup';
  const { result } = runAside(machine, body);
  machine.phase = phase;
  return result;
}

export interface Property {
  readonly name: string;
  readonly node: PropertyDefinition;
  readonly declared: readonly Declared[];
}

/** The properties of a class that carry decorators, those of its parents in the project first. */
export function decoratedProperties(machine: Machine, made: ClassValue): readonly Property[] {
  const inherited = made.parent?.kind === 'class' ? decoratedProperties(machine, made.parent) : [];
  const own = made.node.body.body.flatMap((element): readonly Property[] => {
    if (element.type !== 'PropertyDefinition' || element.static || element.decorators.length === 0) return [];
    if (element.key.type !== 'Identifier') return [];
    return [{ name: element.key.name, node: element, declared: decoratorsOf(machine, made, element.decorators) }];
  });
  return [...inherited, ...own];
}

/** The class that `() => User` gives, or that is named by itself. */
export function classIn(machine: Machine, made: ClassValue, value: Value | undefined): ClassValue | undefined {
  const given =
    value?.kind === 'function' ? callValue(machine, value, [UNDEFINED], made.file.at(made.node.start)) : value;
  const found = given === undefined ? undefined : alternatives(given).find((part) => part.kind === 'class');
  if (found?.kind === 'class') return found;
  return given?.kind === 'literal' ? machine.classes.find((one) => one.name === given.value) : undefined;
}

/** The class of the project that the type of a property, or its first value, names: `Collection<Comment>`, `Rel<User>`. */
export function classOfType(machine: Machine, made: ClassValue, node: PropertyDefinition): ClassValue | undefined {
  const annotation = node.typeAnnotation;
  const typed = annotation ?? node.value;
  const text = made.file.text.slice(typed?.start ?? 0, typed?.end ?? 0);
  const names: readonly string[] = text.match(/\b[A-Z]\w*/g) ?? [];
  return machine.classes.findLast((one) => names.includes(one.name) && one.node.decorators.length > 0);
}
