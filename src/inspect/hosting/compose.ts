import type { HostingConfiguration } from '../../model/deployment.ts';
import type { Location } from '../../model/source.ts';
import { child, entries, items, numeric, readYaml, startedBy, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';
import {
  commandOf,
  configuration,
  declared,
  open,
  type PlatformReading,
  type ReadConfiguration,
  unique,
  variableNames,
} from './configuration.ts';
import { engineOf } from './engine.ts';
import { cpuOf, memoryOf } from './quantity.ts';

const FILES = /^(?:(?:docker|deploy|infra|\.docker)\/)?(?:docker-)?compose(?:[.-][\w-]+)?\.ya?ml$/;
const DEVELOPMENT_FILE = /[.-](?:dev|development|test|tests|local|override|ci|e2e)[.-]/;
const DEVELOPMENT_COMMAND = /\b(?:dev|develop|watch|nodemon|start:dev)\b/;
/** Images that stand between users and the application, or beside it. */
const NEIGHBOURS =
  /(?:nginx|traefik|caddy|haproxy|adminer|pgadmin|mailhog|mailpit|minio|prometheus|grafana|jaeger|elasticsearch|rabbitmq|localstack|certbot|redis-?commander|watchtower)/;

/** Docker Compose: limits, replicas and databases. A file for development, or with databases only, serves no back end. */
export function readCompose(project: Project): PlatformReading {
  const opened = project.files
    .filter((file) => FILES.test(file))
    .flatMap((file) => {
      const one = open(project, file, readYaml);
      return one === undefined ? [] : [{ file, ...one }];
    });
  return {
    configurations: opened.flatMap(({ file, documents }) => documents.flatMap((root) => read(root, file) ?? [])),
    unknowns: opened.flatMap(({ unknowns }) => unknowns),
  };
}

function read(root: Tree, file: string): ReadConfiguration | undefined {
  const services = entries(child(root, 'services'));
  if (services.length === 0) return undefined;
  const databases = services.flatMap(([, service]) => {
    const image = child(service, 'image');
    const engine = engineOf((text(image) ?? '').replace(/^.*\//, ''));
    return engine === undefined || image === undefined ? [] : [{ engine, at: image.at }];
  });
  const application = applicationOf(services);
  if (application === undefined)
    return configuration({
      platform: 'compose',
      kind: 'container',
      at: child(root, 'services')?.at ?? root.at,
      serves: 'development',
      databases,
    });
  const [name, service] = application;
  const run = commandOf(child(service, 'command') ?? child(service, 'entrypoint'));
  const limits = child(service, 'deploy', 'resources', 'limits');
  const replicas = declared(child(service, 'deploy', 'replicas') ?? child(service, 'scale'));
  const development = DEVELOPMENT_FILE.test(file) || (run !== undefined && DEVELOPMENT_COMMAND.test(run.command));
  const isStatic = run !== undefined && startedBy(run.command) === 'static files';
  return configuration({
    platform: 'compose',
    kind: 'container',
    at: (limits ?? service).at,
    service: name,
    serves: isStatic ? 'front end' : development ? 'development' : 'back end',
    run,
    ports: items(child(service, 'ports')).flatMap(port),
    environment: unique(variableNames(child(service, 'environment'))),
    size: {
      cpu: cpuOf(child(limits, 'cpus') ?? child(service, 'cpus')),
      memory: memoryOf(child(limits, 'memory') ?? child(service, 'mem_limit')),
    },
    count: { minimum: replicas, maximum: replicas },
    healthCheck: health(service),
    databases,
  });
}

/** The service built from the project, the likeliest name first. */
function applicationOf(services: readonly (readonly [string, Tree])[]): readonly [string, Tree] | undefined {
  const built = services.filter(([, service]) => {
    const image = (text(child(service, 'image')) ?? '').replace(/^.*\//, '');
    return (
      child(service, 'build') !== undefined ||
      (image !== '' && engineOf(image) === undefined && !NEIGHBOURS.test(image))
    );
  });
  const named = built.find(([name]) => /(?:^|[-_])(?:api|server|backend|back|app)(?:$|[-_])/.test(name));
  return named ?? built.find(([name]) => !/front|client|web|worker|cron/.test(name)) ?? built[0];
}

function port(tree: Tree): HostingConfiguration['ports'] {
  if (tree.kind === 'table') {
    const target = numeric(child(tree, 'target'));
    const published = numeric(child(tree, 'published'));
    return target === undefined ? [] : [placed(target, published, tree.at)];
  }
  const parts = (text(tree) ?? '')
    .replace(/\/(?:tcp|udp)$/, '')
    .split(':')
    .map(Number);
  const target = parts.at(-1);
  return target === undefined || !Number.isInteger(target) ? [] : [placed(target, parts.at(-2), tree.at)];
}

function placed(target: number, published: number | undefined, at: Location): HostingConfiguration['ports'][number] {
  return published === undefined || !Number.isInteger(published)
    ? { port: target, at }
    : { port: target, external: published, at };
}

function health(service: Tree): HostingConfiguration['healthCheck'] {
  const test = child(service, 'healthcheck', 'test');
  if (test === undefined) return undefined;
  const command = items(test)
    .flatMap((item) => text(item) ?? [])
    .join(' ');
  const path = /https?:\/\/[^/\s"']+(\/[^\s"')\]]*)?/.exec(command)?.[1] ?? '/';
  return { path, at: test.at };
}
