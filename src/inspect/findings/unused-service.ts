import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';

/** A package for a service that the server never calls: the project does not depend on that service, whatever package.json suggests. */
export function unusedService(evidence: Evidence): readonly Finding[] {
  return evidence.unusedServices.map(({ package: name, service, at }) => ({
    kind: 'unused-service',
    subject: name,
    severity: 'minor',
    at,
    evidence: [],
    message: message('finding.unused-service', { package: name, service }),
    routes: [],
  }));
}
