import { instance } from '../interpret/types.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';

const registered = new WeakMap<Machine, Map<string, Value>>();

/** What `Container` of typedi and `container` of tsyringe keep and give, by name or by class; undefined for the rest. */
export function callContainer(machine: Machine, target: ExternalValue, args: readonly Value[]): Value | undefined {
  const [token, given] = args;
  switch (target.path.at(-1)) {
    case 'set':
    case 'register':
    case 'registerInstance':
    case 'registerSingleton':
    case 'registerType':
      if (given !== undefined) keep(machine, token, given);
      else keep(machine, field(token, 'id'), token);
      return target;
    case 'get':
    case 'resolve':
      return kept(machine, token);
    default:
      return undefined;
  }
}

/** What is handed over for `@Inject(token)`: what was kept under that name, or an instance of that class. */
export function kept(machine: Machine, token: Value | undefined): Value | undefined {
  const name = nameOf(token);
  const found = name === undefined ? undefined : registered.get(machine)?.get(name);
  if (found !== undefined) return provided(machine, found);
  return token?.kind === 'class' ? instance(machine, token) : undefined;
}

function keep(machine: Machine, token: Value | undefined, given: Value | undefined): void {
  const name = nameOf(token);
  if (name === undefined || given === undefined) return;
  const all = registered.get(machine) ?? new Map<string, Value>();
  registered.set(machine, all.set(name, given));
}

/** A name, or the class itself. */
function nameOf(token: Value | undefined): string | undefined {
  if (token?.kind === 'literal') return `name ${String(token.value)}`;
  return token?.kind === 'class' ? `class ${token.id}` : undefined;
}

function provided(machine: Machine, given: Value): Value {
  const value = field(given, 'useValue') ?? field(given, 'value') ?? field(given, 'useClass') ?? field(given, 'type');
  const one = value ?? given;
  return one.kind === 'class' ? instance(machine, one) : one;
}

function field(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? value.fields.get(name) : undefined;
}
