import { placeSubject } from '../../model/finding.ts';
import type { Param } from '../../model/message.ts';
import type { Step } from '../../model/program.ts';
import type { Location } from '../../model/source.ts';
import type { Site } from './sites.ts';

type PlacedStep = Step & { readonly at: Location };

/** Routes named in a message; the finding itself lists them all. */
const EXAMPLES = 3;

/** Sites that belong to one finding, by its subject, in order of appearance. */
export function groupSites<S extends Step>(
  sites: readonly Site<S>[],
  subject: (site: Site<S>) => string | undefined,
): ReadonlyMap<string, readonly [Site<S>, ...Site<S>[]]> {
  const groups = new Map<string, [Site<S>, ...Site<S>[]]>();
  for (const site of sites) {
    const key = subject(site);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [site]);
    else group.push(site);
  }
  return groups;
}

/** One group per line of code. */
export function byPlace<S extends PlacedStep>(
  sites: readonly Site<S>[],
): ReadonlyMap<string, readonly [Site<S>, ...Site<S>[]]> {
  return groupSites(sites, (site) => placeSubject(site.step.at));
}

/** Identifiers of the routes of some sites, each once. */
export function routesOf(sites: readonly Site[]): readonly string[] {
  return [...new Set(sites.map((site) => site.route.id))];
}

/** Lines, each once, by file then line, without those excluded. */
export function distinctPlaces(places: readonly Location[], excluded: readonly Location[] = []): readonly Location[] {
  const left = new Set(excluded.map(placeSubject));
  const kept = new Map(places.filter((at) => !left.has(placeSubject(at))).map((at) => [placeSubject(at), at]));
  return [...kept.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** Parameters that tell how many routes are concerned, with the first few. */
export function routeParams(routes: readonly string[]): Readonly<Record<string, Param>> {
  return { routes: routes.length, examples: routes.slice(0, EXAMPLES), others: Math.max(0, routes.length - EXAMPLES) };
}

/** A place as a message parameter. */
export function placeParam(at: Location): Param {
  return { file: at.file, line: at.line };
}
