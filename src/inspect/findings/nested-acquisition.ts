import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { QueryStep, Transaction } from '../../model/program.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, placeParam, routeParams, routesOf } from './groups.ts';
import type { Site } from './sites.ts';

/**
 * A second connection taken from the pool while a transaction holds one: when every connection is held by such requests,
 * each waits for the others for ever.
 */
export function nestedAcquisition(evidence: Evidence): readonly Finding[] {
  const { queries, transactions } = evidence.sites;
  const nested: Site<QueryStep | Transaction>[] = [
    ...transactions.filter((site) => site.transaction?.database === site.step.database),
    ...queries.filter((site) => site.step.ownConnection === true && site.transaction?.database === site.step.database),
  ];
  return [...byPlace(nested)].map(([subject, sites]) => {
    const { step, transaction } = sites[0];
    const begin = transaction?.at ?? step.at;
    const routes = routesOf(sites);
    return {
      kind: 'nested-acquisition',
      subject,
      severity: 'critical',
      at: step.at,
      evidence: [begin],
      message: message('finding.nested-acquisition', { begin: placeParam(begin), ...routeParams(routes) }),
      routes,
    } satisfies Finding;
  });
}
