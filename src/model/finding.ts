import type { Message } from './message.ts';
import type { Location } from './source.ts';

/** Faults that inspection proves in the code; each is one file in `inspect/findings/`. Named after the problem. */
export type FindingKind =
  | 'blocking-hash'
  | 'body-logging'
  | 'duplicate-route'
  | 'unindexed-filter'
  | 'query-in-loop'
  | 'unbounded-list'
  | 'call-in-transaction'
  | 'nested-acquisition'
  | 'awaited-email'
  | 'repeated-credentials'
  | 'webhook-parsed-body'
  | 'missing-pool-timeout'
  | 'missing-call-timeout'
  | 'missing-rate-limit'
  | 'missing-compression'
  | 'missing-health-check'
  | 'memory-session'
  | 'missing-sessions'
  | 'client-only-feature'
  | 'sync-file'
  | 'pool-over-limit';

export interface Finding {
  readonly kind: FindingKind;
  /** Distinguishes findings of one kind: `memberships.account_id`, a route, a file. Part of remedy tags. */
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
