import { placed } from '../alerts/remedy.ts';
import { type DayLevel, endingOf, trendOf } from '../headroom/trend.ts';
import type { Limits } from '../limits/limits.ts';
import type { Voice } from '../words/index.ts';

const DAY = 86_400_000;

/** When the present tier ends at the growth of the last weeks, or that it cannot be said yet. */
export function trendSentence(days: readonly DayLevel[], limits: Limits, voice: Voice): readonly string[] {
  const [tier] = limits.tiers;
  if (tier === undefined) return [];
  const trend = trendOf(days);
  if (trend.kind === 'short') return [voice.say('page.trend.short', { needed: trend.needed, days: trend.days })];
  const ending = endingOf(trend);
  const common = { tier: tier.number, kind: tier.kind, days: trend.days };
  switch (ending.kind) {
    case 'flat':
      return [voice.say('page.trend.flat')];
    case 'far':
      return [voice.say('page.trend.far', common)];
    case 'passed': {
      const remedy = voice.say(tier.next === undefined ? 'remedy.follow-the-report' : placed(tier.next).key);
      return [voice.say('page.trend.passed', { ...common, remedy })];
    }
    case 'date': {
      const { day, earliest, latest } = ending;
      const iso = (value: number): string => new Date(Math.floor(value) * DAY).toISOString();
      const dates = { date: iso(day), earliest: iso(earliest), latest: latest === undefined ? '' : iso(latest) };
      return [voice.say('page.trend.date', { ...common, ...dates })];
    }
  }
}
