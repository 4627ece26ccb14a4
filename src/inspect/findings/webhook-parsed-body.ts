import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, distinctPlaces, routesOf } from './groups.ts';

/** A webhook signature checked against a body already parsed: the bytes that were signed are gone, and genuine events are refused. */
export function webhookParsedBody(evidence: Evidence): readonly Finding[] {
  const checked = evidence.sites.cpu.filter(
    ({ step }) => step.work === 'signature-verify' && step.checks === 'parsed-body',
  );
  return [...byPlace(checked)].map(([subject, sites]) => {
    const { step } = sites[0];
    const routes = routesOf(sites);
    return {
      kind: 'webhook-parsed-body',
      subject,
      severity: 'critical',
      at: step.at,
      evidence: distinctPlaces(
        sites.flatMap((site) => [...(site.step.via ?? []), site.route.at]),
        [step.at],
      ),
      message: message('finding.webhook-parsed-body', { library: step.library ?? '', route: routes[0] ?? '' }),
      routes,
    } satisfies Finding;
  });
}
