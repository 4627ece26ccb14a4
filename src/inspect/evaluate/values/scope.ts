import { type Cells, newCells } from './cells.ts';
import type { Value } from './values.ts';

/** Variables of a block, a function or a module. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly variables: Cells;
  /** Names bound to an export of another module, read when used so that circular imports work. */
  readonly imports?: Map<string, () => Value>;
  /** Names declared with `let` or `var` at the top of a module: they may change between two requests. */
  readonly changeable?: Set<string>;
}

export function childScope(parent: Scope): Scope {
  return { parent, variables: newCells() };
}

/** The scope that declares a name, if any. */
export function scopeOf(scope: Scope, name: string): Scope | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent)
    if (current.variables.has(name) || current.imports?.has(name) === true) return current;
  return undefined;
}
