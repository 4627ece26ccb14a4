import type { HostingConfiguration } from '../../model/deployment.ts';
import { child, items, readYaml, startedBy, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';
import {
  commandOf,
  configuration,
  declared,
  named,
  open,
  type PlatformReading,
  pathOf,
  type ReadConfiguration,
  unique,
  variableNames,
} from './configuration.ts';

/** Render Blueprint: `render.yaml`. One configuration per service. */
export function readRender(project: Project): PlatformReading {
  const opened = open(project, 'render.yaml', readYaml) ?? open(project, 'render.yml', readYaml);
  const root = opened?.documents[0];
  const databases = databasesOf(root);
  const services = [...items(child(root, 'services')), ...projectServices(root)];
  const configurations = services.flatMap((service) => read(service, databases) ?? []);
  return { configurations, unknowns: opened?.unknowns ?? [] };
}

/** Blueprints can group services by project and environment. */
function projectServices(root: Tree | undefined): readonly Tree[] {
  return items(child(root, 'projects'))
    .flatMap((group) => items(child(group, 'environments')))
    .flatMap((environment) => items(child(environment, 'services')));
}

function databasesOf(root: Tree | undefined): HostingConfiguration['databases'] {
  const postgres = items(child(root, 'databases')).map((database) => ({
    engine: 'postgresql',
    ...planOf(child(database, 'plan')),
    at: database.at,
  }));
  const stores = items(child(root, 'services'))
    .filter((service) => ['redis', 'keyvalue'].includes(text(child(service, 'type')) ?? ''))
    .map((service) => ({ engine: 'redis', ...planOf(child(service, 'plan')), at: service.at }));
  return [...postgres, ...stores];
}

function planOf(tree: Tree | undefined): { readonly plan?: string } {
  const plan = text(tree);
  return plan === undefined ? {} : { plan };
}

function read(service: Tree, databases: HostingConfiguration['databases']): ReadConfiguration | undefined {
  const type = text(child(service, 'type'));
  if (type !== 'web' && type !== 'pserv' && type !== 'static') return undefined;
  const runtime = text(child(service, 'runtime') ?? child(service, 'env'));
  const isStatic = type === 'static' || runtime === 'static';
  const run = commandOf(child(service, 'startCommand') ?? child(service, 'dockerCommand'));
  const other = runtime !== undefined && !['node', 'docker', 'image', 'static'].includes(runtime);
  const files = isStatic || (run !== undefined && startedBy(run.command) === 'static files');
  return configuration({
    platform: 'render',
    kind: isStatic ? 'static' : child(service, 'scaling') === undefined ? 'fixed' : 'autoscale',
    at: (child(service, 'plan') ?? child(service, 'type') ?? service).at,
    plan: text(child(service, 'plan')),
    service: text(child(service, 'name')),
    serves: files ? 'front end' : other ? 'unknown' : 'back end',
    run,
    build: commandOf(child(service, 'buildCommand')),
    region: named(child(service, 'region')),
    environment: unique(variableNames(child(service, 'envVars'))),
    count: count(service),
    healthCheck: pathOf(child(service, 'healthCheckPath')),
    databases,
  });
}

function count(service: Tree): ReadConfiguration['count'] {
  const fixed = declared(child(service, 'numInstances'));
  return {
    minimum: declared(child(service, 'scaling', 'minInstances')) ?? fixed,
    maximum: declared(child(service, 'scaling', 'maxInstances')) ?? fixed,
  };
}
