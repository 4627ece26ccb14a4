import type { Machine } from '../machine.ts';
import { literal, opaque } from '../values/create.ts';
import { type Scope, scopeOf } from '../values/scope.ts';
import { writeKey } from '../values/trail.ts';
import type { Value } from '../values/values.ts';

/** Value of a variable. Unknown names are named, so that a call of one can be reported. */
export function readVariable(machine: Machine, scope: Scope, name: string): Value {
  if (name === 'undefined') return literal(undefined);
  const owner = scopeOf(scope, name);
  if (owner === undefined) return opaque('unknown', name);
  const imported = owner.imports?.get(name);
  if (imported !== undefined) return imported();
  const value = owner.variables.get(name) ?? opaque('unknown', name);
  return owner.changeable?.has(name) === true ? readChangeable(machine, owner, name, value) : value;
}

/** Between two requests another one may have set it: an empty value is then only the first one. */
function readChangeable(machine: Machine, owner: Scope, name: string, value: Value): Value {
  if (machine.phase === 'startup' || value.kind !== 'literal') return value;
  const written = machine.trail.writes.some(
    (write) => write.kind === 'key' && write.map === owner.variables && write.key === name,
  );
  return written ? value : opaque('state', name);
}

export function assignVariable(machine: Machine, scope: Scope, name: string, value: Value): void {
  const owner = scopeOf(scope, name);
  if (owner === undefined || owner.imports?.has(name) === true) return;
  writeKey(machine.trail, owner.variables, name, value);
}

/** Declares a variable in a scope that nobody else sees yet. */
export function declare(scope: Scope, name: string, value: Value): void {
  scope.variables.set(name, value);
}
