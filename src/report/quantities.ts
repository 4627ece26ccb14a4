import { significant } from '../i18n/index.ts';
import { type Cost, told } from '../model/cost.ts';
import { message } from '../model/message.ts';
import type { Interval, Range } from '../model/range.ts';
import type { Voice } from './voice.ts';

/** How one number of an interval is written, unit included. */
export type Write = (value: number) => string;

/** A model that answers more people or requests than this answers "no limit in sight". */
const BEYOND = 5e8;
/** A rate under this is as good as none. */
const LEAST = 0.1;

function known(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Two significant digits: estimates deserve no more. Words when the model gives no finite answer. */
export function about(value: number, voice: Voice): string {
  if (!known(value) || value >= BEYOND) return voice.say('report.beyond');
  if (value > 0 && value < LEAST) return voice.say('report.less-than', { value: LEAST });
  return voice.format.number(significant(value, 2));
}

/** Two significant digits, and no fraction of a person. */
export function people(value: number, voice: Voice): string {
  if (known(value) && value > 0 && value < 1) return voice.say('report.less-than', { value: 1 });
  return about(known(value) ? Math.round(value) : value, voice);
}

/** `95 (60 à 140)`, and `95` alone when the bounds print alike. */
export function spread(interval: Interval, voice: Voice, write: Write = (value) => about(value, voice)): string {
  if (!known(interval.typical)) {
    return known(interval.low)
      ? voice.say('report.at-least', { low: write(interval.low) })
      : voice.say('report.beyond');
  }
  const typical = write(interval.typical);
  const bounds = between(interval, voice, write);
  return bounds === typical ? typical : voice.say('report.spread', { typical, bounds });
}

/** The same for a number of people or accounts. */
export function crowd(interval: Interval, voice: Voice): string {
  return spread(interval, voice, (value) => people(value, voice));
}

/** `60 à 140`: the bounds without the probable value; a single value when they print alike. */
export function between(interval: Interval, voice: Voice, write: Write = (value) => about(value, voice)): string {
  const low = known(interval.low) ? write(interval.low) : voice.say('report.beyond');
  if (!known(interval.high)) return voice.say('report.at-least', { low });
  const high = write(interval.high);
  return low === high ? low : voice.say('report.between', { low, high });
}

/** An input of the model with the sign of its source: `0,5 à 4 vCPUˢ, valeur probable 1`. */
export function sourced(range: Range, voice: Voice, write: Write): string {
  return spread(range, voice, write) + voice.mark(range.source);
}

/** The place or page an input comes from, when there is one to open. */
export function origin(range: Range, voice: Voice): string {
  return range.source.at === undefined ? '' : ` (${voice.place(range.source.at)})`;
}

/** A line that says why values were assumed, each reason once; nothing when none is known. */
export function reasons(ranges: readonly Range[], voice: Voice): string {
  const keys = ranges.flatMap(({ source }) =>
    source.provenance === 'assumed' && source.reason !== undefined ? [source.reason] : [],
  );
  const texts = [...new Set(keys)].map((key) => voice.text(message(key)));
  return texts.length === 0 ? '' : `\n${voice.say('report.reasons', { list: texts })}`;
}

/** Dollars a month: `25 $ par mois`, `20 à 60 $ par mois`; words when nothing is to be paid, or when the price of something is not known. */
export function monthly(cost: Cost, voice: Voice): string {
  const write = (usd: number): string => voice.format.money(significant(usd, 2));
  const all = told(cost);
  if (all === undefined)
    return cost.low > 0
      ? voice.say('report.cost.part-known', { cost: write(cost.low) })
      : voice.say('report.cost.unknown');
  if (all.low === 0 && all.high === 0) return voice.say('report.cost.none');
  if (![all.low, all.typical, all.high].every(known)) return voice.say('report.cost.unknown');
  return voice.say('report.cost.monthly', { cost: spread(all, voice, write) });
}

/** The probable cost alone, or the least of it, where there is no room for more. */
export function likelyCost({ low, typical }: Cost, voice: Voice): string {
  if (typical !== null) return monthly({ low: typical, typical, high: typical }, voice);
  if (low === 0) return voice.say('report.cost.unknown');
  const least = voice.say('report.at-least', { low: voice.format.money(significant(low, 2)) });
  return voice.say('report.cost.monthly', { cost: least });
}

/** `×2,4`, or `×1,8 à ×3,1`. */
export function times(gain: Interval, voice: Voice): string {
  return between(gain, voice, (value) => `×${voice.format.number(significant(value, 2))}`);
}

/** Seconds, or words when a queue grows without end. */
export function seconds(value: number, voice: Voice): string {
  return known(value) ? voice.format.duration(value) : voice.say('report.endless');
}
