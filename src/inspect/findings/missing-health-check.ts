import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { isAbsent, whereToAdd } from './protections.ts';

/** The whole path, behind a prefix at most: `/api/payments/status` is about payments. */
const HEALTH =
  /^\/(?:api\/|v\d+\/)*(?:_?health|healthz|healthcheck|health-check|live|livez|liveness|ready|readyz|readiness|ping|status|up|heartbeat)\/?$/i;

/** No address that says whether the application works: the platform and the monitoring can only guess. */
export function missingHealthCheck(evidence: Evidence): readonly Finding[] {
  const declared = evidence.deployment.chosen?.healthCheck !== undefined || !isAbsent(evidence, 'health-check');
  if (declared || evidence.routes.length === 0 || evidence.routes.some((route) => HEALTH.test(route.path))) return [];
  const finding: Finding = {
    kind: 'missing-health-check',
    subject: 'server',
    severity: 'minor',
    at: whereToAdd(evidence),
    evidence: [],
    message: message('finding.missing-health-check'),
    routes: [],
  };
  return [finding];
}
