import { type Finding, placeSubject } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { routeParams } from './groups.ts';

/**
 * Values kept in the memory of one process, changed by some requests and looked at by others, with several instances: those that another
 * instance answers do not see the change. A cache that each request fills for itself is no fault: it is only colder.
 */
export function memoryStore(evidence: Evidence): readonly Finding[] {
  const { kind, instances, chosen } = evidence.deployment;
  if (kind !== 'autoscale' && kind !== 'functions' && instances.minimum.low <= 1) return [];
  return evidence.stores.flatMap(({ at, lookups, listings, changes }) => {
    const seen = new Set([...lookups, ...listings]);
    const onlyChange = changes.filter((route) => !lookups.includes(route));
    const others = [...seen].filter((route) => onlyChange.some((changing) => changing !== route));
    if (others.length === 0) return [];
    const routes = [...new Set([...onlyChange, ...others])];
    return [
      {
        kind: 'memory-store',
        subject: placeSubject(at),
        severity: 'serious',
        at,
        evidence: chosen === undefined ? [] : [chosen.at],
        message: message('finding.memory-store', routeParams(routes)),
        routes,
      } satisfies Finding,
    ];
  });
}
