import type { Capacity, Ceiling } from '../model/capacity.ts';
import type { AccountsEstimate } from '../model/estimate.ts';
import { type Message, message } from '../model/message.ts';

/** What the decision rests on, in a few sentences; the report closes with the two that PRODUCT asks for. */
export function summaryOf(
  capacities: readonly Capacity[],
  accounts: AccountsEstimate,
  ceilings: readonly Ceiling[],
): readonly Message[] {
  const [normal, peak] = capacities;
  if (normal === undefined || peak === undefined) return [];
  const binding = peak.dailyUsers.typical < normal.dailyUsers.typical ? peak : normal;
  const { total } = accounts;
  return [
    binds(binding),
    message('summary.peak', {
      rate: peak.throughput.typical,
      active: peak.activeUsers.typical,
      normalRate: normal.throughput.typical,
      normalActive: normal.activeUsers.typical,
    }),
    ...quotaSentence(ceilings, binding.dailyUsers.typical),
    message('summary.accounts', { low: total.low, typical: total.typical, high: total.high }),
  ];
}

function binds(capacity: Capacity): Message {
  const { station } = capacity.bottleneck;
  const params = {
    rate: capacity.throughput.typical,
    peak: capacity.scenario === 'peak',
    service: station.replace('service:', ''),
  };
  return message(`summary.binds.${station.startsWith('service:') ? 'service' : station}`, params);
}

function quotaSentence(ceilings: readonly Ceiling[], daily: number): readonly Message[] {
  const quota = ceilings.find(
    (ceiling) => ceiling.kind === 'quota' && (ceiling.dailyUsers?.typical ?? Number.POSITIVE_INFINITY) < daily,
  );
  return quota?.dailyUsers === undefined
    ? []
    : [message('summary.quota', { service: quota.subject, users: quota.dailyUsers.typical })];
}
