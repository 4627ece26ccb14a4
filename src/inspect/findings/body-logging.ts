import type { Finding } from '../../model/finding.ts';
import { placeSubject } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, routesOf } from './groups.ts';

/** Every answer serialised a second time and written whole to the log. */
export function bodyLogging(evidence: Evidence): readonly Finding[] {
  const written = evidence.sites.cpu.filter((site) => site.step.work === 'body-log');
  const found = [...byPlace(written)].map(([, sites]) => finding(sites[0].step.at, routesOf(sites)));
  if (found.length > 0) return found;
  const { at, bodies } = evidence.stack.logging;
  return bodies && at !== undefined ? [finding(at, [])] : [];
}

function finding(at: Location, routes: readonly string[]): Finding {
  return {
    kind: 'body-logging',
    subject: placeSubject(at),
    severity: 'serious',
    at,
    evidence: [],
    message: message('finding.body-logging', { routes: routes.length }),
    routes,
  };
}
