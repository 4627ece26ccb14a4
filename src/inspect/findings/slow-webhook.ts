import type { Finding } from '../../model/finding.ts';
import type { ServiceKind } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { CallStep } from '../../model/program.ts';
import type { Evidence } from './evidence.ts';
import { distinctPlaces, groupSites } from './groups.ts';
import type { Site } from './sites.ts';

/** Services that take long enough for the sender to give up and send the event again. */
const SLOW: ReadonlySet<ServiceKind> = new Set(['email', 'ai', 'payments', 'sms', 'storage']);

/** A webhook that calls third parties before it answers. */
export function slowWebhook(evidence: Evidence): readonly Finding[] {
  const kinds = new Map(evidence.services.map((service) => [service.id, service]));
  const verified = new Set(
    evidence.sites.cpu.filter((site) => site.step.work === 'signature-verify').map((site) => site.route.id),
  );
  const isSlow = ({ step, detached, rare, route }: Site<CallStep>): boolean => {
    const kind = kinds.get(step.service)?.kind;
    return verified.has(route.id) && !detached && !rare && kind !== undefined && SLOW.has(kind);
  };
  return [...groupSites(evidence.sites.calls.filter(isSlow), (site) => site.route.id)].map(([subject, sites]) => ({
    kind: 'slow-webhook',
    subject,
    severity: 'moderate',
    at: sites[0].step.at,
    evidence: distinctPlaces([sites[0].route.at, ...sites.map((site) => site.step.at)], [sites[0].step.at]),
    message: message('finding.slow-webhook', {
      route: subject,
      services: [...new Set(sites.map((site) => kinds.get(site.step.service)?.name ?? site.step.service))],
    }),
    routes: [subject],
  }));
}
