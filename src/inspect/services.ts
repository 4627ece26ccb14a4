import { services as knowledge } from '../facts/services/index.ts';
import { placeSubject } from '../model/finding.ts';
import type { Route, Service, UnusedService } from '../model/inventory.ts';
import type { ServiceKnowledge } from '../model/knowledge.ts';
import { children, type Step } from '../model/program.ts';
import type { Settings } from '../model/settings.ts';
import { timeoutOfCalls } from './call-timeouts.ts';
import { distinctPlaces } from './findings/index.ts';
import type { Manifest } from './manifest.ts';
import type { Project } from './project.ts';
import { serviceLimits, UNNAMED } from './service-limits.ts';

/** Services with the names, kinds, routes and limits that the report needs: what the code reaches, joined with what is known of each. */
export function describeServices(
  project: Project,
  found: readonly Service[],
  routes: readonly Route[],
  settings: Settings = {},
): readonly Service[] {
  const reached = routesByService(routes);
  return found.map((service) => {
    const known = knowledgeOf(service);
    const timeout = service.timeout ?? timeoutOfCalls(project, service);
    const described = {
      ...service,
      name: known?.name ?? (service.id === UNNAMED ? placeSubject(service.at) : service.name),
      kind: known?.kind ?? service.kind,
      sites: distinctSites(service.sites),
      routes: [...(reached.get(service.id) ?? [])],
      ...(timeout === undefined ? {} : { timeout }),
    };
    return { ...described, limits: serviceLimits(described, known, routes, settings.plans?.[service.id]) };
  });
}

/** Packages of a known service that the manifest names and the server imports nowhere: not a dependency of the server. */
export function unusedServices(manifest: Manifest, imported: ReadonlySet<string>): readonly UnusedService[] {
  return manifest.dependencies.flatMap(({ name, kind, at }) => {
    const known = knowledge.find((each) => each.packages.includes(name));
    if (known === undefined || kind === 'development') return [];
    if (known.packages.some((other) => imported.has(other))) return [];
    return [{ package: name, service: known.name, at }];
  });
}

function knowledgeOf({ id, name }: Service): ServiceKnowledge | undefined {
  return knowledge.find(
    (each) => each.id === id || each.name === name || each.hosts.includes(id) || each.packages.includes(id),
  );
}

function routesByService(routes: readonly Route[]): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, Set<string>>();
  for (const route of routes) {
    if (route.shadowedBy !== undefined) continue;
    for (const id of servicesIn(route.program)) {
      const ids = reached.get(id) ?? new Set();
      reached.set(id, ids.add(route.id));
    }
  }
  return reached;
}

function servicesIn(program: Step): ReadonlySet<string> {
  const found = new Set<string>();
  const pending: Step[] = [program];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    if (step.kind === 'call') found.add(step.service);
    pending.push(...children(step));
  }
  return found;
}

function distinctSites(sites: Service['sites']): Service['sites'] {
  return distinctPlaces(sites.map((site) => site.at)).flatMap((at) => {
    const here = sites.filter((site) => site.at.file === at.file && site.at.line === at.line);
    return [...new Set(here.map((site) => site.endpoint))].map((endpoint) => ({ at, endpoint }));
  });
}
