/**
 * Reads the code of a server from its entry point.
 * Comes in: the files of a project and the path of its entry. Goes out: routes with their request programs, tables, databases, services, background
 * work, and what could not be read. Must not run the code, touch the file system, or throw on any source.
 */
import type { HarmlessCall, Route } from '../../model/inventory.ts';
import type { Location } from '../../model/source.ts';
import {
  addMigrations,
  assemble,
  type Hashes,
  hashesOf,
  type Machine,
  reportUnknown,
  startServer,
} from '../evaluate/index.ts';
import type { Project } from '../project.ts';
import { newExchange } from './conventions.ts';
import { newCrossings } from './crossings.ts';
import { listDatabases, listTables } from './databases.ts';
import { dispatched } from './dispatch.ts';
import { readFramework } from './framework.ts';
import { listRetries, listStores } from './notes.ts';
import { recordRequest } from './programs.ts';
import type { ServerReading } from './reading.ts';
import { listRegistrations, once, type Registration } from './routes.ts';
import {
  listBackground,
  listMiddleware,
  listServices,
  readBodyLimit,
  readLogging,
  readProtections,
  readRequestTimeout,
  readSessions,
  readThreads,
} from './surroundings.ts';
import { listUnreached } from './unreached.ts';

export type { Retry, Store } from './notes.ts';
export type { ServerReading } from './reading.ts';

/** Reads a server. Everything not understood is in `unknowns`, or in the `unknownCalls` of the route it concerns. */
export function readServer(project: Project, entry: string): ServerReading {
  const machine = startServer(project, entry);
  addMigrations(machine);
  const { routes: listed, global, aside } = listRegistrations(machine);
  const exchange = newExchange();
  const registrations = once(dispatched(machine, exchange, listed));
  const crossed = newCrossings();
  const recorded = registrations.map((route) => ({ route, ...recordRequest(machine, exchange, route, crossed) }));
  const hashes = hashesOf(
    machine,
    recorded.map(({ recording }) => recording),
  );
  const routes = nameRoutes(machine, recorded, hashes);
  const named = routes.flatMap(({ id }, index) => {
    const recording = recorded[index]?.recording;
    return recording === undefined ? [] : [{ id, recording }];
  });
  const middleware = listMiddleware(machine, exchange, global, hashes);
  const background = listBackground(machine, hashes);
  const cluster = machine.marks.get('cluster');
  const bodyLimit = readBodyLimit(machine, global);
  const framework = readFramework(machine, registrations);
  const requestTimeout = readRequestTimeout(machine);
  const threads = readThreads(machine);
  return {
    ...(framework === undefined ? {} : { framework }),
    filesRead: [...machine.modules.values()]
      .filter((module) => module.file !== undefined)
      .map((module) => module.path)
      .sort(),
    routes,
    unreachedRoutes: listUnreached(machine, aside, routes.length),
    middleware,
    tables: listTables(machine),
    databases: listDatabases(machine),
    services: listServices(
      machine,
      routes,
      background.map((work) => work.program),
    ),
    background,
    logging: readLogging(
      machine,
      recorded.map((one) => one.log),
    ),
    sessions: readSessions(machine),
    protections: readProtections(machine, routes),
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(requestTimeout === undefined ? {} : { requestTimeout }),
    ...(threads === undefined ? {} : { threads }),
    ...(cluster === undefined ? {} : { clustering: { at: cluster.at } }),
    stores: listStores(named),
    retries: listRetries(named),
    importedPackages: Object.fromEntries([...machine.imported].sort(([a], [b]) => (a < b ? -1 : 1))),
    harmlessCalls: listHarmless(machine),
    unknowns: machine.unknowns,
  };
}

/** What was taken to have no effect, the most frequent first. */
function listHarmless(machine: Machine): HarmlessCall[] {
  const calls = (['builtin', 'data'] as const).flatMap((why) =>
    [...machine.harmless[why]].map(([name, places]) => ({ name, why, places: places.size })),
  );
  return calls.sort((a, b) => b.places - a.places || (a.name < b.name ? -1 : 1));
}

interface Recorded extends ReturnType<typeof recordRequest> {
  readonly route: Registration;
}

/** Names routes in order: a second registration of the same method and path answers nothing. */
function nameRoutes(machine: Machine, recorded: readonly Recorded[], hashes: Hashes): Route[] {
  const first = new Map<string, { readonly at: Location; readonly conditional: boolean; count: number }>();
  return recorded.map(({ route, recording }) => {
    const { program, unknownCalls, complete } = assemble(recording, machine.tables, hashes);
    const id = `${route.method} ${route.path}`;
    if (!complete) reportUnknown(machine, 'unknown.budget-program', { route: id }, route.at);
    const known = first.get(id);
    if (known === undefined) first.set(id, { at: route.at, conditional: route.conditional, count: 1 });
    else known.count += 1;
    return {
      id: known === undefined ? id : `${id} (${known.count})`,
      method: route.method,
      path: route.path,
      at: route.at,
      handler: handlerOf(route),
      program,
      ...(known === undefined || known.conditional || route.conditional ? {} : { shadowedBy: known.at }),
      unknownCalls,
    };
  });
}

function handlerOf(route: Registration): Location {
  const value = route.chain.find((link) => link.role === 'handler')?.value;
  return value?.kind === 'function' ? value.file.at(value.node.start) : route.at;
}
