/**
 * Inspection. In: the files of a project, the settings, what the machine says of itself. Out: the Inventory: deployment, stack, databases,
 * services, routes with what one request does, faults proven, and what could not be read.
 * Must not execute, write or send anything, nor keep a secret; the same files always give the same inventory.
 */
import type { HostReading } from '../model/deployment.ts';
import { JaugeError } from '../model/error.ts';
import type { Database, Inventory, RoutesRead, Unknown } from '../model/inventory.ts';
import { message } from '../model/message.ts';
import type { Settings } from '../model/settings.ts';
import { findApplication } from './application.ts';
import { findAuthentication } from './authentication.ts';
import { findClientFeatures } from './client.ts';
import { findConnectionLimits, findDatabaseHost } from './database-host.ts';
import { databaseLimits } from './database-limits.ts';
import { judge } from './findings/index.ts';
import { type Hosting, readHosting } from './hosting/index.ts';
import { type Entry, findEntry, type Manifest, readManifest } from './manifest.ts';
import { pagesOf } from './pages.ts';
import type { Project } from './project.ts';
import { readServer, type ServerReading } from './server/index.ts';
import { describeServices, unusedServices } from './services.ts';
import { describeStack } from './stack.ts';

export { readBodies, readQueries } from './bodies/index.ts';
export { memoryProject, openProject, type Project } from './project.ts';

/**
 * What a project is made of, read and never run. Throws a JaugeError when the project has no package.json, is another language's,
 * or holds no server; whatever else cannot be read is an unknown of the inventory.
 */
export function inspect(project: Project, settings: Settings = {}, host?: HostReading): Inventory {
  const read = readParts(project, settings, host);
  const { manifest, hosting, entry, server } = read;
  const { deployment } = hosting;
  const importedPackages = new Set(Object.keys(server.importedPackages));
  const services = describeServices(project, server.services, server.routes, settings);
  const application = findApplication(project, server.filesRead);
  const stack = {
    ...describeStack(project, manifest, entry, server, deployment, settings),
    ...(application === undefined ? {} : { application }),
  };
  const connecting = { instances: deployment.instances, processes: stack.processes.value };
  const databases = server.databases.map((each): Database => {
    const database = { ...each, host: findDatabaseHost(project, each, deployment, settings) };
    return { ...database, limits: databaseLimits(database, connecting, settings) };
  });
  const unused = unusedServices(manifest, importedPackages);
  const authentication = findAuthentication(project);
  const pages = pagesOf(server.middleware, stack.middleware);
  const findings = judge({
    routes: server.routes,
    tables: server.tables,
    databases,
    services,
    background: server.background,
    stores: server.stores,
    retries: server.retries,
    stack,
    deployment,
    clientFeatures: findClientFeatures(project, server.routes),
    connectionLimits: findConnectionLimits(databases, settings),
    ...(authentication === undefined ? {} : { authentication }),
  });
  return {
    ...routesIn(project, read),
    deployment,
    stack,
    databases,
    tables: server.tables,
    services,
    ...(unused.length === 0 ? {} : { unusedServices: unused }),
    ...(pages.length === 0 ? {} : { pages }),
    background: server.background,
    ...(server.harmlessCalls.length === 0 ? {} : { harmlessCalls: server.harmlessCalls }),
    findings,
  };
}

/** The routes of a project with what one request of each does, as `inspect` reads them, without what it judges of them. Throws as it does. */
export function readRoutes(project: Project, settings: Settings = {}): RoutesRead {
  return routesIn(project, readParts(project, settings));
}

interface Parts {
  readonly manifest: Manifest;
  readonly hosting: Hosting;
  readonly entry: Entry;
  readonly server: ServerReading;
}

function readParts(project: Project, settings: Settings, host?: HostReading): Parts {
  const manifest = readManifest(project);
  const hosting = readHosting(project, manifest, host, settings);
  const entry = entryOf(project, manifest, hosting, settings);
  const server = readServer(project, entry.file);
  if (server.routes.length === 0) throw withoutRoutes(manifest, entry, server);
  return { manifest, hosting, entry, server };
}

function routesIn(project: Project, { manifest, hosting, entry, server }: Parts): RoutesRead {
  return {
    project: {
      name: manifest.name,
      manifest: manifest.at,
      entry: entry.at,
      filesSeen: project.files.length,
      filesRead: server.filesRead.length,
    },
    routes: server.routes,
    ...(server.unreachedRoutes.length === 0 ? {} : { unreachedRoutes: server.unreachedRoutes }),
    unknowns: distinctUnknowns([...project.problems(), ...manifest.unknowns, ...hosting.unknowns, ...server.unknowns]),
  };
}

/** The file that starts the server: the configuration's, or the one that the hosting, the scripts and the code point to. */
function entryOf(project: Project, manifest: Manifest, hosting: Hosting, settings: Settings): Entry {
  if (settings.entry !== undefined) return configuredEntry(project, settings.entry);
  const { chosen, others } = hosting.deployment;
  const commands = [chosen, ...others].flatMap((each) => (each?.run === undefined ? [] : [each.run]));
  const entry = findEntry(project, manifest, commands);
  if (entry !== undefined) return entry;
  throw new JaugeError(
    'unreadable-project',
    message('error.no-server', { name: manifest.name }),
    message('error.no-server-hint'),
  );
}

/** A file that serves nothing is not a server; a framework without routes is one that Jauge does not follow. */
function withoutRoutes(manifest: Manifest, entry: Entry, server: ServerReading): JaugeError {
  const broken = server.unknowns.find(
    (unknown) => unknown.at?.file === entry.file && unknown.message.key === 'unknown.unparsable-file',
  );
  if (broken?.at !== undefined)
    return new JaugeError('unreadable-project', message('error.entry-syntax', { at: { ...broken.at } }));
  const problem =
    server.framework === undefined
      ? message('error.no-server', { name: manifest.name })
      : message('error.no-routes', { at: { file: entry.at.file, line: entry.at.line } });
  return new JaugeError('unreadable-project', problem, message('error.no-server-hint'));
}

function configuredEntry(project: Project, entry: string): Entry {
  const file = entry.replace(/^\.\//, '');
  if (!project.has(file)) throw new JaugeError('invalid-configuration', message('error.entry-missing', { entry }));
  return { file, at: { file, line: 1 }, why: message('finding.entry-configured', { file }) };
}

/** Each unknown once: two stages may stumble on the same file. */
function distinctUnknowns(unknowns: readonly Unknown[]): readonly Unknown[] {
  const seen = new Map(unknowns.map((unknown) => [JSON.stringify([unknown.message, unknown.at]), unknown]));
  return [...seen.values()];
}
