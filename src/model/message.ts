/** What a message may be filled with. Numbers are in base units; `i18n` formats them for the reader. */
export type Param = string | number | boolean | readonly string[] | { readonly file: string; readonly line: number };

/**
 * Text without language: a key of the catalogue in `i18n/en.ts`, and what fills it.
 * The same result is therefore rendered in any language, and results compare by value.
 */
export interface Message {
  readonly key: string;
  readonly params: Readonly<Record<string, Param>>;
}

/** Builds a message. */
export function message(key: string, params: Readonly<Record<string, Param>> = {}): Message {
  return { key, params };
}
