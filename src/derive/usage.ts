import { peakUsage, usage } from '../facts/usage/index.ts';
import type { Derivation } from '../model/derivation.ts';
import type { Known } from '../model/knowledge.ts';
import type { Range } from '../model/range.ts';
import type { Settings, UsageSettings } from '../model/settings.ts';
import { knownRange } from './parameter-book.ts';

/** Ratios from requests to people: the configuration's, else the published ones. */
export function usageOf(settings: Settings): Pick<Derivation, 'usage' | 'peakUsage'> {
  const ratio = (key: keyof UsageSettings): Range => override(settings.usage?.[key], usage[key]);
  return {
    usage: {
      thinkTime: ratio('thinkTime'),
      requestsPerAction: ratio('requestsPerAction'),
      activeShare: ratio('activeShare'),
      sessionsPerDay: ratio('sessionsPerDay'),
      requestsPerSession: ratio('requestsPerSession'),
      peakHourShare: ratio('peakHourShare'),
      burst: ratio('burst'),
      dailyShareOfAccounts: ratio('dailyShareOfAccounts'),
    },
    peakUsage: { peakHourShare: knownRange(peakUsage.peakHourShare), burst: knownRange(peakUsage.burst) },
  };
}

function override(value: number | undefined, known: Known): Range {
  if (value === undefined) return knownRange(known);
  return { low: value, typical: value, high: value, source: { provenance: 'declared' } };
}
