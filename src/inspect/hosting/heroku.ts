import type { HostingConfiguration, PlatformId } from '../../model/deployment.ts';
import type { Unknown } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import {
  child,
  entries,
  items,
  keys,
  readJson,
  readProcfile,
  readYaml,
  startedBy,
  type Tree,
  text,
} from '../located/index.ts';
import type { Project } from '../project.ts';
import { commandOf, configuration, declared, open, type PlatformReading, unique } from './configuration.ts';
import { engineOf } from './engine.ts';

/** The Procfile family: Heroku, Scalingo and Clever Cloud. Other files beside the Procfile say which; else it stays unknown. */
export function readProcfileFamily(project: Project): PlatformReading {
  const types = readProcfile(project.read('Procfile') ?? '', 'Procfile');
  const web = types.get('web');
  const app = open(project, 'app.json', readJson);
  const scalingo = open(project, 'scalingo.json', readJson);
  const container = open(project, 'heroku.yml', readYaml);
  const clever = openClever(project);
  const unknowns: Unknown[] = [app, scalingo, container, clever].flatMap((file) => file?.unknowns ?? []);
  const appJson = scalingo?.documents[0] ?? app?.documents[0];
  const told = whichPlatform(project, appJson, scalingo !== undefined, container?.documents[0], clever?.file);
  const platform = told?.platform ?? 'heroku';
  const at = told?.at ?? web?.at;
  if (at === undefined || (web === undefined && told === undefined)) return { configurations: [], unknowns };
  if (told === undefined) unknowns.push({ message: message('hosting.procfile-family', { at }), at });
  const run = web ?? commandOf(child(container?.documents[0], 'run', 'web'));
  const formation = child(appJson, 'formation', 'web');
  const quantity = declared(child(formation, 'quantity') ?? child(formation, 'amount'));
  const found = configuration({
    platform,
    kind: 'fixed',
    at: child(formation, 'size')?.at ?? at,
    plan: text(child(formation, 'size')),
    serves: run !== undefined && startedBy(run.command) === 'static files' ? 'front end' : 'back end',
    run,
    modules: buildpacks(appJson),
    environment: unique(keys(child(appJson, 'env'))),
    count: { minimum: quantity, maximum: quantity },
    databases: addons(appJson),
  });
  return { configurations: [found], unknowns };
}

interface Clever {
  readonly file: string;
  readonly unknowns: readonly Unknown[];
}

function openClever(project: Project): Clever | undefined {
  const file = project.files.find((path) => path === '.clever.json' || /^clevercloud\/[^/]+\.json$/.test(path));
  if (file === undefined) return undefined;
  return { file, unknowns: open(project, file, readJson)?.unknowns ?? [] };
}

interface Told {
  readonly platform: PlatformId;
  readonly at: Location;
}

function whichPlatform(
  project: Project,
  appJson: Tree | undefined,
  isScalingo: boolean,
  container: Tree | undefined,
  cleverFile: string | undefined,
): Told | undefined {
  if (isScalingo && appJson !== undefined) return { platform: 'scalingo', at: appJson.at };
  if (cleverFile !== undefined) return { platform: 'clever-cloud', at: { file: cleverFile, line: 1 } };
  if (container !== undefined) return { platform: 'heroku', at: container.at };
  const sign = ['formation', 'buildpacks', 'addons', 'stack']
    .map((key) => child(appJson, key))
    .find((tree) => tree !== undefined);
  if (sign !== undefined) return { platform: 'heroku', at: sign.at };
  return postbuild(project);
}

/** `heroku-postbuild` in package.json is run by that platform alone. */
function postbuild(project: Project): Told | undefined {
  const manifest = open(project, 'package.json', readJson)?.documents[0];
  for (const [script, tree] of entries(child(manifest, 'scripts'))) {
    const platform = /^(heroku|scalingo)-(?:pre|post)build$/.exec(script)?.[1];
    if (platform === 'heroku' || platform === 'scalingo') return { platform, at: tree.at };
  }
  return undefined;
}

function buildpacks(appJson: Tree | undefined): HostingConfiguration['modules'] {
  return items(child(appJson, 'buildpacks')).flatMap((buildpack) => {
    const name = text(child(buildpack, 'url'));
    return name === undefined ? [] : [{ name, at: buildpack.at }];
  });
}

function addons(appJson: Tree | undefined): HostingConfiguration['databases'] {
  return items(child(appJson, 'addons')).flatMap((addon) => {
    const [name = '', plan] = (text(child(addon, 'plan')) ?? text(addon) ?? '').split(':');
    const engine = engineOf(name);
    if (engine === undefined) return [];
    return [plan === undefined ? { engine, at: addon.at } : { engine, plan, at: addon.at }];
  });
}
