import type { ParamPattern } from 'oxc-parser';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { instance } from '../../interpret/types.ts';
import type { Machine } from '../../machine.ts';
import { DATA } from '../../values/create.ts';
import { alternatives, identity, union } from '../../values/union.ts';
import type { ClassValue, ObjectValue, Value } from '../../values/values.ts';
import { kept } from '../service-containers.ts';
import { decoratorsOf, nameOf } from './decorators.ts';

/** What the modules of an application provide, by token: a class to make, a value, a function that makes one. */
interface Provided {
  readonly provider: ObjectValue;
  made?: Value;
  making?: true;
}

const providers = new WeakMap<Machine, Map<unknown, Provided[]>>();

/** Remembers a provider `{ provide, useClass | useValue | useFactory | useExisting }`. */
export function provide(machine: Machine, provider: ObjectValue): void {
  const known = providers.get(machine) ?? new Map<unknown, Provided[]>();
  providers.set(machine, known);
  const token = provider.fields.get('provide');
  if (token === undefined) return;
  const key = identity(token);
  const before = known.get(key) ?? [];
  if (before.length < 4) known.set(key, [...before, { provider }]);
}

/** What a token stands for in the application; undefined when no module provides it. */
export function providedFor(machine: Machine, token: Value): Value | undefined {
  const found = providers.get(machine)?.get(identity(token));
  if (found === undefined) return undefined;
  const values = found.map((one) => make(machine, one)).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : union(values);
}

function make(machine: Machine, provided: Provided): Value | undefined {
  if (provided.made !== undefined) return provided.made;
  if (provided.making) return undefined;
  provided.making = true;
  const value = makeFrom(machine, provided.provider.fields);
  if (value !== undefined) provided.made = value;
  return value;
}

function makeFrom(machine: Machine, fields: ReadonlyMap<string, Value>): Value | undefined {
  const made = fields.get('useClass');
  if (made !== undefined)
    return union(alternatives(made).map((one) => (one.kind === 'class' ? instance(machine, one) : DATA)));
  const existing = fields.get('useExisting');
  if (existing !== undefined)
    return existing.kind === 'class' ? instance(machine, existing) : providedFor(machine, existing);
  const factory = fields.get('useFactory');
  if (factory === undefined) return fields.get('useValue');
  const inject = fields.get('inject');
  const args = inject?.kind === 'array' ? inject.items.map((token) => resolveToken(machine, token)) : [];
  const at = factory.kind === 'function' ? factory.file.at(factory.node.start) : { file: '', line: 1 };
  return awaitValue(machine, callValue(machine, factory, args, at), at);
}

/** What is injected for a token: what a module provides, else an instance of the class that it is. */
export function resolveToken(machine: Machine, token: Value): Value {
  const found = providedFor(machine, token);
  if (found !== undefined) return found;
  if (token.kind === 'class') return instance(machine, token);
  return token.kind === 'external' ? { ...token, path: [...token.path, 'new()'] } : DATA;
}

/** What a decorator of a parameter or a property says is injected: a provider, or what the package of the decorator gives. */
export function injectedBy(machine: Machine, made: ClassValue, parameter: object): Value | undefined {
  const { decorators } = parameter as Partial<ParamPattern>;
  for (const value of decoratorsOf(machine, made, decorators)) {
    if (value.kind !== 'external') continue;
    const name = nameOf(value);
    const token = value.args[0];
    if (/^inject$/i.test(name) && token !== undefined) return providedFor(machine, token) ?? kept(machine, token);
    if (name.startsWith('Inject')) return value;
  }
  return undefined;
}
