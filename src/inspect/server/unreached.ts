import type { DeclaredRoute, Method } from '../../model/inventory.ts';
import type { Machine } from '../evaluate/index.ts';
import { mayServe } from '../serving-files.ts';
import type { Registration } from './routes.ts';

/** `router.get('/path', …)`: the receiver, the verb, the path as written. */
const DECLARED =
  /\b(app|application|server|fastify|router|\w*Router|\w+App|routes?)\s*\.\s*(get|post|put|patch|delete|options|head|query|all)\s*\(\s*(['"`])(\/[^'"`\n$]*)\3\s*,/g;

/** What all of them hold: the pattern above is slow on files that have none. */
const PATH = /['"`]\//;

const COMMENTED = /^\s*(?:\/\/|\*|\/\*)/;

/** A project of so few routes that they may be those of another of its programs. */
const FEW_ROUTES = 10;
const MOST_READ = 2000;

interface Text {
  readonly path: string;
  readonly text: string;
}

/**
 * Routes that no request reaches: on routers attached to nothing (`aside`), in functions that nothing calls, and, where files are loaded under names
 * that could not be read or where few routes were found (`found`), in the files of the project that were not read. The last two are told by how they
 * are written, with the path that they have there.
 */
export function listUnreached(
  machine: Machine,
  aside: readonly Registration[],
  found: number,
): readonly DeclaredRoute[] {
  const routes = new Map<string, DeclaredRoute>();
  const add = (route: DeclaredRoute): void => {
    const key = `${route.at.file}:${route.at.line} ${route.method}`;
    if (!routes.has(key)) routes.set(key, route);
  };
  for (const { method, path, at } of aside) add({ method, path, at });
  const registered = new Set(machine.routers.flatMap(({ layers }) => layers.map(({ at }) => `${at.file}:${at.line}`)));
  for (const text of [...filesRead(machine), ...filesLeft(machine, found)])
    for (const route of declaredIn(text)) if (!registered.has(`${route.at.file}:${route.at.line}`)) add(route);
  return [...routes.values()].sort((a, b) =>
    a.at.file === b.at.file ? a.at.line - b.at.line : a.at.file < b.at.file ? -1 : 1,
  );
}

function filesRead(machine: Machine): readonly Text[] {
  return [...machine.modules.values()].flatMap(({ file }) => file ?? []);
}

/** Files that were not read, of the package of those that were. */
function filesLeft({ modules, project, unknowns }: Machine, found: number): readonly Text[] {
  const blind = unknowns.some(({ message }) => message.key === 'unknown.dynamic-import');
  if (!blind && found >= FEW_ROUTES) return [];
  const read = [...modules.keys()];
  const roots = project.files
    .filter((file) => /(^|\/)package\.json$/.test(file))
    .map((file) => file.slice(0, -'package.json'.length))
    .sort((a, b) => b.length - a.length);
  const rootOf = (file: string): string => roots.find((root) => file.startsWith(root)) ?? '';
  const own = new Set(read.map(rootOf));
  return project.files
    .filter((file) => mayServe(file) && !modules.has(file) && own.has(rootOf(file)))
    .slice(0, MOST_READ)
    .flatMap((path) => {
      const text = project.read(path);
      return text === undefined ? [] : [{ path, text }];
    });
}

function declaredIn({ path: file, text }: Text): readonly DeclaredRoute[] {
  if (!PATH.test(text)) return [];
  return [...text.matchAll(DECLARED)].flatMap((match) => {
    const [whole, , verb = '', , path = ''] = match;
    const start = text.lastIndexOf('\n', match.index) + 1;
    if (COMMENTED.test(text.slice(start, match.index + 1))) return [];
    const line = text.slice(0, match.index + whole.indexOf(verb, whole.indexOf('.'))).split('\n').length;
    return [{ method: verb.toUpperCase() as Method, path, at: { file, line } }];
  });
}
