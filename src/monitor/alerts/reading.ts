import type { Param } from '../../model/message.ts';
import type { Notice } from '../deliver/notice.ts';

export type RuleId =
  | 'capacity'
  | 'event-loop'
  | 'blocked'
  | 'cpu'
  | 'throttling'
  | 'memory'
  | 'heap'
  | 'pool'
  | 'database'
  | 'response-time'
  | 'errors-fast'
  | 'errors-slow'
  | 'slowness-fast'
  | 'slowness-slow'
  | 'refused'
  | 'unanswered'
  | 'quota'
  | 'webhook-lag'
  | 'webhook-failures'
  | 'tier';

/** What a rule sees in the last minute. */
export interface Reading {
  readonly rule: RuleId;
  /** A host, a service, a pool: one incident each. */
  readonly subject?: string;
  readonly value: number;
  /** Value from which to look; absent when the rule only asks to act. */
  readonly watch?: number;
  readonly act?: number;
  readonly params: Readonly<Record<string, Param>>;
  readonly routes: Notice['routes'];
  readonly remedy: Notice['remedy'];
}

/** How patient a rule is, in minutes: before it looks, before it asks to act, before it calls an incident over. */
export interface Patience {
  readonly watch: number;
  readonly act: number;
  readonly over: number;
  /** An incident is over below this share of the value that opened it: a value that wavers around it opens one incident, not ten. */
  readonly ease: number;
}

const USUAL: Patience = { watch: 10, act: 3, over: 10, ease: 0.85 };

export const PATIENCE: Readonly<Record<RuleId, Patience>> = {
  capacity: USUAL,
  'event-loop': USUAL,
  blocked: { watch: 5, act: 3, over: 10, ease: 0.7 },
  cpu: USUAL,
  throttling: USUAL,
  memory: { watch: 10, act: 2, over: 10, ease: 0.95 },
  heap: { watch: 10, act: 2, over: 10, ease: 0.95 },
  pool: { watch: 5, act: 2, over: 10, ease: 0.5 },
  database: USUAL,
  'response-time': { watch: 10, act: 5, over: 10, ease: 0.85 },
  // Their windows are patience enough: both must be beyond the rate.
  'errors-fast': { watch: 1, act: 1, over: 5, ease: 0.9 },
  'errors-slow': { watch: 1, act: 1, over: 15, ease: 0.9 },
  'slowness-fast': { watch: 1, act: 1, over: 5, ease: 0.9 },
  'slowness-slow': { watch: 1, act: 1, over: 15, ease: 0.9 },
  refused: { watch: 2, act: 5, over: 15, ease: 1 },
  unanswered: { watch: 3, act: 3, over: 10, ease: 0.5 },
  quota: { watch: 1, act: 1, over: 1, ease: 0.98 },
  'webhook-lag': { watch: 5, act: 5, over: 10, ease: 0.8 },
  'webhook-failures': { watch: 3, act: 3, over: 10, ease: 0.5 },
  tier: { watch: 60, act: 60, over: 1440, ease: 0.8 },
};

const GRAVITY: readonly RuleId[] = [
  'errors-fast',
  'slowness-fast',
  'capacity',
  'event-loop',
  'pool',
  'memory',
  'heap',
  'response-time',
  'errors-slow',
  'slowness-slow',
  'unanswered',
  'refused',
  'webhook-failures',
  'webhook-lag',
  'quota',
  'database',
  'blocked',
  'cpu',
  'throttling',
  'tier',
];

/** Rank of an incident among others of its level, the gravest first. */
export function gravityOf(incident: string): number {
  const at = GRAVITY.indexOf(incident.split(':')[0] as RuleId);
  return at === -1 ? GRAVITY.length : at;
}
