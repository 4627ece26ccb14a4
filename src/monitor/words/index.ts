/**
 * In: a language. Out: what the monitor says, and how it writes quantities.
 * Must not: load the texts of the report: they take more memory than the whole monitor.
 */
import { type Format, formatOf, frenchSpaces, type Language } from '../../i18n/format.ts';
import type { Param } from '../../model/message.ts';
import { ENGLISH, type Key } from './en.ts';
import { FRENCH } from './fr.ts';

export type { Key } from './en.ts';

/** Says a text of the monitor. */
export interface Voice {
  readonly language: Language;
  readonly format: Format;
  say(key: Key, params?: Readonly<Record<string, Param>>): string;
  has(key: string): key is Key;
}

/** The voice of a language. */
export function voiceOf(language: Language): Voice {
  const format = formatOf(language);
  const catalogue = language === 'fr' ? FRENCH : ENGLISH;
  const finish = language === 'fr' ? frenchSpaces : (text: string): string => text;
  return {
    language,
    format,
    say: (key, params = {}) => finish(catalogue[key](params, format)),
    has: (key): key is Key => Object.hasOwn(catalogue, key),
  };
}
