import type { HostingConfiguration, Statement } from '../../model/deployment.ts';
import type { Unknown } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import {
  child,
  entries,
  keys,
  type LiteralCall,
  numeric,
  readCalls,
  readJson,
  readToml,
  startedBy,
  type Tree,
  text,
} from '../located/index.ts';
import type { Project } from '../project.ts';
import {
  commandOf,
  configuration,
  declared,
  declaredAt,
  named,
  open,
  type PlatformReading,
  pathOf,
  type ReadConfiguration,
  unique,
} from './configuration.ts';

const PROGRAM = '.railway/railway.ts';
const DATABASES: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  mysql: 'mysql',
  redis: 'redis',
  mongo: 'mongodb',
  mongodb: 'mongodb',
};
const CALLEES = new Set(['service', ...Object.keys(DATABASES)]);
const OLD_FILES = /^(?:(?:apps|packages|services)\/)?(?:[^/]+\/)?railway\.(?:json|toml)$/;

/** Railway: `.railway/railway.ts` (read, never run), `railway.json` and `railway.toml` (no longer read from December 2026), `nixpacks.toml`. */
export function readRailway(project: Project): PlatformReading {
  const nixpacks = open(project, 'nixpacks.toml', readToml);
  const build = nixpacks?.documents[0];
  const program = readProgram(project);
  const old = project.files.filter((file) => OLD_FILES.test(file)).map((file) => readOld(project, file, build));
  const readings = [program, ...old];
  const configurations = readings.flatMap((reading) => reading.configurations);
  const unknowns = [...(nixpacks?.unknowns ?? []), ...readings.flatMap((reading) => reading.unknowns)];
  return { configurations: configurations.length > 0 ? configurations : nixpacksAlone(build), unknowns };
}

/** Several platforms build with Nixpacks: alone, it says how the application starts and not where. */
function nixpacksAlone(build: Tree | undefined): readonly ReadConfiguration[] {
  if (build === undefined) return [];
  const run = commandOf(child(build, 'start', 'cmd'));
  return [
    configuration({ platform: 'unknown', kind: 'container', at: build.at, plan: 'nixpacks', serves: 'unknown', run }),
  ];
}

function readOld(project: Project, file: string, nixpacks: Tree | undefined): PlatformReading {
  const opened = open(
    project,
    file,
    file.endsWith('.toml') ? readToml : (content, name) => readJson(content, name, 'relaxed'),
  );
  const root = opened?.documents[0];
  if (root === undefined) return { configurations: [], unknowns: opened?.unknowns ?? [] };
  const deploy = child(root, 'deploy');
  const run = commandOf(child(deploy, 'startCommand')) ?? commandOf(child(nixpacks, 'start', 'cmd'));
  const regions = child(deploy, 'multiRegionConfig') ?? child(deploy, 'regions');
  const at = (deploy ?? child(root, 'build') ?? root).at;
  const found = configuration({
    platform: 'railway',
    kind: child(deploy, 'cronSchedule') === undefined ? 'fixed' : 'scheduled',
    at,
    serves: served(run),
    run,
    build: commandOf(child(root, 'build', 'buildCommand')),
    region: named(child(deploy, 'region')) ?? firstRegion(regions),
    environment: unique(keys(child(nixpacks, 'variables'))),
    healthCheck: pathOf(child(deploy, 'healthcheckPath')),
    count: replicas(child(deploy, 'numReplicas'), regions),
    size: {
      cpu: declared(child(deploy, 'limitOverride', 'containers', 'cpu')),
      memory: declared(child(deploy, 'limitOverride', 'containers', 'memoryBytes')),
    },
    notes: [deprecated(at)],
  });
  return { configurations: [found], unknowns: [] };
}

/** Fact A099: the format stops being read on 1 December 2026. */
function deprecated(at: Location): Statement {
  return {
    message: message('hosting.railway-file-deprecated', { at, date: '2026-12-01' }),
    source: { provenance: 'documented', at, fact: 'A099', date: '2026-08-21', confidence: 'official' },
  };
}

function readProgram(project: Project): PlatformReading {
  const content = project.read(PROGRAM);
  if (content === undefined) return { configurations: [], unknowns: [] };
  const reading = readCalls(content, PROGRAM, CALLEES);
  if (!reading.ok) {
    const at = { file: PROGRAM, line: reading.line };
    return { configurations: [], unknowns: [{ message: message('hosting.malformed', { at }), at }] };
  }
  const databases = reading.calls.flatMap(({ callee, line }) => {
    const engine = DATABASES[callee];
    return engine === undefined ? [] : [{ engine, at: { file: PROGRAM, line } }];
  });
  const services = reading.calls.filter(({ callee }) => callee === 'service');
  return {
    configurations: services.map((call) => readService(call, databases)),
    unknowns: services.flatMap(({ computed }) =>
      computed.filter(({ key }) => key === 'replicas').map(({ line }) => computedReplicas(line)),
    ),
  };
}

function computedReplicas(line: number): Unknown {
  const at = { file: PROGRAM, line };
  return { message: message('hosting.computed-value', { key: 'replicas', at }), at };
}

function readService(call: LiteralCall, databases: HostingConfiguration['databases']): ReadConfiguration {
  const options = call.arguments[1];
  const build = child(options, 'build');
  const run = commandOf(child(options, 'start') ?? child(options, 'deploy', 'startCommand'));
  const counts = child(options, 'replicas') ?? child(options, 'deploy', 'replicas');
  const perRegion = counts?.kind === 'table' ? counts : undefined;
  return configuration({
    platform: 'railway',
    kind: 'fixed',
    at: { file: PROGRAM, line: call.line },
    service: text(call.arguments[0]),
    serves: served(run),
    run,
    build: commandOf(build?.kind === 'scalar' ? build : child(build, 'buildCommand')),
    region: named(child(options, 'region')) ?? firstRegion(perRegion),
    environment: unique(keys(child(options, 'env'))),
    healthCheck: pathOf(child(options, 'healthcheck') ?? child(options, 'deploy', 'healthcheckPath')),
    count: replicas(perRegion === undefined ? counts : undefined, perRegion),
    databases,
  });
}

function served(run: HostingConfiguration['run']): HostingConfiguration['serves'] {
  if (run === undefined) return 'back end';
  const started = startedBy(run.command);
  return started === 'static files' ? 'front end' : started === 'other language' ? 'unknown' : 'back end';
}

function firstRegion(regions: Tree | undefined): HostingConfiguration['region'] {
  const [name, tree] = entries(regions)[0] ?? [];
  return name === undefined || tree === undefined ? undefined : { name, at: tree.at };
}

/** A number of replicas, or one per region: they add up. */
function replicas(single: Tree | undefined, regions: Tree | undefined): ReadConfiguration['count'] {
  const each = entries(regions).map(([, tree]) => numeric(tree) ?? numeric(child(tree, 'numReplicas')) ?? 1);
  const total = each.length === 0 ? undefined : each.reduce((sum, one) => sum + one, 0);
  const count =
    declared(single) ?? (total === undefined || regions === undefined ? undefined : declaredAt(total, regions.at));
  return { minimum: count, maximum: count };
}
