import type { Change } from '../../model/change.ts';
import { evaluate, product, valuesAt } from '../../model/expression.ts';
import { message } from '../../model/message.ts';
import type { Remedy } from '../../model/tier.ts';
import { exact } from '../interval.ts';
import { findingsOf, type Situation } from '../situation.ts';
import { distinct } from './add-indexes.ts';

/** Rows of a page: what a screen shows. */
const PAGE = 50;

/** Lists that return every row return a page. */
export function paginateLists(situation: Situation): readonly Remedy[] {
  const findings = findingsOf(situation, 'unbounded-list');
  const changes = pageChanges(situation);
  if (findings.length === 0 || changes.length === 0) return [];
  return [
    {
      id: 'paginate-lists',
      kind: 'code',
      title: message('remedy.paginate-lists.title', { count: findings.length }),
      explanation: message('remedy.paginate-lists.why', { page: PAGE }),
      at: distinct(findings.map((finding) => finding.at)),
      effort: 'days',
      monthlyCost: exact(0),
      changes,
    },
  ];
}

/** Caps the children returned per parent, and the share of a whole table that is listed, wherever they exceed a page. */
function pageChanges(situation: Situation): readonly Change[] {
  const { parameters } = situation.model;
  const values = valuesAt(parameters, 'typical');
  return parameters.flatMap((parameter): Change[] => {
    const { low, typical, high } = parameter.range;
    if (parameter.id.startsWith('matching.') && parameter.unit === 'rows' && high > PAGE) {
      return [
        {
          kind: 'set-parameter',
          parameter: parameter.id,
          low: Math.min(PAGE, low),
          typical: Math.min(PAGE, typical),
          high: PAGE,
        },
      ];
    }
    if (!parameter.id.startsWith('listed.')) return [];
    const rows = values[`rows.${parameter.id.slice('listed.'.length)}`];
    const total = rows === undefined ? 0 : evaluate(product(rows, 'accounts'), values);
    const share = total > PAGE ? PAGE / total : 1;
    return share < typical
      ? [{ kind: 'set-parameter', parameter: parameter.id, low: share, typical: share, high: share }]
      : [];
  });
}
