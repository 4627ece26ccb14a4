/**
 * In: what inspection read (routes with their programs, tables, databases, services, stack, deployment).
 * Out: the faults proven by it, the worst first, always in the same order.
 * Must not: read files, price anything, or report what it cannot prove; on sound projects it is silent.
 */
import type { Finding } from '../../model/finding.ts';
import { awaitedEmail } from './awaited-email.ts';
import { blockingHash } from './blocking-hash.ts';
import { bodyLogging } from './body-logging.ts';
import { callInTransaction } from './call-in-transaction.ts';
import { clientOnlyFeature } from './client-only-feature.ts';
import { duplicateRoute } from './duplicate-route.ts';
import { endlessRetry } from './endless-retry.ts';
import { gatherEvidence, type Reading, type Rule } from './evidence.ts';
import { memorySession } from './memory-session.ts';
import { memoryStore } from './memory-store.ts';
import { missingCallTimeout } from './missing-call-timeout.ts';
import { missingCompression } from './missing-compression.ts';
import { missingHealthCheck } from './missing-health-check.ts';
import { missingPoolTimeout } from './missing-pool-timeout.ts';
import { missingRateLimit } from './missing-rate-limit.ts';
import { missingSessions } from './missing-sessions.ts';
import { nestedAcquisition } from './nested-acquisition.ts';
import { poolOverLimit } from './pool-over-limit.ts';
import { queryInLoop } from './query-in-loop.ts';
import { repeatedCredentials } from './repeated-credentials.ts';
import { slowWebhook } from './slow-webhook.ts';
import { syncFile } from './sync-file.ts';
import { unboundedList } from './unbounded-list.ts';
import { unindexedFilter } from './unindexed-filter.ts';
import { unindexedForeignKeys } from './unindexed-foreign-keys.ts';
import { webhookParsedBody } from './webhook-parsed-body.ts';

export type { ClientFeature, Reading } from './evidence.ts';
export { distinctPlaces } from './groups.ts';

const RULES: readonly Rule[] = [
  blockingHash,
  callInTransaction,
  nestedAcquisition,
  webhookParsedBody,
  missingSessions,
  clientOnlyFeature,
  bodyLogging,
  queryInLoop,
  unindexedForeignKeys,
  unindexedFilter,
  unboundedList,
  repeatedCredentials,
  poolOverLimit,
  memorySession,
  memoryStore,
  endlessRetry,
  missingRateLimit,
  awaitedEmail,
  slowWebhook,
  missingPoolTimeout,
  missingCallTimeout,
  syncFile,
  missingCompression,
  missingHealthCheck,
  duplicateRoute,
];

const WORST_FIRST: Readonly<Record<Finding['severity'], number>> = { critical: 0, serious: 1, moderate: 2, minor: 3 };

/** Faults proven by a reading: the worst first, then the rules in a fixed order, then the most routes concerned. */
export function judge(reading: Reading): readonly Finding[] {
  const evidence = gatherEvidence(reading);
  const found = RULES.flatMap((rule, order) => rule(evidence).map((finding) => ({ finding, order })));
  return found
    .sort(
      (a, b) =>
        WORST_FIRST[a.finding.severity] - WORST_FIRST[b.finding.severity] ||
        a.order - b.order ||
        b.finding.routes.length - a.finding.routes.length ||
        (a.finding.subject < b.finding.subject ? -1 : 1),
    )
    .map(({ finding }) => finding);
}
