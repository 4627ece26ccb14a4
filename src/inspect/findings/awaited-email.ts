import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, distinctPlaces, routeParams, routesOf } from './groups.ts';

/** Asks the server whether it answers: nothing is sent. */
const CHECK = /(?:^|\.)verify$/;

/** An e-mail sent while the user waits for the answer. */
export function awaitedEmail(evidence: Evidence): readonly Finding[] {
  const mailers = new Map(evidence.services.filter((each) => each.kind === 'email').map((each) => [each.id, each]));
  const awaited = evidence.sites.calls.filter(
    ({ detached, step }) => !detached && mailers.has(step.service) && !CHECK.test(step.endpoint),
  );
  return [...byPlace(awaited)].map(([subject, sites]) => {
    const { step } = sites[0];
    const routes = routesOf(sites);
    return {
      kind: 'awaited-email',
      subject,
      severity: 'moderate',
      at: step.at,
      evidence: distinctPlaces(
        sites.flatMap((site) => site.step.via?.slice(-1) ?? []),
        [step.at],
      ),
      message: message('finding.awaited-email', {
        service: mailers.get(step.service)?.name ?? step.service,
        ...routeParams(routes),
      }),
      routes,
    } satisfies Finding;
  });
}
