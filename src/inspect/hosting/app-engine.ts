import { child, items, readYaml, startedBy, type Tree, text } from '../located/index.ts';
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
import { cpuOf, memoryOf } from './quantity.ts';

/** Google App Engine: an `app.yaml` that names a `runtime`. */
export function readAppEngine(project: Project): PlatformReading {
  const files = project.files.filter((file) => /^(?:[^/]+\/){0,2}app(?:[.-][\w-]+)?\.ya?ml$/.test(file));
  const opened = files.flatMap((file) => open(project, file, readYaml) ?? []);
  return {
    configurations: opened.flatMap(({ documents }) => documents.flatMap((root) => read(root) ?? [])),
    unknowns: opened.flatMap(({ unknowns }) => unknowns),
  };
}

function read(root: Tree): ReadConfiguration | undefined {
  const runtime = child(root, 'runtime');
  if (runtime === undefined) return undefined;
  const size = child(root, 'instance_class');
  const automatic = child(root, 'automatic_scaling');
  const manual = declared(child(root, 'manual_scaling', 'instances'));
  const basic = child(root, 'basic_scaling');
  const run = commandOf(child(root, 'entrypoint'));
  return configuration({
    platform: 'app-engine',
    kind: manual === undefined ? 'autoscale' : 'fixed',
    at: (size ?? runtime).at,
    plan: text(size),
    serves: served(root, run?.command),
    run,
    modules: [{ name: text(runtime) ?? '', at: runtime.at }],
    environment: unique(variableNames(child(root, 'env_variables'))),
    size: {
      cpu: cpuOf(child(root, 'resources', 'cpu')),
      memory: memoryOf(child(root, 'resources', 'memory_gb'), 'binary', 1024 ** 3),
    },
    count: {
      minimum: manual ?? declared(child(automatic, 'min_instances') ?? child(automatic, 'min_num_instances')),
      maximum:
        manual ??
        declared(
          child(automatic, 'max_instances') ?? child(automatic, 'max_num_instances') ?? child(basic, 'max_instances'),
        ),
    },
    concurrency: declared(child(automatic, 'max_concurrent_requests')),
  });
}

function served(root: Tree, run: string | undefined): ReadConfiguration['serves'] {
  const handlers = items(child(root, 'handlers'));
  const isFile = (one: Tree): boolean =>
    child(one, 'static_dir') !== undefined || child(one, 'static_files') !== undefined;
  if (handlers.length > 0 && handlers.every(isFile)) return 'front end';
  if (run !== undefined && startedBy(run) === 'static files') return 'front end';
  const node = /^(?:nodejs|custom)/.test(text(child(root, 'runtime')) ?? '') || text(child(root, 'env')) === 'flex';
  return node ? 'back end' : 'unknown';
}
