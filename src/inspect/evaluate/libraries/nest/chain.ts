import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { getMember } from '../../interpret/members.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { instance } from '../../interpret/types.ts';
import { type Machine, record } from '../../machine.ts';
import { DATA, literal, native, newObject, opaque } from '../../values/create.ts';
import { writeKey } from '../../values/trail.ts';
import { alternatives } from '../../values/union.ts';
import type { ClassValue, ExternalValue, NativeValue, ObjectValue, Value } from '../../values/values.ts';
import { markOnce } from '../marks.ts';
import { waitingNext } from '../next.ts';

/** The execution context that guards, interceptors and parameters of the project look into. */
export function contextOf(request: Value, response: Value): ObjectValue {
  const http = newObject(false, [
    ['getRequest', native('getRequest', () => request)],
    ['getResponse', native('getResponse', () => response)],
    ['getNext', native('getNext', () => DATA)],
  ]);
  return newObject(false, [
    ['switchToHttp', native('switchToHttp', () => http)],
    ['getHandler', native('getHandler', () => DATA)],
    ['getClass', native('getClass', () => DATA)],
    ['getType', native('getType', () => literal('http'))],
    ['getArgs', native('getArgs', () => DATA)],
    ['getArgByIndex', native('getArgByIndex', () => request)],
  ]);
}

/** The mark that keeps what `PassportModule.register({ defaultStrategy })` names. */
export const DEFAULT_STRATEGY = 'passport-default';

const wrapped = new WeakMap<Machine, Map<string, NativeValue>>();

/** The same function for the same guard or interceptor, so that the routes that share it evaluate it once. */
function once(machine: Machine, kind: string, value: Value, make: () => NativeValue): NativeValue {
  const known = wrapped.get(machine) ?? new Map<string, NativeValue>();
  wrapped.set(machine, known);
  const key = `${kind} ${keyOf(value)}`;
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function keyOf(value: Value): string {
  if (value.kind === 'class' || value.kind === 'object' || value.kind === 'function') return String(value.id);
  if (value.kind !== 'external') return value.kind;
  const first = value.args[0];
  return `${value.package} ${value.path.join('.')} ${first?.kind === 'literal' ? first.value : ''}`;
}

/** A guard as a link of the chain. */
export function guardLinks(machine: Machine, guards: readonly Value[]): readonly Value[] {
  return guards.flatMap((value) => alternatives(value)).flatMap((value) => guardLink(machine, value) ?? []);
}

function guardLink(machine: Machine, value: Value): Value | undefined {
  if (value.kind === 'external' && /ThrottlerGuard/.test(value.path[0] ?? '')) {
    markOnce(machine, 'rate-limit', value.at);
    return undefined;
  }
  if (value.kind !== 'class' && value.kind !== 'object' && value.kind !== 'external') return undefined;
  return once(machine, 'guard', value, () => {
    const guard = value.kind === 'class' ? instance(machine, value) : value;
    return native(labelOf(value, 'guard'), ({ args: [request, response], at }) => {
      const strategy = passportOf(value);
      if (strategy !== undefined) runStrategy(machine, strategy, request ?? DATA, at);
      if (guard.kind !== 'object') return DATA;
      const check = getMember(machine, guard, 'canActivate', at);
      if (check.kind !== 'function') return DATA;
      return awaitValue(
        machine,
        callValue(machine, check, [contextOf(request ?? DATA, response ?? DATA)], at, guard),
        at,
      );
    });
  });
}

function labelOf(value: Value, otherwise: string): string {
  if (value.kind === 'class') return value.name;
  if (value.kind === 'object') return value.made?.name ?? otherwise;
  return value.kind === 'external' ? (value.path[0] ?? otherwise).replace('()', '') : otherwise;
}

/** `AuthGuard('jwt')`, itself or as the parent of a guard of the project. */
function passportOf(value: Value): ExternalValue | undefined {
  let current: Value | undefined = value.kind === 'object' ? value.made : value;
  for (let depth = 0; depth < 6 && current?.kind === 'class'; depth++) current = current.parent;
  return current?.kind === 'external' && current.path[0] === 'AuthGuard()' ? current : undefined;
}

/** Runs the strategies that a guard of passport names: the token is checked, then the project's `validate` gives the user. */
function runStrategy(machine: Machine, guard: ExternalValue, request: Value, at: Location): void {
  const given = guard.args.flatMap((arg) => (arg.kind === 'array' ? arg.items : [arg]));
  const named = given.flatMap((name) => (name.kind === 'literal' && name.value !== undefined ? [name.value] : []));
  const names = new Set<unknown>(named.length > 0 ? named : defaultStrategy(machine));
  for (const strategy of machine.classes.filter((one) => names.has(strategyName(one))))
    validateWith(machine, strategy, request, at);
}

/** `AuthGuard()` runs the strategy that `PassportModule.register({ defaultStrategy })` names, or the only one of the project. */
function defaultStrategy(machine: Machine): readonly unknown[] {
  const named = machine.marks.get(DEFAULT_STRATEGY)?.value;
  if (named?.kind === 'literal') return [named.value];
  const all = new Set(machine.classes.map(strategyName).filter((name) => name !== undefined));
  return all.size === 1 ? [...all] : [];
}

function validateWith(machine: Machine, strategy: ClassValue, request: Value, at: Location): void {
  const made = instance(machine, strategy);
  const token = /jwt|bearer/i.test(parentOf(strategy)?.package ?? String(strategyName(strategy)));
  if (token)
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'token-verify', at, library: 'jsonwebtoken' } });
  const validate = getMember(machine, made, 'validate', at);
  if (validate.kind !== 'function') return;
  const takesRequest = validate.node.params.length > (token ? 1 : 2);
  const credentials = token
    ? [opaque('request', 'user')]
    : [opaque('request', 'body.username'), opaque('request', 'body.password')];
  const args = takesRequest ? [request, ...credentials] : credentials;
  const user = awaitValue(machine, callValue(machine, validate, args, at, made), at);
  if (request.kind === 'object') writeKey(machine.trail, request.fields, 'user', user);
}

