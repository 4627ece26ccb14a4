import type { Effect } from '../../../facts/technologies/index.ts';
import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import { opaque } from '../values/create.ts';
import { alternatives } from '../values/union.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { markOnce } from './marks.ts';

const PREFIX = 'derived at ';

/** `scrypt` and `pbkdf2` serve passwords and ciphers alike: what their result becomes tells which. */
export function isDerivation(effect: Effect): boolean {
  return (effect.kind === 'cpu' || effect.kind === 'thread') && effect.work === 'hash' && effect.rounds === undefined;
}

/** The result of a derivation, which remembers its line. */
export function keyFrom(at: Location): Value {
  return opaque('data', nameOf(at));
}

/** A cipher receives a key: the line that derived it, if any, checks no password. The call itself is left to the rules. */
export function useKey(machine: Machine, target: ExternalValue, key: Value | undefined, at: Location): undefined {
  if (!/^create(Dec|C)ipheriv$/.test(target.path.at(-1) ?? '')) return;
  for (const part of key === undefined ? [] : alternatives(key))
    if (part.kind === 'opaque' && part.name.startsWith(PREFIX)) markOnce(machine, part.name, at);
}

/** Whether the hash computed on this line became the key of a cipher. */
export function isKeyAt(machine: Machine, at: Location): boolean {
  return machine.marks.has(nameOf(at));
}

function nameOf(at: Location): string {
  return `${PREFIX}${at.file}:${at.line}`;
}
