import type { Format, ReportKey, Translation } from '../i18n/index.ts';
import { type Message, message, type Param } from '../model/message.ts';
import type { Location, Source } from '../model/source.ts';

/** How a section speaks: its own texts by key, checked by the compiler, and the messages that the estimate carries. */
export interface Voice {
  readonly format: Format;
  /** One of the report's own texts. */
  say(key: ReportKey, params?: Readonly<Record<string, Param>>): string;
  /** A message of the estimate; empty when its text is. */
  text(message: Message): string;
  /** Readable name of an identifier that is not a closed union; the identifier itself when it has none. */
  name(prefix: string, id: string): string;
  /** A place of the project, as code. */
  place(at: Location): string;
  /** Small sign of where a number comes from, a link to the page when it was published. */
  mark(source: Source): string;
}

const ADDRESS = /^https?:\/\/\S+$/;

/** The voice of a translation. */
export function voiceOf(translation: Translation): Voice {
  const say = (key: ReportKey, params: Readonly<Record<string, Param>> = {}): string =>
    translation.text(message(key, params));
  return {
    format: translation.format,
    say,
    text: translation.text,
    name: (prefix, id) => (translation.has(prefix + id) ? translation.text(message(prefix + id)) : id),
    place: (at) => `\`${translation.format.place({ file: at.file, line: at.line })}\``,
    mark: (source) => {
      const sign = say(`report.mark.${source.provenance}`);
      if (source.provenance !== 'documented' || source.url === undefined || !ADDRESS.test(source.url)) return sign;
      return `[${sign}](${source.url.replace(/\(/g, '%28').replace(/\)/g, '%29')})`;
    },
  };
}

/** The first word is a file, a package or an address rather than a word: its letters stay as they are. */
const CODE_FIRST = /^\S*[./_@:]\S*\w/;

/** First letter as a sentence wants it. */
export function capital(text: string): string {
  if (CODE_FIRST.test(text)) return text;
  return text.replace(/^(\**)(\p{Ll})/u, (_, before: string, letter: string) => before + letter.toLocaleUpperCase());
}

/** A text as a sentence of its own: a capital and a full stop. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) || text === '' ? capital(text) : `${capital(text)}.`;
}

/** First letter as the middle of a sentence wants it; an acronym or a name in capitals keeps it. */
export function inSentence(text: string): string {
  return text.replace(/^(\p{Lu})(?=[\p{Ll}’' ])/u, (letter) => letter.toLocaleLowerCase()).replace(/\.$/, '');
}
