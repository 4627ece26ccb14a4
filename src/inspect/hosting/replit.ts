import type { DeploymentKind, HostingConfiguration } from '../../model/deployment.ts';
import { child, entries, items, lineAt, numeric, readToml, startedBy, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';
import {
  commandOf,
  configuration,
  named,
  open,
  type PlatformReading,
  pathOf,
  portOf,
  type ReadConfiguration,
  unique,
  variableNames,
} from './configuration.ts';

const FILE = '.replit';
const ARTIFACT = /^artifacts\/[^/]+\/\.replit-artifact\/artifact\.toml$/;
/** Facts A040 and A041: the keys of `[deployment]` and the values of `deploymentTarget`, older names included. */
const KINDS: Readonly<Record<string, DeploymentKind>> = {
  autoscale: 'autoscale',
  cloudrun: 'autoscale',
  vm: 'fixed',
  gce: 'fixed',
  static: 'static',
  scheduled: 'scheduled',
};

/** Replit: `.replit`, `replit.nix`, and the artifacts of projects made by its agent. */
export function readReplit(project: Project): PlatformReading {
  const file = open(project, FILE, readToml);
  const artifacts = project.files
    .filter((path) => ARTIFACT.test(path))
    .flatMap((path) => open(project, path, readToml) ?? []);
  const unknowns = [file, ...artifacts].flatMap((opened) => opened?.unknowns ?? []);
  const root = file?.documents[0];
  const services = artifacts.flatMap(({ documents }) =>
    documents.flatMap((document) => items(child(document, 'services'))),
  );
  if (root === undefined && services.length === 0) return { configurations: [], unknowns };
  const serving = services.filter((service) => child(service, 'production', 'run') !== undefined);
  const service =
    serving.find((candidate) => startedBy(serviceRun(candidate)?.command ?? '') !== 'static files') ?? serving[0];
  return { configurations: [read(project, root, service, services)], unknowns };
}

function read(
  project: Project,
  root: Tree | undefined,
  service: Tree | undefined,
  services: readonly Tree[],
): ReadConfiguration {
  const target = child(root, 'deployment', 'deploymentTarget');
  const deployment = child(root, 'deployment');
  const at = (target ?? service ?? deployment ?? root ?? services[0])?.at ?? { file: FILE, line: 1 };
  const kind =
    KINDS[text(target) ?? ''] ?? (deployment === undefined && service === undefined ? 'workspace' : 'unknown');
  const development = commandOf(child(root, 'run')) ?? commandOf(child(root, 'entrypoint'));
  const run =
    serviceRun(service) ?? commandOf(child(deployment, 'run')) ?? (kind === 'workspace' ? development : undefined);
  const health = pathOf(child(service, 'production', 'health', 'startup', 'path'));
  return configuration({
    platform: 'replit',
    kind,
    at,
    plan: text(target),
    serves: serves(kind, run?.command),
    run,
    build:
      commandOf(child(service, 'production', 'build', 'args') ?? child(service, 'production', 'build')) ??
      commandOf(child(deployment, 'build')),
    ports: ports(root, service),
    modules: modules(project, root),
    environment: environment(root, services),
    healthCheck: health,
    databases: databases(root),
  });
}

function serviceRun(service: Tree | undefined): ReturnType<typeof commandOf> {
  const run = child(service, 'production', 'run');
  return commandOf(child(run, 'args') ?? run);
}

function serves(kind: DeploymentKind, run: string | undefined): HostingConfiguration['serves'] {
  if (kind === 'workspace' || kind === 'scheduled') return 'development';
  if (kind === 'static') return 'front end';
  if (run === undefined) return 'unknown';
  return startedBy(run) === 'static files' ? 'front end' : 'back end';
}

function ports(root: Tree | undefined, service: Tree | undefined): HostingConfiguration['ports'] {
  const own = portOf(child(service, 'localPort'));
  if (own !== undefined) return [own];
  return items(child(root, 'ports')).flatMap((entry) => {
    const port = portOf(child(entry, 'localPort'));
    const external = numeric(child(entry, 'externalPort'));
    if (port === undefined) return [];
    return [external === undefined ? port : { ...port, external }];
  });
}

function modules(project: Project, root: Tree | undefined): HostingConfiguration['modules'] {
  const lists = [child(root, 'modules'), child(root, 'nix', 'packages'), child(root, 'agent', 'integrations')];
  const listed = lists.flatMap((list) => items(list).flatMap((item) => named(item) ?? []));
  return [...listed, ...nixPackages(project)];
}

function nixPackages(project: Project): HostingConfiguration['modules'] {
  const file = 'replit.nix';
  const written = project.read(file)?.replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length)) ?? '';
  return [...written.matchAll(/\bpkgs\.([\w.-]+)/g)].flatMap((found) =>
    found[1] === undefined ? [] : [{ name: found[1], at: { file, line: lineAt(written, found.index) } }],
  );
}

function environment(root: Tree | undefined, services: readonly Tree[]): readonly string[] {
  const tables = [child(root, 'env'), child(root, 'run', 'env'), child(root, 'deployment', 'env')];
  const user = entries(child(root, 'userenv')).map(([, table]) => table);
  const served = services.flatMap((service) => [
    child(service, 'env'),
    child(service, 'production', 'run', 'env'),
    child(service, 'production', 'build', 'env'),
    child(service, 'development', 'env'),
  ]);
  const all = [...tables, ...user, ...served].filter((table) => table?.kind === 'table');
  return unique(all.flatMap(variableNames));
}

function databases(root: Tree | undefined): HostingConfiguration['databases'] {
  return items(child(root, 'modules')).flatMap((item) =>
    text(item)?.startsWith('postgresql') ? [{ engine: 'postgresql', at: item.at }] : [],
  );
}
