import type { Param } from '../model/message.ts';
import type { Interval } from '../model/range.ts';
import type { Format, Language } from './catalogue.ts';

export type { Format, Language } from './catalogue.ts';

/** Narrow no-break space: French puts it between thousands, before units and before double punctuation. */
const NARROW = '\u202f';

/** What is printed where there is no finite number to print. */
const NO_NUMBER = '—';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What differs from one language to the next; the rest of the formatting is common. */
interface Habits {
  /** BCP 47 tag for `Intl`. */
  readonly tag: string;
  /** Between a number and its unit. */
  readonly gap: string;
  readonly day: string;
  /** Units of bytes, powers of 1000 then powers of 1024. */
  readonly decimalBytes: readonly string[];
  readonly binaryBytes: readonly string[];
  readonly between: (low: string, high: string) => string;
  readonly money: (amount: string) => string;
  readonly percentGap: string;
  readonly isOne: (value: number) => boolean;
}

const HABITS: Readonly<Record<Language, Habits>> = {
  fr: {
    tag: 'fr-FR',
    gap: NARROW,
    day: 'j',
    decimalBytes: ['o', 'ko', 'Mo', 'Go', 'To'],
    binaryBytes: ['o', 'ko', 'Mo', 'Go', 'To'],
    between: (low, high) => `${low} à ${high}`,
    money: (amount) => `${amount}${NARROW}$`,
    percentGap: NARROW,
    isOne: (value) => Math.abs(value) < 2,
  },
  en: {
    tag: 'en-GB',
    gap: '\u00a0',
    day: 'd',
    decimalBytes: ['B', 'kB', 'MB', 'GB', 'TB'],
    binaryBytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB'],
    between: (low, high) => `${low} to ${high}`,
    money: (amount) => `$${amount}`,
    percentGap: '',
    isOne: (value) => value === 1,
  },
};

/** Rounds to so many significant digits; whole numbers keep zeros. Not a finite number: returned as it is. */
export function significant(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  return Number(value.toPrecision(digits));
}

/** A whole number that every language writes alike: a formatter takes longer to make than many commands to write. */
function short(value: number): string | undefined {
  return Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : undefined;
}

/** The `Format` of a language. No clock, no locale of the machine: the same input gives the same text everywhere. */
export function formatOf(language: Language): Format {
  const habits = HABITS[language];
  const three = late(() => new Intl.NumberFormat(habits.tag, { maximumSignificantDigits: 3 }));
  const whole = late(() => new Intl.NumberFormat(habits.tag, { maximumFractionDigits: 0 }));
  const cents = late(() => new Intl.NumberFormat(habits.tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
  const items = late(() => new Intl.ListFormat(habits.tag, { type: 'conjunction' }));

  const written = (value: Param | undefined, write: (value: number) => string): string => {
    if (typeof value === 'number') return Number.isFinite(value) ? write(value === 0 ? 0 : value) : NO_NUMBER;
    return value === undefined ? NO_NUMBER : plain(value);
  };
  const number = (value: Param | undefined): string =>
    written(value, (finite) => short(finite) ?? three().format(finite));
  const about = (value: Param | undefined): string =>
    written(value, (finite) => three().format(significant(finite, 2)));
  const range = (interval: Interval): string => {
    const low = number(significant(interval.low, 2));
    const high = number(significant(interval.high, 2));
    return low === high ? low : habits.between(low, high);
  };

  return {
    number,
    about,
    range,
    count: (value) => written(value, (finite) => short(finite) ?? whole().format(finite)),
    duration: (value) => written(value, (seconds) => duration(seconds, habits, number)),
    bytes: (value) => written(value, (bytes) => size(bytes, habits, number)),
    percent: (value) => written(value, (share) => percent(share, habits, number)),
    money: (value) =>
      written(value, (usd) =>
        habits.money(Number.isInteger(usd) || Math.abs(usd) >= 10 ? three().format(usd) : cents().format(usd)),
      ),
    place: (value) => (value === undefined ? NO_NUMBER : plain(value)),
    list: (value) => (Array.isArray(value) ? items().format(value.map(String)) : written(value, number)),
    date: (value) => (typeof value === 'string' ? date(value, language, habits.tag) : written(value, number)),
    plural: (value, one, many) => (habits.isOne(Number(value)) ? one : many),
  };
}

/** Made when it is first used: a formatter takes longer to make than most commands to write. */
function late<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function plain(value: Param): string {
  if (typeof value === 'object' && 'file' in value) return `${value.file}:${value.line}`;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function duration(seconds: number, habits: Habits, number: (value: number) => string): string {
  const size = Math.abs(seconds);
  const unit = (value: number, name: string): string => `${number(significant(value, 2))}${habits.gap}${name}`;
  if (size === 0) return unit(0, 's');
  if (size < 0.0000995) return unit(seconds * 1e6, 'µs');
  if (size < 0.9995) return unit(seconds * 1000, 'ms');
  const rounded = significant(size, 2);
  const whole = (length: number): boolean => rounded >= length && rounded % length === 0;
  if (rounded < MINUTE || (rounded < 2 * MINUTE && !whole(MINUTE))) return unit(seconds, 's');
  if (rounded < 2 * HOUR && !whole(HOUR)) return unit(seconds / MINUTE, 'min');
  if (rounded < 2 * DAY && !whole(DAY)) return unit(seconds / HOUR, 'h');
  return unit(seconds / DAY, habits.day);
}

const KIB = 1024;
const MIB = KIB * KIB;

/** Powers of 1024 when the value is a whole number of them, as memory and limits are; powers of 1000 otherwise. */
function size(bytes: number, habits: Habits, number: (value: number) => string): string {
  const binary = bytes >= KIB && bytes % (bytes >= MIB ? MIB : KIB) === 0;
  const base = binary ? KIB : 1000;
  const units = binary ? habits.binaryBytes : habits.decimalBytes;
  let value = bytes;
  let power = 0;
  while (Math.abs(value) >= base && power < units.length - 1) {
    value /= base;
    power += 1;
  }
  return `${number(value)}${habits.gap}${units[power]}`;
}

function percent(share: number, habits: Habits, number: (value: number) => string): string {
  const value = share * 100;
  // Nearly all is not all.
  if (value > 99 && value < 100) return `${number(Math.floor(value * 10) / 10)}${habits.percentGap}%`;
  const rounded = Math.abs(value) >= 10 ? Math.round(value) : significant(value, 1);
  return `${number(Math.abs(value) < 0.1 && value !== 0 ? significant(value, 1) : rounded)}${habits.percentGap}%`;
}

function date(iso: string, language: Language, tag: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  const text = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(day);
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** Narrow no-break spaces before double punctuation and inside guillemets; what is between backticks is code and stays as it is. */
export function frenchSpaces(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`')
        ? part
        : part
            .replace(/ ([;:!?»])(?=[\s.,;)…*]|$)/g, `${NARROW}$1`)
            .replace(/« /g, `«${NARROW}`)
            .replace(/(\d) (%|µs|ms|s|min|h|\$)(?![\p{L}\d])/gu, `$1${NARROW}$2`),
    )
    .join('');
}
