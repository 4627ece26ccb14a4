import type { Location } from '../../model/source.ts';

/** A value of a configuration file with the line of its key (or of itself, in a list), whatever the format. */
export type Tree = Scalar | List | Table;

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Location;
}

interface List {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly at: Location;
}

interface Table {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, Tree>;
  readonly at: Location;
}

/** A configuration file as read: its documents, or the line at which reading stopped. */
export type Reading =
  | { readonly ok: true; readonly documents: readonly Tree[] }
  | { readonly ok: false; readonly at: Location };

/** The value at a path of keys and positions, or undefined. */
export function child(tree: Tree | undefined, ...path: readonly (string | number)[]): Tree | undefined {
  let current = tree;
  for (const step of path) {
    if (current?.kind === 'table') current = current.entries.get(String(step));
    else if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else return undefined;
  }
  return current;
}

/** A scalar as text, or undefined. */
export function text(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.value !== null ? String(tree.value) : undefined;
}

/** A scalar as a finite number (a quoted number counts), or undefined. */
export function numeric(tree: Tree | undefined): number | undefined {
  const written = text(tree)?.trim();
  if (written === undefined || written === '') return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value : undefined;
}

/** Elements of a list; a lone value counts as a list of one, as many formats allow. */
export function items(tree: Tree | undefined): readonly Tree[] {
  if (tree === undefined) return [];
  return tree.kind === 'list' ? tree.items : [tree];
}

/** Keys and values of a table, in the order of the file. */
export function entries(tree: Tree | undefined): readonly (readonly [string, Tree])[] {
  return tree?.kind === 'table' ? [...tree.entries] : [];
}

/** Keys of a table, in the order of the file. */
export function keys(tree: Tree | undefined): readonly string[] {
  return entries(tree).map(([key]) => key);
}
