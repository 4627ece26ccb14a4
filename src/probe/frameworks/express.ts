import type { IncomingMessage } from 'node:http';
import { CONTEXT, type RequestContext } from '../context.ts';
import { type Foreign, patchMethod } from '../patch.ts';

/** What a layer remembers: the templates of its route by prefix, and that it is mounted without parameters. */
const TEMPLATES = Symbol('templates');
const PLAIN = Symbol('plain');

interface Layer {
  [TEMPLATES]?: Map<string, string>;
  [PLAIN]?: boolean;
  readonly route?: { readonly path?: unknown };
  readonly regexp?: unknown;
  readonly keys?: readonly unknown[];
  readonly path?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly rawPath?: unknown;
}
type Request = IncomingMessage & { readonly baseUrl?: string; readonly [CONTEXT]?: RequestContext };

/**
 * The routers of Express 4 and 5 tell the template of a route only at its end, and not after an error; nor do they know the template of a router
 * mounted with parameters. So their layers write down both as they are passed. In: an application, or a router with a layer.
 */
export function watchExpress(router: Foreign): void {
  const layer = router?.stack?.[0];
  if (layer === undefined) return;
  const prototype = Object.getPrototypeOf(layer);
  // Express 4, then 5.
  for (const name of ['handle_request', 'handleRequest']) {
    if (typeof prototype?.[name] === 'function') patchMethod(prototype, name, noted);
  }
}

function noted(original: (...words: Foreign[]) => Foreign) {
  return function handle(this: Layer & Foreign, request: Request, response: Foreign, next: Foreign): Foreign {
    const context = request[CONTEXT];
    if (context !== undefined) note(context, this, request.baseUrl ?? '');
    return original.call(this, request, response, next);
  };
}

function note(context: RequestContext, layer: Layer, baseUrl: string): void {
  if (layer.route !== undefined) {
    context.template = templateUnder(layer, prefixOf(context, baseUrl));
    return;
  }
  const mount = isPlain(layer) ? undefined : mountOf(layer, baseUrl);
  if (mount === undefined) return;
  const before = prefixOf(context, baseUrl.slice(0, Math.max(0, baseUrl.length - mount.path.length)));
  context.prefixTemplate = before + mount.template;
  context.prefix = baseUrl;
}

/** Prefixes come from templates: there are few. A string made once is hashed once, which is what labels cost. */
const MOST_PREFIXES = 100;

function templateUnder(layer: Layer, prefix: string): string {
  layer[TEMPLATES] ??= new Map();
  const templates = layer[TEMPLATES];
  let template = templates.get(prefix);
  if (template === undefined) {
    template = joined(prefix, written(layer.route?.path));
    if (templates.size < MOST_PREFIXES) templates.set(prefix, template);
  }
  return template;
}

/** No path, or one without parameters: Express 5.3 keeps the template, 4 its keys. */
function isPlain(layer: Layer): boolean {
  layer[PLAIN] ??=
    typeof layer.rawPath === 'string'
      ? !/[:*{]/.test(layer.rawPath)
      : layer.regexp !== undefined && layer.keys?.length === 0;
  return layer[PLAIN];
}

/** The end of the prefix that this layer took off, and its template, when it has parameters. */
function mountOf(
  { params, path, rawPath }: Layer,
  baseUrl: string,
): { readonly path: string; readonly template: string } | undefined {
  if (typeof rawPath === 'string') {
    // Express 5.3 keeps nothing of the match.
    const segments = baseUrl.split('/').slice(1 - rawPath.split('/').length);
    return { path: `/${segments.join('/')}`, template: rawPath };
  }
  if (params === undefined || path === undefined || path === '') return undefined;
  for (const _ in params) return { path, template: templateOf(path, params) };
  return undefined;
}

/** The template of the prefix under which a router runs: itself, unless a mount with parameters wrote its own. */
function prefixOf({ prefix, prefixTemplate }: RequestContext, baseUrl: string): string {
  if (prefix === '' || !baseUrl.startsWith(prefix)) return baseUrl;
  return prefixTemplate + baseUrl.slice(prefix.length);
}

function joined(prefix: string, path: string): string {
  return prefix !== '' && path === '/' ? prefix : prefix + path;
}

/** A path as the code writes it: one, several, or a pattern. */
function written(path: unknown): string {
  return Array.isArray(path) ? path.map(String).join('|') : String(path);
}

/** `/clubs/42` and `{ club: '42' }` give `/clubs/:club`; values are looked for from the end, since parameters come after words. */
function templateOf(path: string, params: Readonly<Record<string, unknown>>): string {
  const segments = path.split('/');
  for (const [name, value] of Object.entries(params).reverse()) {
    const at = segments.findLastIndex((segment) => segment === value || decoded(segment) === value);
    segments[at >= 0 ? at : segments.length - 1] = `:${name}`;
  }
  return segments.join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
