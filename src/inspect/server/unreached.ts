import type { DeclaredRoute, Method } from '../../model/inventory.ts';
import type { Machine } from '../evaluate/index.ts';
import type { Registration } from './routes.ts';

/** `router.get('/path', …)`: the receiver, the verb, the path as written. */
const DECLARED =
  /\b(app|application|server|fastify|router|\w*Router|\w+App|routes?)\s*\.\s*(get|post|put|patch|delete|options|head|query|all)\s*\(\s*(['"`])(\/[^'"`\n$]*)\3\s*,/g;

/** What all of them hold: the pattern above is slow on files that have none. */
const PATH = /['"`]\//;

const COMMENTED = /^\s*(?:\/\/|\*|\/\*)/;

/**
 * Routes that the files read declare and no request reaches: on routers attached to nothing (`aside`), or in functions that nothing calls.
 * The second ones are told by how they are written, with the path that they have there.
 */
export function listUnreached(machine: Machine, aside: readonly Registration[]): readonly DeclaredRoute[] {
  const found = new Map<string, DeclaredRoute>();
  const add = (route: DeclaredRoute): void => {
    const key = `${route.at.file}:${route.at.line} ${route.method}`;
    if (!found.has(key)) found.set(key, route);
  };
  for (const { method, path, at } of aside) add({ method, path, at });
  const registered = new Set(machine.routers.flatMap(({ layers }) => layers.map(({ at }) => `${at.file}:${at.line}`)));
  for (const { file } of machine.modules.values()) {
    if (file === undefined || !PATH.test(file.text)) continue;
    for (const match of file.text.matchAll(DECLARED)) {
      const [whole, , verb = '', , path = ''] = match;
      const at = file.at(match.index + whole.indexOf(verb, whole.indexOf('.')));
      const start = file.text.lastIndexOf('\n', match.index) + 1;
      if (registered.has(`${at.file}:${at.line}`) || COMMENTED.test(file.text.slice(start, match.index + 1))) continue;
      add({ method: verb.toUpperCase() as Method, path, at });
    }
  }
  return [...found.values()].sort((a, b) =>
    a.at.file === b.at.file ? a.at.line - b.at.line : a.at.file < b.at.file ? -1 : 1,
  );
}
