import type { Machine } from '../machine.ts';
import { literal, opaque } from '../values/create.ts';
import { type Scope, scopeOf } from '../values/scope.ts';
import { writeKey } from '../values/trail.ts';
import type { Value } from '../values/values.ts';

/** Value of a variable. Unknown names are named, so that a call of one can be reported. */
export function readVariable(machine: Machine, scope: Scope, name: string): Value {
  if (name === 'undefined') return literal(undefined);
  const owner = scopeOf(scope, name);
  if (owner === undefined) return readGlobal(machine, name) ?? opaque('unknown', name);
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
  if (owner === undefined) {
    writeGlobal(machine, name, value);
    return;
  }
  if (owner.imports?.has(name) === true) return;
  writeKey(machine.trail, owner.variables, name, value);
}

/** Declares a variable in a scope that nobody else sees yet. */
export function declare(scope: Scope, name: string, value: Value): void {
  scope.variables.set(name, value);
}

/** What the start put on the global object under this name. */
export function readGlobal({ globals }: Machine, name: string): Value | undefined {
  return globals.size === 0 ? undefined : globals.get(name);
}

/** Whether a value is the global object, as `global` and `globalThis` name it. */
export function isGlobal(value: Value): boolean {
  return value.kind === 'opaque' && value.origin === 'unknown' && /^global(This)?$/.test(value.name);
}

/** What a request leaves there is another's: only what the start puts there is known to all. */
export function writeGlobal(machine: Machine, name: string, value: Value): void {
  if (machine.phase === 'startup') writeKey(machine.trail, machine.globals, name, value);
}
