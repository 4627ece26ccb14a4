import type { Param } from '../model/message.ts';
import type { Interval } from '../model/range.ts';

export type Language = 'fr' | 'en';

/** Writes quantities the way the language does: decimals, thin spaces, units, plurals. Inputs are in base units (s, bytes, req/s, USD). */
export interface Format {
  /** At most three significant digits: a precision we do not have is not printed. */
  number(value: Param | undefined): string;
  /** At most two: an estimate. */
  about(value: Param | undefined): string;
  /** Every digit of a count read in the code (lines, routes). */
  count(value: Param | undefined): string;
  /** `120 ms`, `1,5 s`, `3 min`, `2 h`. */
  duration(seconds: Param | undefined): string;
  /** `512 Mo`, `2 GiB`. */
  bytes(bytes: Param | undefined): string;
  percent(share: Param | undefined): string;
  /** `25 $`, `$25`. */
  money(usd: Param | undefined): string;
  /** `server/routes.ts:31`. */
  place(location: Param | undefined): string;
  /** `a, b et c`. */
  list(items: Param | undefined): string;
  /** `120 à 300`; a single value when the bounds print alike. */
  range(interval: Interval): string;
  date(iso: Param | undefined): string;
  /** Picks a form by number, with the language's rule for zero. */
  plural(value: Param | undefined, one: string, many: string): string;
}

/** Text of one message. Parameters are those of the `message()` that uses the key. */
export type Text = (params: Readonly<Record<string, Param>>, format: Format) => string;

/** One file per area (`hosting`, `findings`, `plan`…); the French one must have exactly the keys of the English one. */
export type Catalogue = Readonly<Record<string, Text>>;
