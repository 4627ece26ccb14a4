import { peakUsage, usage } from '../facts/usage/index.ts';
import type { Derivation } from '../model/derivation.ts';
import type { Known } from '../model/knowledge.ts';
import type { Measurement, Reading } from '../model/measurement.ts';
import type { Range } from '../model/range.ts';
import type { Settings, UsageSettings } from '../model/settings.ts';
import { measuredRange } from './measured/ranges.ts';
import { knownRange } from './parameter-book.ts';

/** Ratios from requests to people: the configuration's, else those of the real traffic, else the published ones. */
export function usageOf(settings: Settings, { traffic }: Measurement): Pick<Derivation, 'usage' | 'peakUsage'> {
  const measured: Partial<Record<keyof UsageSettings, Reading | undefined>> = {
    peakHourShare: traffic?.peakHourShare,
    burst: traffic?.burst,
    sessionsPerDay: traffic?.sessionsPerDay,
    requestsPerSession: traffic?.requestsPerSession,
  };
  const ratio = (key: keyof UsageSettings): Range => override(settings.usage?.[key], usage[key], measured[key]);
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

function override(value: number | undefined, known: Known, measured: Reading | undefined): Range {
  if (value === undefined) return measured === undefined ? knownRange(known) : measuredRange(measured);
  return { low: value, typical: value, high: value, source: { provenance: 'declared' } };
}
