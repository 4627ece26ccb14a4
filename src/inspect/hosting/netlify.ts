import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import { child, entries, items, readToml, type Tree, text } from '../located/index.ts';
import type { Project } from '../project.ts';
import { commandOf, configuration, open, type PlatformReading, unique, variableNames } from './configuration.ts';
import { elsewhere } from './proxy.ts';

/** Netlify: `netlify.toml`. A published folder serves a front end; a folder of functions serves a back end. */
export function readNetlify(project: Project): PlatformReading {
  const files = project.files.filter((file) => /^(?:[^/]+\/){0,2}netlify\.toml$/.test(file));
  const opened = files.flatMap((file) => {
    const one = open(project, file, readToml);
    return one === undefined ? [] : [{ file, ...one }];
  });
  const configurations = opened.flatMap(({ file, documents }) =>
    documents.flatMap((root) => {
      const targets = items(child(root, 'redirects')).flatMap((rule) => child(rule, 'to') ?? []);
      const sign = functionSign(project, file, root);
      const at = sign ?? (child(root, 'build', 'publish') ?? child(root, 'build') ?? root).at;
      const key = sign === undefined ? 'hosting.static-rewrites-only' : 'hosting.runs-functions';
      const own = configuration({
        platform: 'netlify',
        kind: sign === undefined ? 'static' : 'functions',
        at,
        serves: sign === undefined ? 'front end' : 'back end',
        build: commandOf(child(root, 'build', 'command')),
        environment: environment(root),
        notes: [{ message: message(key, { at, platform: 'netlify' }), source: { provenance: 'declared', at } }],
      });
      return [own, ...elsewhere(targets)];
    }),
  );
  return { configurations, unknowns: opened.flatMap(({ unknowns }) => unknowns) };
}

/** The line that makes it run code: a folder of functions that holds some, or a rewrite to one. */
function functionSign(project: Project, file: string, root: Tree): Location | undefined {
  const base = file.slice(0, file.lastIndexOf('/') + 1);
  const declared = child(root, 'functions', 'directory') ?? child(root, 'build', 'functions');
  const rewrite = items(child(root, 'redirects')).find((rule) =>
    text(child(rule, 'to'))?.startsWith('/.netlify/functions'),
  );
  const folder = `${base}${(text(declared) ?? 'netlify/functions').replace(/^\.?\//, '').replace(/\/$/, '')}/`;
  const held = project.files.find((path) => path.startsWith(folder) && /\.[cm]?[jt]s$/.test(path));
  if (held === undefined) return rewrite?.at;
  return declared?.at ?? rewrite?.at ?? { file: held, line: 1 };
}

function environment(root: Tree): readonly string[] {
  const contexts = entries(child(root, 'context')).map(([, context]) => child(context, 'environment'));
  const tables = [child(root, 'build', 'environment'), ...contexts].filter((table) => table?.kind === 'table');
  return unique(tables.flatMap(variableNames));
}
