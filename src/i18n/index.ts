/**
 * In: a message (a key and what fills it) and a language. Out: its text, and the `Format` that writes quantities in that language.
 * Must not: know what a report looks like, compute a result, or fail on a key it does not have: that key is shown in brackets.
 */
import type { Message } from '../model/message.ts';
import type { Catalogue, Format, Language } from './catalogue.ts';
import { ENGLISH, FRENCH } from './catalogues.ts';
import { formatOf, frenchSpaces } from './format.ts';

export type { Catalogue, Format, Language } from './catalogue.ts';
export type { ReportKey } from './catalogues.ts';
export { significant } from './format.ts';

/** Every text of each language, by key. */
export const catalogues: Readonly<Record<Language, Catalogue>> = { en: ENGLISH, fr: FRENCH };

export interface Translation {
  readonly language: Language;
  readonly format: Format;
  /** Text of a message; its key in brackets when no catalogue has it. */
  text(message: Message): string;
  has(key: string): boolean;
}

/** Texts and formats of a language. `further` adds or replaces texts, for instance those of a test or of a plugin. */
export function translate(language: Language, further: Catalogue = {}): Translation {
  const format = formatOf(language);
  const catalogue = { ...catalogues[language], ...further };
  const finish = language === 'fr' ? frenchSpaces : (text: string): string => text;
  return {
    language,
    format,
    has: (key) => Object.hasOwn(catalogue, key),
    text: (message) => {
      const write = Object.hasOwn(catalogue, message.key) ? catalogue[message.key] : undefined;
      return write === undefined ? `[${message.key}]` : finish(write(message.params, format));
    },
  };
}
