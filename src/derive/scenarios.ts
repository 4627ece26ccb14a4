import { mixes, standIns } from '../facts/mixes/index.ts';
import type { Route } from '../model/inventory.ts';
import type { Measurement } from '../model/measurement.ts';
import type { Purpose, Scenario, ScenarioName } from '../model/scenario.ts';
import type { Settings } from '../model/settings.ts';
import type { Mix } from '../model/workload.ts';

/** The normal and the peak mix of the project's own routes: declared in the configuration, measured, or assumed from what each route is for. */
export function scenariosOf(
  routes: readonly Route[],
  purposes: Readonly<Record<string, Purpose>>,
  settings: Settings,
  measurement: Measurement,
): readonly Scenario[] {
  return (['normal', 'peak'] as const).map((name) => {
    const declared = settings.scenarios?.[name];
    if (declared !== undefined) return { name, mix: normalised(declared), provenance: 'declared' };
    const measured = measuredMix(name, routes, measurement);
    if (measured !== undefined) return { name, mix: measured, provenance: 'measured' };
    return { name, mix: assumedMix(name, routes, purposes), provenance: 'assumed' };
  });
}

/** Shares of the real traffic; those of its busiest hour for the peak. Routes that have since gone from the code are left out. */
function measuredMix(name: ScenarioName, routes: readonly Route[], { traffic }: Measurement): Mix | undefined {
  if (traffic === undefined) return undefined;
  const shares = name === 'peak' ? (traffic.peakMix ?? traffic.mix) : traffic.mix;
  const ids = new Set(routes.map((route) => route.id));
  const known = Object.entries(shares).filter(([id, { typical }]) => ids.has(id) && typical > 0);
  return known.length === 0
    ? undefined
    : normalised(Object.fromEntries(known.map(([id, share]) => [id, share.typical])));
}

/** The weight of a purpose is shared by its routes; what nobody can reach (a dead registration) gets none. */
function assumedMix(name: ScenarioName, routes: readonly Route[], purposes: Readonly<Record<string, Purpose>>): Mix {
  const reachable = routes.filter(
    (route) => route.shadowedBy === undefined && route.method !== 'OPTIONS' && route.method !== 'HEAD',
  );
  const byPurpose = new Map<Purpose, string[]>();
  for (const route of reachable) {
    const purpose = purposes[route.id] ?? 'read';
    byPurpose.set(purpose, [...(byPurpose.get(purpose) ?? []), route.id]);
  }
  const weights = withStandIns(mixes[name], byPurpose);
  const mix: Record<string, number> = {};
  for (const [purpose, ids] of byPurpose) {
    const audience = ids.reduce((sum, id) => sum + audienceOf(id), 0);
    for (const id of ids) mix[id] = ((weights.get(purpose) ?? 0) * audienceOf(id)) / audience;
  }
  return normalised(mix);
}

/** Members are many and administrators few: a route of the back office weighs a tenth of one for everybody. */
const BACK_OFFICE = 0.1;

function audienceOf(id: string): number {
  return /\/(admin|platform|owner|back-?office|superadmin|internal)(\/|$)/i.test(id) ? BACK_OFFICE : 1;
}

function withStandIns(
  weights: Readonly<Record<Purpose, number>>,
  present: ReadonlyMap<Purpose, readonly string[]>,
): ReadonlyMap<Purpose, number> {
  const result = new Map<Purpose, number>();
  for (const [purpose, weight] of Object.entries(weights) as [Purpose, number][]) {
    const substitute = standIns[purpose];
    const goesTo = present.has(purpose)
      ? purpose
      : substitute !== undefined && present.has(substitute)
        ? substitute
        : undefined;
    if (goesTo !== undefined) result.set(goesTo, (result.get(goesTo) ?? 0) + weight);
  }
  return result;
}

/** Brings shares to a sum of 1 and leaves out the routes without any. */
function normalised(mix: Mix): Mix {
  const entries = Object.entries(mix).filter(([, share]) => share > 0);
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  if (total > 0) return Object.fromEntries(entries.map(([id, share]) => [id, share / total]));
  const ids = Object.keys(mix);
  return Object.fromEntries(ids.map((id) => [id, 1 / ids.length]));
}
