import { runtime } from '../facts/runtime/index.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Middleware, SessionUse, Setting, Stack } from '../model/inventory.ts';
import type { Known } from '../model/knowledge.ts';
import { walk } from '../model/program.ts';
import type { Settings } from '../model/settings.ts';
import type { Location, Source } from '../model/source.ts';
import { sourceOf } from './figures.ts';
import { type Dependency, type Entry, type Manifest, nodeOn } from './manifest.ts';
import type { Project } from './project.ts';
import { type Found, findNumber } from './search.ts';
import type { ServerReading } from './server/index.ts';
import { mayServe } from './serving-files.ts';

/** Packages that keep or read sessions on a server. */
const SESSION_PACKAGES =
  /^(?:express-session|cookie-session|connect-(?:pg-simple|redis|mongo|session-sequelize)|memorystore|session-file-store|express-mysql-session|passport|passport-[\w-]+|koa-session|koa-passport|@fastify\/(?:session|secure-session|passport)|iron-session)$/;
/** Packages that need `passport` beside them and import it themselves. */
const PASSPORT_WRAPPERS = /(?:^@nestjs\/|koa-)passport$/;
/** Where the size of the thread pool may be set. */
const THREADS = /\bUV_THREADPOOL_SIZE['"]?\s*[=:]\s*['"]?(\d+)/;
const REQUEST_TIMEOUT = /\.(?:requestTimeout|setTimeout)\s*(?:=\s*|\(\s*)(\d[\d_]*)/;

/** The server's stack: what the code says, and the runtime's defaults where nothing does. */
export function describeStack(
  project: Project,
  manifest: Manifest,
  entry: Entry,
  server: ServerReading,
  deployment: Deployment,
  settings: Settings = {},
): Stack {
  const run = deployment.chosen?.run ?? scriptNamed(manifest, 'start');
  const build = deployment.chosen?.build ?? scriptNamed(manifest, 'build');
  return {
    framework: framework(manifest, entry, server),
    node:
      settings.node === undefined
        ? nodeOn(project, manifest, deployment.platform)
        : { value: settings.node, source: { provenance: 'declared', reason: 'reason.configured' } },
    language: /\.[cm]?tsx?$/.test(entry.file) ? 'typescript' : 'javascript',
    ...(run === undefined ? {} : { run }),
    ...(build === undefined ? {} : { build }),
    middleware: crossedByRoutes(server),
    sessions: sessionUse(project, manifest, server),
    ...(server.bodyLimit === undefined ? {} : { bodyLimit: server.bodyLimit }),
    requestTimeout: server.requestTimeout ?? requestTimeout(project, entry),
    processes: processes(project, manifest, server, deployment),
    threads: threads(project, manifest, entry),
    logging: server.logging,
    protections: server.protections,
  };
}

/** Session packages in the manifest that nothing imports, told apart from the sessions in use. */
function sessionUse(project: Project, manifest: Manifest, server: ServerReading): SessionUse {
  const imported = Object.keys(server.importedPackages);
  const wrapped = imported.some((name) => PASSPORT_WRAPPERS.test(name));
  const isUnused = ({ name, kind }: Dependency): boolean =>
    kind !== 'development' &&
    SESSION_PACKAGES.test(name) &&
    !imported.includes(name) &&
    !(wrapped && name === 'passport');
  const unused = manifest.dependencies.filter(isUnused);
  const elsewhere = new Set(unused.length === 0 ? [] : namedIn(project, unused));
  const unusedPackages = unused.filter(({ name }) => !elsewhere.has(name)).map(({ name, at }) => ({ name, at }));
  return { ...server.sessions, unusedPackages };
}

/** Those that a file imports, of the server or of what it loads without naming it (plugins found by their folder). */
function namedIn(project: Project, packages: readonly Dependency[]): readonly string[] {
  const texts = project.files.filter(mayServe).map((file) => project.read(file) ?? '');
  return packages.flatMap(({ name }) =>
    texts.some((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`)) ? [name] : [],
  );
}

/** Routes that answer whatever no other route took: the files and pages of a site. */
const CATCH_ALL = /^\/?(?:\*|\{\*|:\w+\*|\(\.\*\))/;

/** What requests to the API cross, in order. Registered after the routes, a function only serves what no route took: files, pages, errors. */
function crossedByRoutes({ middleware, routes }: ServerReading): readonly Middleware[] {
  const place = ({ at }: { readonly at: Location }): string => `${at.file}:${at.line}`;
  const crossed = new Set<string>();
  for (const route of routes.filter(({ path }) => !CATCH_ALL.test(path))) {
    for (const step of walk(route.program)) {
      if (step.kind === 'cpu' && step.work === 'middleware') crossed.add(place(step));
    }
  }
  return middleware.filter((each) => crossed.has(place(each)));
}

function scriptNamed(manifest: Manifest, name: string): Stack['run'] {
  const script = manifest.scripts.find((each) => each.name === name);
  return script === undefined ? undefined : { command: script.command, at: script.at };
}

/** The framework with its version, placed at its line in package.json; plain `node:http` when the code uses none. */
function framework(manifest: Manifest, entry: Entry, server: ServerReading): Stack['framework'] {
  const name = server.framework?.name ?? 'node:http';
  const declared = manifest.dependencies.find((each) => each.name === name);
  const range = server.framework?.version ?? declared?.version;
  const version = range === undefined ? undefined : readableVersion(range);
  return {
    name,
    ...(version === undefined ? {} : { version }),
    at: declared?.at ?? server.framework?.at ?? entry.at,
  };
}

/** `4.21.2` of `^4.21.2`: the version that the range starts from, whose major is the range's. Any other text (`latest`, an address) as it is. */
function readableVersion(range: string): string {
  return /^(?:npm:[^@]+@)?\s*(?:[\^~=v]|>=)*\s*v?(\d+(?:\.\d+)*(?:-[\w.]+)?)/.exec(range)?.[1] ?? range;
}

function requestTimeout(project: Project, entry: Entry): Setting<number> {
  const found = findNumber(project, [entry.file], REQUEST_TIMEOUT);
  if (found === undefined) return documented(runtime.requestTimeout);
  return { value: found.value / 1000, source: declaredAt(found.at) };
}

/** libuv's threads. The variable works wherever it is set before the first use: scripts, containers, environment files, the entry itself. */
function threads(project: Project, manifest: Manifest, entry: Entry): Setting<number> {
  const files = project.files.filter((file) =>
    /(^|\/)(Dockerfile[\w.]*|\.env(\.\w+)*|\.replit|render\.yaml|fly\.toml|app\.ya?ml|ecosystem\.config\.[cm]?js|Procfile)$/.test(
      file,
    ),
  );
  const found = findNumber(project, [entry.file, manifest.at.file, ...files], THREADS);
  return found === undefined ? documented(runtime.threads) : { value: found.value, source: declaredAt(found.at) };
}

/** Processes of one instance: one, unless a process manager or the code starts one per processor. */
function processes(
  project: Project,
  manifest: Manifest,
  server: ServerReading,
  deployment: Deployment,
): Setting<number> {
  const perProcessor = Math.max(1, Math.round(deployment.machine.cpu.typical));
  const started = processManager(project, manifest, deployment);
  if (started !== undefined)
    return { value: started.value === 0 ? perProcessor : started.value, source: declaredAt(started.at) };
  const cluster = server.clustering?.at;
  if (cluster !== undefined)
    return { value: perProcessor, source: { ...declaredAt(cluster), reason: 'reason.cluster' } };
  return { value: 1, source: { provenance: 'documented', reason: 'reason.single-process' } };
}

/** Instances asked of PM2, on its command line or in its file; 0 for one per processor. */
function processManager(project: Project, manifest: Manifest, deployment: Deployment): Found | undefined {
  const commands = [deployment.chosen?.run, scriptNamed(manifest, 'start')].filter((each) => each !== undefined);
  for (const { command, at } of commands) {
    const asked = /\bpm2(?:-runtime)?\b.*\s(?:-i|--instances)[\s=](max|\d+)/.exec(command)?.[1];
    if (asked !== undefined) return { value: asked === 'max' ? 0 : Number(asked), at };
  }
  if (!commands.some(({ command }) => /\bpm2(?:-runtime)?\b/.test(command))) return undefined;
  const files = project.files.filter((file) => /(^|\/)(ecosystem|pm2)(\.config)?\.(c?js|json)$/.test(file));
  return findNumber(project, files, /\binstances['"]?\s*:\s*['"]?(max|\d+)/);
}

function documented(known: Known): Setting<number> {
  const fact = known.facts[0];
  const figure = runtime.figures.find((each) => each.id === fact);
  const source: Source =
    figure === undefined ? { provenance: 'documented', ...(fact === undefined ? {} : { fact }) } : sourceOf(figure);
  return { value: known.typical, source };
}

function declaredAt(at: Location): Source {
  return { provenance: 'declared', at };
}
