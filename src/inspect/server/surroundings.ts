import type {
  BackgroundWork,
  Logging,
  Middleware,
  Protection,
  ProtectionKind,
  Route,
  Service,
  SessionUse,
  Setting,
} from '../../model/inventory.ts';
import { type Step, walk } from '../../model/program.ts';
import type { Location } from '../../model/source.ts';
import {
  assemble,
  externalsIn,
  type Hashes,
  type Machine,
  type RequestUnderway,
  type Value,
} from '../evaluate/index.ts';
import type { Exchange } from './conventions.ts';
import { recordMiddleware } from './programs.ts';
import type { Link } from './routes.ts';

/** Services that some program reaches, with the lines and routes that do. */
export function listServices(machine: Machine, routes: readonly Route[], others: readonly Step[]): readonly Service[] {
  const sites = new Map<string, Map<string, { at: Location; endpoint: string }>>();
  const reached = new Map<string, Set<string>>();
  const visit = (program: Step, route: string | undefined): void => {
    for (const step of walk(program)) {
      if (step.kind !== 'call') continue;
      const found = sites.get(step.service) ?? new Map<string, { at: Location; endpoint: string }>();
      sites.set(step.service, found);
      found.set(`${step.at.file}:${step.at.line}`, { at: step.at, endpoint: step.endpoint });
      const ids = reached.get(step.service) ?? new Set<string>();
      reached.set(step.service, ids);
      if (route !== undefined) ids.add(route);
    }
  };
  for (const route of routes) visit(route.program, route.id);
  for (const program of others) visit(program, undefined);
  return [...sites].map(([id, found]) => {
    const client = machine.services.get(id);
    const first = [...found.values()][0]?.at ?? { file: '', line: 1 };
    const timeout = client?.timeout;
    return {
      id,
      name: client?.name ?? id,
      kind: client?.kind ?? 'other',
      at: client?.at ?? first,
      sites: [...found.values()],
      routes: [...(reached.get(id) ?? [])],
      ...(timeout === undefined
        ? {}
        : { timeout: { value: timeout.seconds, source: { provenance: 'declared', at: timeout.at } as const } }),
    };
  });
}

export function listMiddleware(
  machine: Machine,
  exchange: Exchange,
  links: readonly Link[],
  hashes: Hashes,
): readonly Middleware[] {
  return links.map((link) => ({
    name: nameOf(link),
    at: link.at,
    ...(link.path === '' ? {} : { path: link.path }),
    program: assemble(recordMiddleware(machine, exchange, link), machine.tables, hashes).program,
  }));
}

function nameOf(link: Link): string {
  const { value } = link;
  switch (value.kind) {
    case 'native':
      return value.name;
    case 'external':
      return value.package;
    case 'function':
      return value.name === '' ? `${link.at.file}:${link.at.line}` : value.name;
    default:
      return `${link.at.file}:${link.at.line}`;
  }
}

export function listBackground(machine: Machine, hashes: Hashes): readonly BackgroundWork[] {
  return machine.background.map(({ recording, ...work }) => ({
    ...work,
    program: assemble(recording, machine.tables, hashes).program,
  }));
}

/** How requests are logged: by the project's own middleware, as the evaluated requests showed, or by a library. */
export function readLogging(machine: Machine, logs: readonly RequestUnderway['log'][]): Logging {
  const own = logs.find((log) => log.bodies) ?? logs.find((log) => log.at !== undefined);
  const library = machine.marks.get('request-log');
  const packages = ['pino-http', 'pino', 'winston', 'morgan', 'bunyan'].filter((name) => machine.imported.has(name));
  if (own?.at === undefined && library !== undefined)
    return {
      at: library.at,
      library: nameIn(library.value) ?? packages[0] ?? 'morgan',
      bodies: false,
      durations: true,
    };
  return {
    ...(own?.at === undefined ? {} : { at: own.at }),
    library: packages[0] ?? 'console',
    bodies: own?.bodies ?? false,
    durations: logs.some((log) => log.durations),
  };
}

