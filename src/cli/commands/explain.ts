import { inspect } from '../../inspect/index.ts';
import type { Inventory, Route } from '../../model/inventory.ts';
import { renderExplanation } from '../../report/index.ts';
import { nearest } from '../../settings/index.ts';
import { usage } from '../errors.ts';
import { emit, widthOf } from '../output.ts';
import { type Call, defineCommand } from './command.ts';
import { openedProject, PROJECT_OPTIONS } from './project.ts';

type Format = 'terminal' | 'markdown' | 'json';

/** `jauge explain "GET /path" [folder]`: one route, step by step, to hold against its source. */
export const explain = defineCommand({ options: PROJECT_OPTIONS, formats: ['terminal', 'markdown', 'json'], run });

async function run(call: Call<typeof PROJECT_OPTIONS, Format>): Promise<number> {
  const { asked, folders } = split(call.words);
  const { project, settings } = await openedProject(call, {}, folders);
  const inventory = inspect(project, settings);
  emit(call, renderExplanation(inventory, found(inventory, asked), { ...call, width: widthOf(call) }));
  return 0;
}

const METHOD = /^[a-z]+$/i;

/** `"GET /path"` in one word, or `GET /path` in two, then the folder. */
function split(words: readonly string[]): { readonly asked: string; readonly folders: readonly string[] } {
  const [first, second, ...rest] = words;
  if (first === undefined) throw usage('error.no-route-asked', {});
  if (METHOD.test(first) && second?.startsWith('/') === true && !words.includes(`${first} ${second}`))
    return { asked: `${first} ${second}`, folders: rest };
  return { asked: first, folders: words.slice(1) };
}

/** The route asked for: by its identifier, else by its path alone when one method has it. */
function found({ routes, pages = [] }: Inventory, asked: string): Route {
  const all = [...routes, ...pages];
  const wanted = asked.trim().replace(/^\S+(?= )/, (method) => method.toUpperCase());
  const exact = all.find((route) => route.id === wanted);
  if (exact !== undefined) return exact;
  const same = all.filter(
    (route) =>
      route.path === wanted || (bare(route.path) === bare(wanted.replace(/^\S+ /, '')) && isMethod(route, wanted)),
  );
  const only = same[0];
  if (same.length === 1 && only !== undefined) return only;
  if (only !== undefined) throw usage('error.route-several', { route: asked, known: same.map((route) => route.id) });
  throw unknownRoute(asked, wanted, all);
}

function isMethod(route: Route, wanted: string): boolean {
  return !wanted.includes(' ') || wanted.startsWith(`${route.method} `);
}

/** A path without the names of its parameters: `/cards/:id` and `/cards/{card}` are one, `/files/*` and `/files/:path(*)` too. */
function bare(path: string): string {
  return path.replace(/:[A-Za-z0-9_]+(\([^)]*\))?[?*]?|\{[^}]*\}|\[[^\]]*\]|\*\w*/g, ':').replace(/\/$/, '');
}

const MOST_SUGGESTED = 5;

function unknownRoute(asked: string, wanted: string, all: readonly Route[]): Error {
  const ids = all.map((route) => route.id);
  const near = nearest(wanted, ids);
  const inside = ids.filter((id) => id.toLowerCase().includes(wanted.toLowerCase()));
  const known = [...new Set([...(near === undefined ? [] : [near]), ...inside])].slice(0, MOST_SUGGESTED);
  if (known.length > 0) return usage('error.unknown-route-near', { route: asked, known });
  return usage('error.unknown-route', { route: asked });
}
