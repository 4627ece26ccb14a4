import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, distinctPlaces, routeParams, routesOf } from './groups.ts';

/** A file read or written synchronously inside a request: every other request waits for the disk. */
export function syncFile(evidence: Evidence): readonly Finding[] {
  const files = evidence.sites.cpu.filter((site) => site.step.work === 'file-sync');
  return [...byPlace(files)].map(([subject, sites]) => {
    const routes = routesOf(sites);
    const { step } = sites[0];
    return {
      kind: 'sync-file',
      subject,
      severity: 'moderate',
      at: step.at,
      evidence: distinctPlaces(
        sites.flatMap((site) => site.step.via?.slice(-1) ?? []),
        [step.at],
      ),
      message: message('finding.sync-file', routeParams(routes)),
      routes,
    } satisfies Finding;
  });
}
