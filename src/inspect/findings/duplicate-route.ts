import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { placeParam } from './groups.ts';

/** A route that another one, registered before, always answers: dead code. */
export function duplicateRoute(evidence: Evidence): readonly Finding[] {
  return evidence.routes.flatMap((route) => {
    if (route.shadowedBy === undefined) return [];
    return [
      {
        kind: 'duplicate-route',
        subject: route.id,
        severity: 'minor',
        at: route.at,
        evidence: [route.shadowedBy],
        message: message('finding.duplicate-route', {
          route: `${route.method} ${route.path}`,
          first: placeParam(route.shadowedBy),
        }),
        routes: [route.id],
      } satisfies Finding,
    ];
  });
}
