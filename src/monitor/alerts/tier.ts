import { endingOf, trendOf } from '../headroom/trend.ts';
import type { Reading } from './reading.ts';
import { placed } from './remedy.ts';
import type { Sight } from './sight.ts';

/** Days of warning before a tier ends. */
const WATCH_DAYS = 60;
const ACT_DAYS = 21;
/** A value that grows as the end comes nearer, so that the rule compares like the others: 1 a day from the end. */
const nearness = (days: number): number => 1 / Math.max(1, days);

/** How near the end of the present tier is, at the growth of the last weeks; nothing while that is not known. */
export function tierReading({ days, limits }: Sight): readonly Reading[] {
  const [tier] = limits.tiers;
  const trend = trendOf(days);
  if (tier === undefined || trend.kind === 'short') return [];
  const ending = endingOf(trend);
  const left = ending.kind === 'date' ? Math.ceil(ending.day - trend.last) : ending.kind === 'passed' ? 0 : undefined;
  return [
    {
      rule: 'tier',
      value: left === undefined ? 0 : nearness(left),
      watch: nearness(WATCH_DAYS),
      act: nearness(ACT_DAYS),
      params: { tier: tier.number, days: left ?? 0 },
      routes: limits.scenarios[0]?.routes.slice(0, 3) ?? [],
      remedy: tier.next === undefined ? { key: 'remedy.follow-the-report', at: '' } : placed(tier.next),
    },
  ];
}
