/** A place in the inspected project: path relative to its root (with `/`), and a line counted from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
}

/** Where a number comes from, from the surest to the least sure. See the glossary, "provenance". */
export type Provenance = 'measured' | 'declared' | 'documented' | 'assumed';

/** How far a documented figure can be trusted: see `docs/facts.md`. */
export type Confidence = 'official' | 'maintainer' | 'third party' | 'inferred' | 'measured' | 'not found';

/** What backs a number or a statement. `at` for what was declared, `url` and `date` for what was documented. */
export interface Source {
  readonly provenance: Provenance;
  /** Line of the project that declares it. */
  readonly at?: Location;
  /** Identifier of the fact in `src/facts/`, for instance `A002`. */
  readonly fact?: string;
  readonly url?: string;
  /** ISO date (YYYY-MM-DD) at which the documentation was read. */
  readonly date?: string;
  readonly confidence?: Confidence;
  /** Key of the message that says why this value was assumed; see `i18n`. */
  readonly reason?: string;
}
