// @ts-check
// The bench of OWASP noir: small applications, each with the endpoints expected of it, written by people who never saw Jauge.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const BASE = 'spec/functional_test';
const FAMILIES = ['express', 'fastify', 'koa', 'hono', 'nestjs', 'nextjs', 'nitro', 'nuxtjs', 'http'];
/** Suites about something else than routes. */
const APART = /ai_context|exclude_path|source_lines/;

/** Why the endpoints that are not found are not: most are things that no request would reach, the others are files. */
const EXPLAINED = {
  'express GET /': 'module.exports is replaced below: nothing can call the function',
  'express GET /products': 'module.exports is replaced below: nothing can call the function',
  'express POST /products': 'module.exports is replaced below: nothing can call the function',
  'express GET /profile/:userId': 'module.exports is replaced below: nothing can call the function',
  'express_neutral_names GET /d': 'app.use(path, a, b) mounts both: Express answers GET /z/d, which is found',
  'express_prefix_issues GET /admin': 'the function that makes the router is called by nothing',
  'express_query QUERY /items': 'the router is mounted nowhere: reported as such',
  'express_spaced_methods POST /spaced-post': 'Express has no method Post: the line throws',
  'express_static_monorepo GET /assets/app-only.txt': 'a file served by express.static, not a route',
  'fastify_route_config_callees PUT /users/:userId': 'Fastify knows `method`, not `methods`: it refuses the route',
  'fastify_route_config_callees PATCH /users/:userId': 'Fastify knows `method`, not `methods`: it refuses the route',
  'fastify_route_config PUT /users/:userId': 'Fastify knows `method`, not `methods`: it refuses the route',
  'fastify_route_config PATCH /users/:userId': 'Fastify knows `method`, not `methods`: it refuses the route',
  'fastify GET /assets/hello.txt': 'a file served by a plugin, not a route',
  'hono_basepath GET /v2/ping':
    'basePath returns another application: what is registered on the first one is mounted nowhere',
  'koa GET /named/status': 'the router is mounted nowhere: reported as such',
  'koa GET /strapi/items': 'routes for Strapi, which nothing loads here',
  'koa POST /strapi/items': 'routes for Strapi, which nothing loads here',
  'koa PUT /strapi/items/:id': 'routes for Strapi, which nothing loads here',
  'koa DELETE /strapi/items/:id': 'routes for Strapi, which nothing loads here',
  'nestjs GET /static/logo.txt': 'a file served by express.static, not a route',
  'nestjs GET /v2/admin/versioned':
    'versions are enabled nowhere: Nest would answer GET /admin/versioned, which is found',
  'nestjs_versioning GET /v1/cats': 'versions are enabled nowhere: Nest would answer without them',
  'nestjs_versioning GET /v1/cats/:id': 'versions are enabled nowhere: Nest would answer without them',
  'nestjs_versioning POST /v2/cats': 'versions are enabled nowhere: Nest would answer without them',
  'nestjs_versioning POST /v3/cats': 'versions are enabled nowhere: Nest would answer without them',
  'nestjs_versioning GET /v2/dogs/override': 'versions are enabled nowhere: Nest would answer without them',
};

/** @param {string} id */
function normal(id) {
  const [method = '', written = ''] = id.replace(/ \(\d+\)$/, '').split(/ (.*)/);
  // A server action has no address of its own: noir gives it its name, Jauge that of its page and its name.
  const path = written.replace(/^.*#(\w+)$/, '/$1');
  const plain = path
    .replace(/\([^()]*\)/g, '')
    .replace(/\*\w*/g, '*')
    .replace(/\{(\w+)\}/g, ':$1');
  return `${method} ${plain.length > 1 ? plain.replace(/\/$/, '') : plain}`;
}

/** @param {string} text */
function expectedIn(text) {
  const plain = text.replace(/^\s*#.*$/gm, '');
  const folder = /FunctionalTester\.new\("([^"]+)"/.exec(plain)?.[1];
  const endpoints = [...plain.matchAll(/Endpoint\.new\(\s*"((?:[^"\\]|\\.)*)",\s*"(\w+)"/g)];
  return {
    folder,
    ids: new Set(endpoints.map(([, path = '', method]) => normal(`${method} ${path.replaceAll('\\\\', '\\')}`))),
  };
}

/**
 * Every file that no other imports is an entry of its own.
 * @param {string} checkout
 */
export async function benchNoir(checkout) {
  const { openProject } = await import('../../dist/inspect/index.js');
  const { readServer } = await import('../../dist/inspect/server/index.js');
  const testers = join(checkout, BASE, 'testers/javascript');
  /** @type {Record<string, { expected: number, found: number, unreached: number, differences: string[] }>} */
  const families = {};
  for (const spec of readdirSync(testers).sort()) {
    const family = FAMILIES.find((name) => spec.startsWith(`${name}_`));
    const { folder, ids } = expectedIn(readFileSync(join(testers, spec), 'utf8'));
    if (family === undefined || folder === undefined || APART.test(spec)) continue;
    const project = openProject(join(checkout, BASE, folder));
    const entries = project.files.filter((/** @type {string} */ file) => /\.[cm]?[jt]sx?$|package\.json$/.test(file));
    const readings = entries.map((/** @type {string} */ entry) => ({ entry, reading: readServer(project, entry) }));
    const imported = new Set(
      readings.flatMap(({ entry, reading }) =>
        reading.filesRead.filter((/** @type {string} */ file) => file !== entry),
      ),
    );
    const found = new Set(
      readings.flatMap(({ entry, reading }) =>
        imported.has(entry) ? [] : reading.routes.map((/** @type {{ id: string }} */ route) => normal(route.id)),
      ),
    );
    // The rest of a path, `[...slug]`, is written `:slug` there and `*slug` here.
    const known = (/** @type {string} */ id) =>
      [id, id.replace(/:\w+$/, '*')].some((each) => found.has(each) || found.has(`ALL ${each.split(' ')[1]}`));
    const missing = [...ids].filter((id) => !known(id));
    // Those that no request would reach are listed apart, with the path of their line.
    const apart = readings.flatMap(({ reading }) =>
      reading.unreachedRoutes.map((/** @type {{ method: string, path: string }} */ one) =>
        normal(`${one.method} ${one.path}`),
      ),
    );
    const listed = missing.filter((id) => apart.includes(id));
    const sum = families[family] ?? { expected: 0, found: 0, unreached: 0, differences: [] };
    families[family] = {
      expected: sum.expected + ids.size,
      found: sum.found + ids.size - missing.length,
      unreached: sum.unreached + listed.length,
      differences: [...sum.differences, ...missing.map((id) => `${spec.replace('_spec.cr', '')} ${id}`)],
    };
  }
  const commit = execFileSync('git', ['-C', checkout, 'rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim();
  const differences = Object.values(families).flatMap((family) => family.differences);
  const explained = Object.fromEntries(Object.entries(EXPLAINED).filter(([id]) => differences.includes(id)));
  return { repository: 'owasp-noir/noir', commit, families, explained };
}
