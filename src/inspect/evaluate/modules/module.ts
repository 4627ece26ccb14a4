import type { ParsedFile } from '../syntax/parse.ts';
import type { Scope } from '../values/scope.ts';
import type { ObjectValue, Value } from '../values/values.ts';

/** A file of the project that the entry point reaches. */
export interface Module {
  readonly path: string;
  readonly file: ParsedFile | undefined;
  readonly scope: Scope;
  /** Read when used, so that circular imports see what is there by then. */
  readonly exports: Map<string, () => Value>;
  /** Files whose exports are all exported again. */
  readonly forwarded: (() => Module | undefined)[];
  /** The `module` object of CommonJS. */
  readonly common: ObjectValue;
  namespace: ObjectValue | undefined;
  done: boolean;
}
