import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { isAbsent, whereToAdd } from './protections.ts';

/** The whole path, behind a prefix at most: `/api/payments/status` is about payments. What can be about nothing else is known behind any base path. */
const HEALTH =
  /^\/(?:(?:api\/|v\d+\/)*(?:_?health|health-check|live|ready|ping|status|up|heartbeat)|(?:[\w-]+\/){0,3}(?:healthz|healthcheck|livez|liveness|readyz|readiness))\/?$/i;

/** Whether a path is where one asks if the server is well. */
export function isHealthPath(path: string): boolean {
  return HEALTH.test(path);
}

/** No address that says whether the application works: the platform and the monitoring can only guess. */
export function missingHealthCheck(evidence: Evidence): readonly Finding[] {
  const declared = evidence.deployment.chosen?.healthCheck !== undefined || !isAbsent(evidence, 'health-check');
  if (declared || evidence.routes.length === 0 || evidence.routes.some((route) => isHealthPath(route.path))) return [];
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