function nameIn(value: Value | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

const STORES: readonly (readonly [string, string])[] = [
  ['connect-pg-simple', 'postgres'],
  ['connect-redis', 'redis'],
  ['connect-mongo', 'mongodb'],
  ['memorystore', 'memory'],
];

/** `express-session` and its store; in memory when the options name none. */
export function readSessions(machine: Machine): SessionUse {
  const mark = machine.marks.get('sessions');
  if (mark === undefined) {
    const cookies = machine.marks.get('cookie-sessions');
    return cookies === undefined
      ? { used: false, unusedPackages: [] }
      : { used: true, at: cookies.at, store: 'cookie', unusedPackages: [] };
  }
  const store = mark.value?.kind === 'object' ? mark.value.fields.get('store') : undefined;
  const packages = externalsIn(store, 0).map((external) => external.package);
  const known = STORES.find(([name]) => packages.includes(name));
  return {
    used: true,
    at: mark.at,
    store: store === undefined ? 'memory' : (known?.[1] ?? 'unknown'),
    unusedPackages: [],
  };
}

const KINDS: readonly ProtectionKind[] = [
  'rate-limit',
  'compression',
  'helmet',
  'health-check',
  'cors',
  'graceful-shutdown',
];

/** Protections looked for, each with the line that installs it or nothing. */
export function readProtections(machine: Machine, routes: readonly Route[]): readonly Protection[] {
  const health = routes.find(
    (route) =>
      route.method === 'GET' &&
      /^\/(?:api\/|v\d+\/)*(?:_?health(?:z|-?check)?|healthz|livez|readyz|ready|ping|status|up)\/?$/i.test(route.path),
  );
  return KINDS.map((kind) => {
    const at = kind === 'health-check' ? health?.at : machine.marks.get(kind)?.at;
    return at === undefined ? { kind } : { kind, at };
  });
}

/** Fastify's default, in bytes. */
const FASTIFY_LIMIT = 1_048_576;

/** Largest body the JSON parser takes: its `limit`, or Express's 100 kB. */
export function readBodyLimit(machine: Machine, links: readonly Link[]): Setting<number> | undefined {
  const own = machine.marks.get('body-limit');
  const bytes = own?.value?.kind === 'literal' ? parseBytes(own.value.value) : undefined;
  if (own !== undefined && bytes !== undefined)
    return {
      value: bytes,
      source:
        bytes === FASTIFY_LIMIT
          ? { provenance: 'documented', at: own.at, url: 'https://fastify.dev/docs/latest/Reference/Server/#bodylimit' }
          : { provenance: 'declared', at: own.at },
    };
  const parser = links.find((link) => link.value.kind === 'native' && link.value.name === 'express.json');
  if (parser === undefined || parser.value.kind !== 'native') return undefined;
  const options = parser.value.options?.[0];
  const limit = options?.kind === 'object' ? options.fields.get('limit') : undefined;
  if (limit?.kind === 'literal') {
    const bytes = parseBytes(limit.value);
    if (bytes !== undefined) return { value: bytes, source: { provenance: 'declared', at: parser.at } };
  }
  return {
    value: 102_400,
    source: { provenance: 'documented', at: parser.at, url: 'https://expressjs.com/en/api.html#express.json' },
  };
}

function parseBytes(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? /^([\d.]+)\s*(b|kb|mb|gb)?$/i.exec(value) : null;
  if (match === null) return undefined;
  const unit = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }[(match[2] ?? 'b').toLowerCase()] ?? 1;
  return Number(match[1]) * unit;
}

/** Seconds after which the server gives up on a request, when the code sets it on the server. */
export function readRequestTimeout(machine: Machine): Setting<number> | undefined {
  const server = machine.marks.get('server');
  if (server?.value?.kind !== 'object') return undefined;
  const value = server.value.fields.get('requestTimeout') ?? server.value.fields.get('timeout');
  if (value?.kind !== 'literal' || typeof value.value !== 'number') return undefined;
  return { value: value.value / 1000, source: { provenance: 'declared', at: server.at } };
}

/** libuv threads, when the code sets UV_THREADPOOL_SIZE. */
export function readThreads(machine: Machine): Setting<number> | undefined {
  const mark = machine.marks.get('threads');
  const count = mark?.value?.kind === 'literal' ? Number(mark.value.value) : Number.NaN;
  if (mark === undefined || !Number.isFinite(count)) return undefined;
  return { value: count, source: { provenance: 'declared', at: mark.at } };
}
