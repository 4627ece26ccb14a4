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
  portOf,
  type ReadConfiguration,
  unique,
  variableNames,
} from './configuration.ts';

const FILES = /^(?:\.do\/[\w.-]+|app(?:[.-][\w-]+)?|do-app|digitalocean)\.ya?ml$/;
const ENGINES: Readonly<Record<string, string>> = {
  PG: 'postgresql',
  MYSQL: 'mysql',
  REDIS: 'redis',
  VALKEY: 'redis',
  MONGODB: 'mongodb',
};

/** DigitalOcean App Platform: an app specification, `.do/app.yaml` or `app.yaml`, one configuration per service and static site. */
export function readDigitalOcean(project: Project): PlatformReading {
  const opened = project.files
    .filter((file) => FILES.test(file))
    .flatMap((file) => {
      const one = open(project, file, readYaml);
      return one === undefined ? [] : [{ file, ...one }];
    });
  return {
    configurations: opened.flatMap(({ documents }) => documents.flatMap(read)),
    /** A malformed `app.yaml` is reported once, by the reader of App Engine. */
    unknowns: opened.filter(({ file }) => !file.startsWith('app')).flatMap(({ unknowns }) => unknowns),
  };
}

function read(document: Tree): readonly ReadConfiguration[] {
  const root = child(document, 'spec') ?? document;
  if (child(root, 'runtime') !== undefined) return [];
  const region = named(child(root, 'region'));
  const shared = variableNames(child(root, 'envs'));
  const databases = items(child(root, 'databases')).map((database) => {
    const plan = text(child(database, 'size'));
    const engine = ENGINES[text(child(database, 'engine')) ?? ''] ?? 'postgresql';
    return plan === undefined ? { engine, at: database.at } : { engine, plan, at: database.at };
  });
  const services = items(child(root, 'services')).filter((service) => service.kind === 'table');
  const sites = items(child(root, 'static_sites')).filter((site) => site.kind === 'table');
  return [
    ...services.map((service) => readService(service, region, shared, databases)),
    ...sites.map((site) =>
      configuration({
        platform: 'digitalocean',
        kind: 'static',
        at: site.at,
        serves: 'front end',
        region,
        build: commandOf(child(site, 'build_command')),
      }),
    ),
  ];
}

function readService(
  service: Tree,
  region: HostingConfiguration['region'],
  shared: readonly string[],
  databases: HostingConfiguration['databases'],
): ReadConfiguration {
  const size = child(service, 'instance_size_slug');
  const scaling = child(service, 'autoscaling');
  const fixed = declared(child(service, 'instance_count'));
  const run = commandOf(child(service, 'run_command'));
  return configuration({
    platform: 'digitalocean',
    kind: scaling === undefined ? 'fixed' : 'autoscale',
    at: (size ?? service).at,
    plan: text(size),
    service: text(child(service, 'name')),
    serves: run !== undefined && startedBy(run.command) === 'static files' ? 'front end' : 'back end',
    run,
    build: commandOf(child(service, 'build_command')),
    ports: [portOf(child(service, 'http_port'))].flatMap((port) => port ?? []),
    region,
    environment: unique([...shared, ...variableNames(child(service, 'envs'))]),
    count: {
      minimum: declared(child(scaling, 'min_instance_count')) ?? fixed,
      maximum: declared(child(scaling, 'max_instance_count')) ?? fixed,
    },
    healthCheck: pathOf(child(service, 'health_check', 'http_path')),
    databases,
  });
}
