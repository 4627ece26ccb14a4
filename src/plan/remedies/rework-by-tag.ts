import type { Change } from '../../model/change.ts';
import { constant } from '../../model/expression.ts';
import { type FindingKind, findingTag } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Effort, Remedy } from '../../model/tier.ts';
import { exact } from '../interval.ts';
import { findingsOf, type Situation } from '../situation.ts';
import { distinct } from './add-indexes.ts';

interface Recipe {
  readonly id: string;
  readonly finding: FindingKind;
  readonly effort: Effort;
  readonly change: (tag: string) => Change;
}

/** Remedies that take away what a finding shows: the tagged steps are removed, detached, done once, or no longer held. */
const RECIPES: readonly Recipe[] = [
  { id: 'stop-logging-bodies', finding: 'body-logging', effort: 'minutes', change: (tag) => ({ kind: 'remove', tag }) },
  {
    id: 'batch-queries',
    finding: 'query-in-loop',
    effort: 'hours',
    change: (tag) => ({ kind: 'set-times', tag, times: constant(1) }),
  },
  {
    id: 'send-email-after-answering',
    finding: 'awaited-email',
    effort: 'hours',
    change: (tag) => ({ kind: 'detach', tag }),
  },
  {
    id: 'call-outside-transaction',
    finding: 'call-in-transaction',
    effort: 'hours',
    change: (tag) => ({ kind: 'release-early', tag }),
  },
  {
    id: 'keep-credentials',
    finding: 'repeated-credentials',
    effort: 'minutes',
    change: (tag) => ({ kind: 'remove', tag }),
  },
  { id: 'read-files-once', finding: 'sync-file', effort: 'minutes', change: (tag) => ({ kind: 'remove', tag }) },
];

/** One remedy per kind of finding present: all its places are repaired together. */
export function reworkByTag(situation: Situation): readonly Remedy[] {
  return RECIPES.flatMap((recipe) => {
    const findings = findingsOf(situation, recipe.finding);
    if (findings.length === 0) return [];
    const remedy: Remedy = {
      id: recipe.id,
      kind: 'code',
      title: message(`remedy.${recipe.id}.title`, { count: findings.length }),
      explanation: message(`remedy.${recipe.id}.why`, { count: findings.length }),
      at: distinct(findings.map((finding) => finding.at)),
      effort: recipe.effort,
      monthlyCost: exact(0),
      changes: findings.map((finding) => recipe.change(findingTag(finding.kind, finding.subject))),
    };
    return [remedy];
  });
}
