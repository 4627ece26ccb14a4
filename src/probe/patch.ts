// biome-ignore lint/suspicious/noExplicitAny: the prototypes of other people's packages.
export type Foreign = any;

const PATCHED = Symbol.for('jauge.patched');

/** Replaces a method where it is defined, once; a package that lacks it is left as it is. */
export function patchMethod(
  prototype: Foreign,
  name: string,
  make: (original: (...words: Foreign[]) => Foreign) => (this: Foreign, ...words: Foreign[]) => Foreign,
): void {
  let owner = prototype;
  while (owner !== null && owner !== undefined && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
  const original = owner?.[name];
  if (typeof original !== 'function' || original[PATCHED] === true) return;
  const replacement = make(original);
  Object.defineProperty(replacement, 'name', { value: original.name, configurable: true });
  Object.defineProperty(replacement, 'length', { value: original.length, configurable: true });
  Object.defineProperty(replacement, PATCHED, { value: true });
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  if (descriptor?.writable === false && descriptor.configurable === false) return;
  Object.defineProperty(owner, name, { ...descriptor, value: replacement });
}
