import type { Task } from '../program/recording.ts';
import { newCells } from './cells.ts';
import { newArray } from './create.ts';
import { isKnownByItself } from './lasting.ts';
import { type Moves, moved } from './move.ts';
import type { Scope } from './scope.ts';
import type {
  ArrayValue,
  ExternalValue,
  FunctionValue,
  ListValue,
  ObjectValue,
  PromiseValue,
  Text,
  UnionValue,
  Value,
} from './values.ts';

/** Gives values in which the objects, the arrays and the functions made since are new ones, with the same contents, and the work promised is its copy: each use of a result has its own. */
export function renewal(since: number, copies: ReadonlyMap<Task, Task>, moves?: Moves): (value: Value) => Value {
  const renewing: Renewal = { since, copies, moves, made: new Map(), scopes: new Map() };
  return (value) => renewed(value, renewing);
}

interface Renewal {
  readonly since: number;
  readonly copies: ReadonlyMap<Task, Task>;
  readonly moves: Moves | undefined;
  readonly made: Map<Value, Value>;
  readonly scopes: Map<Scope, Scope>;
}

function renewed(value: Value, renewal: Renewal): Value {
  const known = renewal.made.get(value);
  if (known !== undefined) return known;
  const made = newlyMade(value, renewal);
  // What two values share is shared by their copies.
  if (made !== value) renewal.made.set(value, made);
  return made;
}

function newlyMade(value: Value, renewal: Renewal): Value {
  switch (value.kind) {
    case 'object':
      return value.fields.born <= renewal.since || isKnownByItself(value) ? value : newObjectLike(value, renewal);
    case 'array':
      return value.items.born <= renewal.since ? value : newArrayLike(value, renewal);
    case 'union':
      return renewedUnion(value, renewal);
    case 'promise':
      return renewedPromise(value, renewal);
    case 'external':
      return renewedExternal(value, renewal);
    case 'list':
      return renewedList(value, renewal);
    case 'function':
      return renewedFunction(value, renewal);
    case 'text':
      return renewal.moves === undefined ? value : renewedText(value, renewal);
    default:
      return renewal.moves === undefined ? value : moved(value, renewal.moves);
  }
}

function renewedUnion(value: UnionValue, renewal: Renewal): Value {
  const of = value.of.map((part) => renewed(part, renewal));
  return of.every((part, index) => part === value.of[index]) ? value : { ...value, of };
}

function renewedText(value: Text, renewal: Renewal): Value {
  const parts = value.parts.map((part) => renewed(part, renewal));
  return parts.every((part, index) => part === value.parts[index]) ? value : { ...value, parts };
}

function renewedExternal(value: ExternalValue, renewal: Renewal): Value {
  const args = value.args.map((arg) => renewed(arg, renewal));
  return args.every((arg, index) => arg === value.args[index]) ? value : { ...value, args };
}

function renewedPromise(promise: PromiseValue, renewal: Renewal): Value {
  const value = renewed(promise.value, renewal);
  const task = promise.task && (renewal.copies.get(promise.task) ?? promise.task);
  return value === promise.value && task === promise.task ? promise : { ...promise, value, task };
}

function renewedList(list: ListValue, renewal: Renewal): Value {
  const element = renewed(list.element, renewal);
  const task = list.task && renewal.copies.get(list.task);
  if (task !== undefined) return { ...list, element, task };
  return element === list.element ? list : { ...list, element };
}

function renewedFunction(value: FunctionValue, renewal: Renewal): Value {
  const scope = renewedScope(value.scope, renewal);
  const self = value.self && renewed(value.self, renewal);
  if (scope === value.scope && self === value.self) return value;
  // What it closes over may have led back to it.
  const known = renewal.made.get(value);
  if (known !== undefined) return known;
  const fields = newCells();
  return { ...value, id: fields.born, scope, self, fields };
}

function renewedScope(scope: Scope, renewal: Renewal): Scope {
  if (scope.variables.born <= renewal.since) return scope;
  const known = renewal.scopes.get(scope);
  if (known !== undefined) return known;
  const variables = newCells();
  const copy: Scope = { ...scope, parent: scope.parent && renewedScope(scope.parent, renewal), variables };
  renewal.scopes.set(scope, copy);
  for (const [name, value] of scope.variables) variables.set(name, renewed(value, renewal));
  return copy;
}

function newObjectLike(value: ObjectValue, renewal: Renewal): Value {
  const fields = newCells();
  const copy: ObjectValue = { ...value, id: fields.born, fields, spreads: [] };
  renewal.made.set(value, copy);
  for (const [key, field] of value.fields) fields.set(key, renewed(field, renewal));
  copy.spreads.push(...value.spreads.map((spread) => renewed(spread, renewal)));
  return copy;
}

function newArrayLike(value: ArrayValue, renewal: Renewal): Value {
  const copy = newArray();
  renewal.made.set(value, copy);
  copy.items.push(...value.items.map((item) => renewed(item, renewal)));
  copy.items.unsure = value.items.unsure;
  return copy;
}
