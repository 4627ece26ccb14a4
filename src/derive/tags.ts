import { findingTag } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Step } from '../model/program.ts';
import type { Location } from '../model/source.ts';

const key = (at: Location): string => `${at.file}:${at.line}`;

/** Tags of findings by the lines they rest on: a step on such a line, or called from one, carries them. */
export function findingTags(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, string[]>();
  for (const finding of inventory.findings) {
    const tag = findingTag(finding.kind, finding.subject);
    for (const at of [finding.at, ...finding.evidence]) {
      const known = tags.get(key(at)) ?? [];
      if (!known.includes(tag)) tags.set(key(at), [...known, tag]);
    }
  }
  return tags;
}

/** Finding kinds that concern each kind of step; a tag of another kind on the same line is somebody else's. */
const CONCERNS: Readonly<Record<string, readonly string[]>> = {
  query: ['unindexed-filter', 'unbounded-list'],
  'body-log': ['body-logging'],
  'json-stringify': ['body-logging'],
  hash: ['blocking-hash'],
  repeat: ['query-in-loop'],
  call: ['awaited-email', 'call-in-transaction', 'repeated-credentials', 'missing-call-timeout'],
  transaction: ['call-in-transaction'],
  'file-sync': ['sync-file'],
};

/** Tags a step carries: its kind of work, what it touches, and the findings about its line. */
export function stepTags(step: Step, findings: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const tags: string[] = [];
  const concern = step.kind === 'cpu' || step.kind === 'thread' ? step.work : step.kind;
  if (step.kind === 'cpu' || step.kind === 'thread') tags.push(`work:${step.work}`);
  if (step.kind === 'query') tags.push('work:query', ...step.tables.map((table) => `table:${table}`));
  if (step.kind === 'call') tags.push(`service:${step.service}`);
  const kinds = CONCERNS[concern] ?? [];
  for (const at of placesOf(step)) {
    for (const tag of findings.get(key(at)) ?? []) {
      if (kinds.some((kind) => tag.startsWith(`${kind}:`)) && concernsStep(step, tag) && !tags.includes(tag))
        tags.push(tag);
    }
  }
  return tags;
}

function placesOf(step: Step): readonly Location[] {
  if (step.kind === 'sequence' || step.kind === 'choice') return [];
  return 'via' in step && step.via !== undefined ? [step.at, ...step.via] : [step.at];
}

/** A query carries `unindexed-filter:table.column` only when it filters that table on that column. */
function concernsStep(step: Step, tag: string): boolean {
  if (step.kind !== 'query' || !tag.startsWith('unindexed-filter:')) return true;
  const subject = tag.slice('unindexed-filter:'.length);
  return step.tables.some((table) => subject.startsWith(`${table}.`)) && step.access === 'scan';
}
