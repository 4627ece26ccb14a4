import type { Message } from './message.ts';
import type { QueryStep } from './program.ts';
import type { Location } from './source.ts';

/** Faults that inspection proves in the code; each is one file in `inspect/findings/`. Named after the problem. */
export type FindingKind =
  | 'blocking-hash'
  | 'body-logging'
  | 'duplicate-route'
  | 'unindexed-filter'
  | 'unindexed-foreign-keys'
  | 'query-in-loop'
  | 'unbounded-list'
  | 'call-in-transaction'
  | 'nested-acquisition'
  | 'awaited-email'
  | 'repeated-credentials'
  | 'webhook-parsed-body'
  | 'slow-webhook'
  | 'missing-pool-timeout'
  | 'missing-call-timeout'
  | 'missing-rate-limit'
  | 'missing-compression'
  | 'missing-health-check'
  | 'memory-session'
  | 'memory-store'
  | 'endless-retry'
  | 'missing-sessions'
  | 'client-only-feature'
  | 'sync-file'
  | 'pool-over-limit';

export interface Finding {
  readonly kind: FindingKind;
  /**
   * Distinguishes findings of one kind, and is part of remedy tags.
   * `filterSubject` of the query for `unindexed-filter`; `placeSubject` of the step for findings about one line (of the loop for
   * `query-in-loop`, of the transaction for `call-in-transaction`); otherwise the identifier of the route, service or database, or a file.
   */
  readonly subject: string;
  readonly severity: 'critical' | 'serious' | 'moderate' | 'minor';
  /** The main line, where the repair is made. */
  readonly at: Location;
  /** Other lines that prove it. */
  readonly evidence: readonly Location[];
  readonly message: Message;
  /** Identifiers of the routes concerned. */
  readonly routes: readonly string[];
}

/** Tag that a step carries in the queueing model when a finding concerns it, so that a remedy can change it. */
export function findingTag(kind: FindingKind, subject: string): string {
  return `${kind}:${subject}`;
}

/** Subject of a finding about one line of the code: `server/routes.ts:31`. */
export function placeSubject(at: Location): string {
  return `${at.file}:${at.line}`;
}

/** Subject of `unindexed-filter` for a query: `memberships.account_id`, columns sorted. Undefined when the query has no table or no filter. */
export function filterSubject(query: Pick<QueryStep, 'tables' | 'filter'>): string | undefined {
  const table = query.tables[0];
  if (table === undefined || query.filter.length === 0) return undefined;
  return `${table}.${[...new Set(query.filter)].sort().join(',')}`;
}
