import type { Unknown } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import { child, entries, items, numeric, readJson, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';
import {
  commandOf,
  configuration,
  declared,
  declaredAt,
  open,
  type PlatformReading,
  type ReadConfiguration,
  unique,
  variableNames,
} from './configuration.ts';
import { elsewhere } from './proxy.ts';

const MEBIBYTE = 1024 ** 2;
/** Frameworks whose pages or routes run as functions on Vercel. */
const SERVER_FRAMEWORKS = new Set([
  'nextjs',
  'remix',
  'nuxtjs',
  'sveltekit',
  'sveltekit-1',
  'express',
  'hono',
  'nestjs',
  'fastify',
  'blitzjs',
  'redwoodjs',
  'tanstack-start',
  'react-router',
  'solidstart',
  'astro',
]);

/** Vercel: `vercel.json`. Rewrites to files serve a front end; functions, server builds or an `api/` folder serve a back end. */
export function readVercel(project: Project): PlatformReading {
  const files = project.files.filter((path) => /^(?:[^/]+\/){0,2}(?:vercel|now)\.json$/.test(path));
  const opened = files.flatMap((file) => {
    const one = open(project, file, (content, name) => readJson(content, name, 'relaxed'));
    return one === undefined ? [] : [{ file, ...one }];
  });
  const unknowns: Unknown[] = opened.flatMap((one) => one.unknowns);
  const configurations = opened.flatMap(({ file, documents }) =>
    documents.flatMap((root) => read(project, file, root)),
  );
  return { configurations, unknowns };
}

function read(project: Project, file: string, root: Tree): readonly ReadConfiguration[] {
  const sign = functionSign(project, file, root);
  const rules = [...items(child(root, 'rewrites')), ...items(child(root, 'routes'))];
  const targets = rules.flatMap((rule) => child(rule, 'destination') ?? child(rule, 'dest') ?? []);
  const first =
    child(root, 'rewrites') ??
    child(root, 'routes') ??
    child(root, 'redirects') ??
    child(root, 'outputDirectory') ??
    root;
  const at = sign?.at ?? first.at;
  const own = configuration({
    platform: 'vercel',
    kind: sign === undefined ? 'static' : 'functions',
    at,
    serves: sign === undefined ? 'front end' : 'back end',
    build: commandOf(child(root, 'buildCommand')),
    region: regionOf(root),
    environment: unique([
      ...variableNames(tableOnly(child(root, 'env'))),
      ...variableNames(tableOnly(child(root, 'build', 'env'))),
    ]),
    ...functionSize(root),
    notes:
      sign === undefined
        ? [
            {
              message: message('hosting.static-rewrites-only', { at, platform: 'vercel' }),
              source: { provenance: 'declared', at },
            },
          ]
        : [
            {
              message: message('hosting.runs-functions', { at, platform: 'vercel' }),
              source: { provenance: 'declared', at },
            },
          ],
  });
  return [own, ...elsewhere(targets)];
}

function tableOnly(tree: Tree | undefined): Tree | undefined {
  return tree?.kind === 'table' ? tree : undefined;
}

function regionOf(root: Tree): ReadConfiguration['region'] {
  const region = items(child(root, 'regions'))[0];
  const name = text(region);
  return name === undefined || region === undefined ? undefined : { name, at: region.at };
}

/** The line that makes it run code: functions, a server build, a server framework, or files under `api/`. */
function functionSign(
  project: Project,
  file: string,
  root: Tree,
): { readonly at: ReadConfiguration['at'] } | undefined {
  const functions = child(root, 'functions');
  if (functions !== undefined && entries(functions).length > 0) return functions;
  const build = items(child(root, 'builds')).find((one) =>
    /@(?:vercel|now)\/(?:node|next|remix)/.test(text(child(one, 'use')) ?? ''),
  );
  if (build !== undefined) return build;
  const framework = child(root, 'framework');
  if (SERVER_FRAMEWORKS.has(text(framework) ?? '')) return framework;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const inApi = project.files.find((path) => path.startsWith(`${folder}api/`) && /\.(?:[cm]?[jt]s)$/.test(path));
  const ownPackage = project.has(`${folder}api/package.json`);
  return inApi === undefined || ownPackage ? undefined : { at: { file: inApi, line: 1 } };
}

function functionSize(root: Tree): Pick<ReadConfiguration, 'size' | 'requestTimeout'> {
  const all = entries(child(root, 'functions')).map(([, tree]) => tree);
  const memory = all.map((one) => child(one, 'memory')).find((tree) => numeric(tree) !== undefined);
  const durations = all.flatMap((one) => child(one, 'maxDuration') ?? []).filter((tree) => numeric(tree) !== undefined);
  const longest = durations.sort((a, b) => (numeric(b) ?? 0) - (numeric(a) ?? 0))[0];
  const timeout = longest === undefined ? undefined : declaredAt(numeric(longest) ?? 0, longest.at);
  return {
    size: { memory: declared(memory, MEBIBYTE) },
    ...(timeout === undefined ? {} : { requestTimeout: timeout }),
  };
}
