import type { Derivation } from '../model/derivation.ts';
import type { FindingKind } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import { message } from '../model/message.ts';
import type { Tier } from '../model/tier.ts';
import { bottleneckAt, type Standing } from './standing.ts';

/** Findings that turn into a risk as load grows, whatever binds first. */
const GROWING: readonly FindingKind[] = [
  'call-in-transaction',
  'missing-pool-timeout',
  'webhook-parsed-body',
  'memory-session',
  'missing-rate-limit',
  'pool-over-limit',
  'missing-call-timeout',
];

/** What users see when a tier ends: the sign of its bottleneck, then what the findings of this project turn into. */
export function risksOf(standing: Standing, inventory: Inventory, derivation: Derivation): Tier['risks'] {
  const { station, utilization } = bottleneckAt(standing);
  const key = station.startsWith('service:') ? 'service' : station;
  const sign = message(`risk.${key}`, {
    utilization,
    service: station.replace('service:', ''),
    limit: derivation.objective.responseTime,
  });
  const others = GROWING.flatMap((kind) => {
    const finding = inventory.findings.find((candidate) => candidate.kind === kind);
    return finding === undefined ? [] : [{ message: message(`risk.${kind}`), at: finding.at }];
  });
  return [{ message: sign }, ...others];
}
