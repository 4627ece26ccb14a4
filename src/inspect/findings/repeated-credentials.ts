import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, distinctPlaces, routeParams, routesOf } from './groups.ts';

/** Credentials asked of the platform over HTTP in every request, although they do not change between two. A cached fetch is a rare branch: silence. */
export function repeatedCredentials(evidence: Evidence): readonly Finding[] {
  const platforms = new Set(evidence.services.filter((each) => each.kind === 'platform').map((each) => each.id));
  const fetched = evidence.sites.calls.filter((site) => !site.rare && platforms.has(site.step.service));
  return [...byPlace(fetched)].map(([subject, sites]) => {
    const { step } = sites[0];
    const routes = routesOf(sites);
    return {
      kind: 'repeated-credentials',
      subject,
      severity: 'serious',
      at: step.at,
      evidence: distinctPlaces(
        sites.flatMap((site) => site.step.via?.slice(-1) ?? []),
        [step.at],
      ),
      message: message('finding.repeated-credentials', { endpoint: step.endpoint, ...routeParams(routes) }),
      routes,
    } satisfies Finding;
  });
}
