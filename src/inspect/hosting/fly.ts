import type { HostingConfiguration } from '../../model/deployment.ts';
import { child, entries, items, numeric, readToml, startedBy, type Tree, text } from '../located/index.ts';
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
import { memoryOf } from './quantity.ts';

const MEBIBYTE = 1024 ** 2;

/** Fly.io: `fly.toml`, at the root or in the folder of a package. */
export function readFly(project: Project): PlatformReading {
  const files = project.files.filter((file) => /^(?:[^/]+\/){0,2}fly(?:\.(?:prod|production))?\.toml$/.test(file));
  const opened = files.flatMap((file) => open(project, file, readToml) ?? []);
  return {
    configurations: opened.flatMap(({ documents }) => documents.map(read)),
    unknowns: opened.flatMap(({ unknowns }) => unknowns),
  };
}

function read(root: Tree): ReadConfiguration {
  const service = child(root, 'http_service') ?? items(child(root, 'services'))[0];
  const vm = items(child(root, 'vm'))[0];
  const size = child(vm, 'size');
  const run = process(root);
  const stop = text(child(service, 'auto_stop_machines'));
  const stops = stop !== undefined && stop !== 'off' && stop !== 'false';
  const isStatic =
    run === undefined
      ? child(root, 'statics') !== undefined && service === undefined
      : startedBy(run.command) === 'static files';
  return configuration({
    platform: 'fly',
    kind: stops ? 'autoscale' : 'fixed',
    at: (size ?? vm ?? service ?? child(root, 'app') ?? root).at,
    plan: text(size),
    serves: isStatic ? 'front end' : 'back end',
    run,
    build: commandOf(child(root, 'build', 'builder')),
    ports: [portOf(child(service, 'internal_port'))].flatMap((port) => port ?? []),
    region: named(child(root, 'primary_region')),
    environment: unique(variableNames(child(root, 'env'))),
    size: {
      cpu: declared(child(vm, 'cpus')),
      memory: memoryOf(child(vm, 'memory'), 'binary', MEBIBYTE) ?? memoryOf(child(vm, 'memory_mb'), 'binary', MEBIBYTE),
    },
    count: { minimum: declared(child(service, 'min_machines_running')) },
    healthCheck: health(root, service),
    concurrency:
      declared(child(service, 'concurrency', 'hard_limit')) ?? declared(child(service, 'concurrency', 'soft_limit')),
  });
}

/** The process that answers requests: `app` or `web`, or the only one. */
function process(root: Tree): HostingConfiguration['run'] {
  const all = entries(child(root, 'processes'));
  const [, tree] = all.find(([name]) => name === 'app' || name === 'web' || name === 'server') ?? all[0] ?? [];
  return commandOf(tree) ?? commandOf(child(root, 'experimental', 'cmd'));
}

function health(root: Tree, service: Tree | undefined): HostingConfiguration['healthCheck'] {
  const checks = [
    ...items(child(service, 'checks')),
    ...items(child(service, 'http_checks')),
    ...entries(child(root, 'checks')).map(([, check]) => check),
  ];
  const check = checks.find((one) => child(one, 'path') !== undefined || numeric(child(one, 'port')) !== undefined);
  return pathOf(child(check, 'path'));
}
