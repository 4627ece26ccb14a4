import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { placeParam } from './groups.ts';

/** A screen without a server behind it: what it promises cannot be counted in the capacity, and does not work. */
export function clientOnlyFeature(evidence: Evidence): readonly Finding[] {
  return evidence.clientFeatures.map(({ feature, at, instead }) => ({
    kind: 'client-only-feature',
    subject: at.file,
    severity: 'critical',
    at,
    evidence: instead === undefined ? [] : [instead.at],
    message:
      instead === undefined
        ? message(`finding.client-only-${feature}`, { screen: placeParam(at) })
        : message(`finding.client-only-${feature}-${instead.kind}`, {
            screen: placeParam(at),
            instead: placeParam(instead.at),
          }),
    routes: [],
  }));
}
