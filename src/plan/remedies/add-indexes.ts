import type { Change } from '../../model/change.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import type { Remedy } from '../../model/tier.ts';
import { exact } from '../interval.ts';
import { findingsOf, type Situation } from '../situation.ts';

/** One migration with an index for every filter that now reads its whole table. */
export function addIndexes(situation: Situation): readonly Remedy[] {
  const findings = findingsOf(situation, 'unindexed-filter');
  const tables = new Set(findings.map((finding) => finding.subject.split('.')[0]));
  const switches = situation.model.parameters.filter(
    (parameter) => parameter.unit === 'switch' && parameter.range.typical > 0 && tables.has(parameter.id.split('.')[1]),
  );
  if (findings.length === 0 || switches.length === 0) return [];
  const changes: Change[] = switches.map((parameter) => ({
    kind: 'set-parameter',
    parameter: parameter.id,
    low: 0,
    typical: 0,
    high: 0,
  }));
  return [
    {
      id: 'add-indexes',
      kind: 'code',
      title: message('remedy.add-indexes.title', { count: findings.length }),
      explanation: message('remedy.add-indexes.why'),
      at: distinct(findings.map((finding) => finding.at)),
      effort: 'hours',
      monthlyCost: exact(0),
      changes,
    },
  ];
}

export function distinct(places: readonly Location[]): readonly Location[] {
  const seen = new Map(places.map((at) => [`${at.file}:${at.line}`, at]));
  return [...seen.values()];
}
