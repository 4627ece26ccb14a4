import type { Finding } from '../../model/finding.ts';
import { placeSubject } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { distinctPlaces, groupSites, placeParam, routeParams, routesOf } from './groups.ts';

/** A third party called between begin and commit: its latency, and its outages, hold a connection of the pool. One finding per transaction. */
export function callInTransaction(evidence: Evidence): readonly Finding[] {
  const groups = groupSites(evidence.sites.calls, ({ transaction }) => transaction && placeSubject(transaction.at));
  return [...groups].map(([subject, sites]) => {
    const routes = routesOf(sites);
    const begin = sites[0].transaction?.at ?? sites[0].step.at;
    const calls = distinctPlaces(sites.map((site) => site.step.at));
    const at = calls[0] ?? begin;
    return {
      kind: 'call-in-transaction',
      subject,
      severity: 'critical',
      at,
      evidence: distinctPlaces([begin, ...calls], [at]),
      message: message('finding.call-in-transaction', {
        services: serviceNames(
          evidence,
          sites.map((site) => site.step.service),
        ),
        begin: placeParam(begin),
        ...routeParams(routes),
      }),
      routes,
    } satisfies Finding;
  });
}

function serviceNames(evidence: Evidence, ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].map((id) => evidence.services.find((service) => service.id === id)?.name ?? id);
}
