import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { distinctPlaces, routeParams, routesOf } from './groups.ts';

/** A service awaited inside requests without a time limit of ours: when it hangs, so do they. */
export function missingCallTimeout(evidence: Evidence): readonly Finding[] {
  return evidence.services.flatMap((service) => {
    if (service.timeout !== undefined) return [];
    const awaited = evidence.sites.calls.filter((site) => site.step.service === service.id && !site.detached);
    const [first] = awaited;
    if (first === undefined) return [];
    // Addresses that were not read have nothing in common but that: the first that is waited for stands for them.
    const at = service.id === 'unknown' ? first.step.at : service.at;
    const name = service.id === 'unknown' ? `${at.file}:${at.line}` : service.name;
    const routes = routesOf(awaited);
    return [
      {
        kind: 'missing-call-timeout',
        subject: service.id,
        severity: 'moderate',
        at,
        evidence: distinctPlaces(
          awaited.map((site) => site.step.at),
          [at],
        ),
        message: message('finding.missing-call-timeout', { service: name, ...routeParams(routes) }),
        routes,
      } satisfies Finding,
    ];
  });
}
