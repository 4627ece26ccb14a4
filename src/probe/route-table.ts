/** A route as a template knows it. */
export interface RouteTemplate {
  /** The label of its requests. */
  readonly id: string;
  /** `GET`…, or `ALL`. */
  readonly method: string;
  /** `/api/members/:id`, in the syntax of its framework. */
  readonly path: string;
}

export interface RouteTable {
  /** The identifier of the route that answers; `exact` leaves out those that take any path. */
  readonly match: (method: string, url: string, exact: boolean) => string | undefined;
}

interface Entry {
  readonly id: string;
  readonly method: string;
  readonly order: number;
}

interface Node {
  readonly words: Map<string, Node>;
  /** Segments that hold more than one parameter: `:name.:extension`. */
  readonly patterns: { readonly pattern: RegExp; readonly node: Node }[];
  any: Node | undefined;
  readonly entries: Entry[];
  readonly tails: Entry[];
}

/** Compiles templates; of several that match, the first registered answers, as in the routers. */
export function compileRoutes(routes: readonly RouteTemplate[]): RouteTable {
  const exactly = newNode();
  const lowered = newNode();
  routes.forEach(({ id, method, path }, order) => {
    for (const template of expand(path)) {
      insert(exactly, template, { id, method, order }, false);
      insert(lowered, template, { id, method, order }, true);
    }
  });
  return {
    match(method, url, exact) {
      const path = pathOf(url);
      const found = search(exactly, path, method, true);
      if (found !== undefined) return found.id;
      const low = path.toLowerCase();
      const alike = low === path ? undefined : search(lowered, low, method, true);
      if (alike !== undefined || exact) return alike?.id;
      return search(exactly, path, method, false)?.id ?? search(lowered, low, method, false)?.id;
    },
  };
}

/** The path of a request's target, without its query, its closing slash, or the origin that a proxy writes. */
export function pathOf(url: string): string {
  let path = url;
  const query = path.indexOf('?');
  if (query >= 0) path = path.slice(0, query);
  if (path.charCodeAt(0) !== 47 && path.includes('://')) path = path.slice(path.indexOf('/', path.indexOf('://') + 3));
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function newNode(): Node {
  return { words: new Map(), patterns: [], any: undefined, entries: [], tails: [] };
}

/** Optional parts are there, or not: `/:id?`, `{/:id}`. */
function expand(path: string): readonly string[] {
  const group = /\{([^{}]*)\}/.exec(path);
  if (group !== null) return [...expand(path.replace(group[0], group[1] ?? '')), ...expand(path.replace(group[0], ''))];
  const optional = /\/:\w+(?:\([^)]*\))?\?(?=\/|$)/.exec(path);
  if (optional === null) return [path];
  return [...expand(path.replace(optional[0], optional[0].slice(0, -1))), ...expand(path.replace(optional[0], ''))];
}

function insert(root: Node, path: string, entry: Entry, isLowered: boolean): void {
  let node = root;
  for (const segment of path.split('/').filter((part) => part !== '')) {
    if (/^(?:\*.*|\(\.\*\)|:\w+[*+]|:\w+\(\.[*+]\))$/.test(segment)) {
      node.tails.push(entry);
      return;
    }
    node = child(node, segment, isLowered);
  }
  node.entries.push(entry);
}

function child(node: Node, segment: string, isLowered: boolean): Node {
  if (/^:\w+(?:\([^)]*\))?$/.test(segment)) {
    node.any ??= newNode();
    return node.any;
  }
  if (/[:*(]/.test(segment)) {
    const source = segment
      .replace(/[.+^$|[\]\\-]/g, '\\$&')
      .replace(/:\w+(?:\([^)]*\))?/g, '.+?')
      .replaceAll('*', '.*');
    const made = newNode();
    node.patterns.push({ pattern: safePattern(`^${source}$`), node: made });
    return made;
  }
  const word = isLowered ? segment.toLowerCase() : segment;
  const known = node.words.get(word) ?? newNode();
  node.words.set(word, known);
  return known;
}

/** A template that is no pattern matches nothing. */
function safePattern(source: string): RegExp {
  try {
    return new RegExp(source, 'i');
  } catch {
    return /(?!)/;
  }
}

function search(root: Node, path: string, method: string, exact: boolean): Entry | undefined {
  return visit(root, { path, method, exact }, 1, undefined);
}

interface Sought {
  readonly path: string;
  readonly method: string;
  readonly exact: boolean;
}

function visit(node: Node, sought: Sought, from: number, found: Entry | undefined): Entry | undefined {
  const { path, exact } = sought;
  let best = exact ? found : earliest(node.tails, sought, found);
  if (from >= path.length) return earliest(node.entries, sought, best);
  const slash = path.indexOf('/', from);
  const end = slash < 0 ? path.length : slash;
  const segment = path.slice(from, end);
  const word = node.words.get(segment);
  if (word !== undefined) best = visit(word, sought, end + 1, best);
  for (const { pattern, node: after } of node.patterns) {
    if (pattern.test(segment)) best = visit(after, sought, end + 1, best);
  }
  return node.any === undefined ? best : visit(node.any, sought, end + 1, best);
}

function earliest(entries: readonly Entry[], { method }: Sought, found: Entry | undefined): Entry | undefined {
  let best = found;
  for (const entry of entries) {
    if ((best === undefined || entry.order < best.order) && answers(entry, method)) best = entry;
  }
  return best;
}

function answers(entry: Entry, method: string): boolean {
  return entry.method === method || entry.method === 'ALL' || (method === 'HEAD' && entry.method === 'GET');
}
