import { services as knowledge } from '../facts/services/index.ts';
import { placeSubject } from '../model/finding.ts';
import type { Route, Service, Setting, UnusedService } from '../model/inventory.ts';
import type { ServiceKnowledge } from '../model/knowledge.ts';
import { children, type Step } from '../model/program.ts';
import type { Settings } from '../model/settings.ts';
import type { Location } from '../model/source.ts';
import { distinctPlaces } from './findings/index.ts';
import type { Manifest } from './manifest.ts';
import type { Project } from './project.ts';
import { serviceLimits, UNNAMED } from './service-limits.ts';

/** Lines of one call, options included. */
const LONGEST_CALL = 16;
/** Longer lines are not written by hand. */
const LONGEST_LINE = 400;

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

/** The time limit written in each call, when every call of the service has one; the longest. */
function timeoutOfCalls(project: Project, service: Service): Setting<number> | undefined {
  const limits = service.sites.map((site) => timeoutOfCall(project, site.at));
  const longest = limits.flatMap((limit) => limit ?? []).sort((one, other) => other.value - one.value)[0];
  if (longest === undefined || limits.includes(undefined)) return undefined;
  return { value: longest.value / 1000, source: { provenance: 'declared', at: longest.at } };
}

/** `AbortSignal.timeout(…)` or `timeout: …`, in milliseconds, among the arguments of the call that begins on a line. */
function timeoutOfCall(project: Project, at: Location): { readonly value: number; readonly at: Location } | undefined {
  const all = (project.read(at.file) ?? '').split('\n');
  const lines = all.slice(at.line - 1, at.line - 1 + LONGEST_CALL);
  const end = lines.findIndex((line) => /^\s*\}?\)+;?\s*$|\)\s*;\s*$/.test(line));
  for (const [index, line] of lines.slice(0, end === -1 ? undefined : end + 1).entries()) {
    const found = /\bAbortSignal\.timeout\(\s*([\d_]+)|\btimeout\s*:\s*([\d_]+)/.exec(line);
    const written = found?.[1] ?? found?.[2];
    if (written !== undefined)
      return { value: Number(written.replaceAll('_', '')), at: { file: at.file, line: at.line + index } };
    const controller = /\bsignal\s*:\s*(\w+)\.signal\b/.exec(line)?.[1];
    const aborted = controller === undefined ? undefined : timeoutOfController(all, controller, at);
    if (aborted !== undefined) return aborted;
  }
  return undefined;
}

/** `setTimeout(() => controller.abort(), …)` shortly before a call that carries the controller's signal; the delay may be a named constant. */
function timeoutOfController(
  lines: readonly string[],
  controller: string,
  at: Location,
): { readonly value: number; readonly at: Location } | undefined {
  const abort = new RegExp(`\\bsetTimeout\\(.*\\b${controller}\\.abort\\(.*,\\s*(\\w+)\\s*\\)`);
  for (let line = at.line; line > Math.max(0, at.line - LONGEST_CALL); line -= 1) {
    const delay = abort.exec((lines[line - 1] ?? '').slice(0, LONGEST_LINE))?.[1];
    if (delay === undefined) continue;
    const written = /^\d/.test(delay) ? delay : constantNamed(lines, delay);
    const value = Number(written?.replaceAll('_', ''));
    return Number.isFinite(value) ? { value, at: { file: at.file, line } } : undefined;
  }
  return undefined;
}

function constantNamed(lines: readonly string[], name: string): string | undefined {
  const declared = new RegExp(`\\bconst\\s+${name}\\s*(?::\\s*number\\s*)?=\\s*([\\d_]+)\\s*;?\\s*(?://.*)?$`);
  return lines.flatMap((line) => declared.exec(line)?.[1] ?? [])[0];
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
