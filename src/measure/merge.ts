import type { MeasuredDatabase, MeasuredRoute, Measurement, WayTaken } from '../model/measurement.ts';

/** What one way adds to a measurement. */
export type Part = Partial<Omit<Measurement, 'schemaVersion' | 'tool' | 'date'>> & Pick<Measurement, 'ways'>;

/** A measurement with a part added: what the part measured replaces what was there, the rest stays. */
export function merged(before: Measurement | undefined, part: Part, version: string): Measurement {
  const machine = part.machine ?? before?.machine;
  const traffic = part.traffic ?? before?.traffic;
  const mixRun = part.mixRun ?? before?.mixRun;
  const database = databaseOf(before?.database, part.database);
  return {
    schemaVersion: 1,
    tool: { name: 'jauge', version },
    date: part.ways.at(-1)?.date ?? before?.date ?? '',
    ways: waysOf(before?.ways ?? [], part.ways),
    ...(machine === undefined ? {} : { machine }),
    routes: routesOf(before?.routes ?? {}, part.routes ?? {}),
    ...(traffic === undefined ? {} : { traffic }),
    ...(mixRun === undefined ? {} : { mixRun }),
    ...(database === undefined ? {} : { database }),
  };
}

/** One entry for each way: the last time it was taken. */
function waysOf(before: readonly WayTaken[], added: readonly WayTaken[]): readonly WayTaken[] {
  return [...before.filter(({ way }) => !added.some((each) => each.way === way)), ...added];
}

function routesOf(before: Measurement['routes'], added: Measurement['routes']): Measurement['routes'] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(added)])].sort();
  return Object.fromEntries(ids.map((id) => [id, routeOf(before[id], added[id])]));
}

/** Response times of real traffic stand beside the costs of a drive; each field is the last one measured. */
function routeOf(before: MeasuredRoute | undefined, added: MeasuredRoute | undefined): MeasuredRoute {
  return { ...before, ...added } as MeasuredRoute;
}

function databaseOf(
  before: MeasuredDatabase | undefined,
  added: MeasuredDatabase | undefined,
): MeasuredDatabase | undefined {
  return added === undefined ? before : { ...before, ...added };
}