function parentOf(made: ClassValue): ExternalValue | undefined {
  const { parent } = made;
  if (parent?.kind !== 'external' || parent.path[0] !== 'PassportStrategy()') return undefined;
  const strategy = parent.args[0];
  return strategy?.kind === 'external' ? strategy : undefined;
}

function strategyName(made: ClassValue): unknown {
  const { parent } = made;
  if (parent?.kind !== 'external' || parent.path[0] !== 'PassportStrategy()') return undefined;
  const given = parent.args[1];
  if (given?.kind === 'literal') return given.value;
  return parentOf(made)?.package.replace(/^(?:@.*\/)?passport-/, '');
}

/** An interceptor as a link of the chain: what follows runs where it handles the rest. */
export function interceptorLinks(machine: Machine, interceptors: readonly Value[]): readonly Value[] {
  return interceptors
    .flatMap((value) => alternatives(value))
    .flatMap((value) => {
      if (value.kind !== 'class' && value.kind !== 'object') return [];
      const link = once(machine, 'interceptor', value, () => {
        const made = value.kind === 'class' ? instance(machine, value) : value;
        return native(labelOf(value, 'interceptor'), ({ args: [request, response], at }) => {
          const intercept = getMember(machine, made, 'intercept', at);
          if (intercept.kind !== 'function') return DATA;
          const handle = native('handle', (input) => {
            awaitValue(machine, callValue(machine, waitingNext(machine), [], input.at), input.at);
            return STREAM;
          });
          const rest = newObject(false, [['handle', handle]]);
          const context = contextOf(request ?? DATA, response ?? DATA);
          return awaitValue(machine, callValue(machine, intercept, [context, rest], at, made), at);
        });
      });
      return [link];
    });
}

/** The answer to come: operators given to `pipe` have been evaluated as arguments. */
const STREAM: ObjectValue = newObject(true, [], 'observable');
STREAM.fields.set(
  'pipe',
  native('pipe', () => STREAM),
);
