import { type Finding, placeSubject } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { routeParams } from './groups.ts';

/** Seconds of waiting after which nobody listens any more: what nginx and most load balancers give a request (`proxy_read_timeout`, 60 s). */
const PATIENCE = 60;

/** Attempts without a budget: while a service is down, requests that try again for ever pile up. */
export function endlessRetry(evidence: Evidence): readonly Finding[] {
  return evidence.retries.flatMap(({ at, seconds, routes }) => {
    if (seconds !== undefined && seconds <= PATIENCE) return [];
    return [
      {
        kind: 'endless-retry',
        subject: placeSubject(at),
        severity: seconds === undefined ? 'serious' : 'moderate',
        at,
        evidence: [],
        message:
          seconds === undefined
            ? message('finding.endless-retry', routeParams(routes))
            : message('finding.long-retry', { seconds, ...routeParams(routes) }),
        routes,
      } satisfies Finding,
    ];
  });
}
