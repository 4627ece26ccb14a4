// @ts-check
// Runs the script that `jauge export artillery` writes with Artillery itself, against a small server: npm run check:artillery
// Artillery needs Node 22.18 or newer (test/nodes brings one) and 460 packages (test/engines), which is why it is not among the tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.js';

const engines = join(root, 'test', 'engines');
const nodes = join(root, 'test', 'nodes');

/** @returns {string} A Node that Artillery accepts. */
function newerNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  ensureInstalled(nodes, console.log);
  const found = ['linux-x64', 'linux-arm64', 'darwin-arm64']
    .map((machine) => join(nodes, 'node_modules', `node-24-${machine}`, 'bin', 'node'))
    .find(existsSync);
  if (found === undefined) throw new Error('Artillery demande Node 22.18 ou plus récent.');
  return found;
}

/** Counts what arrives. */
function counting() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  /** @type {Set<string>} */
  const values = new Set();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const kind = `${request.method} ${path.startsWith('/books/') ? '/books/:slug' : path}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      values.add(path.startsWith('/books/') ? path : body);
      response.end('{}');
    });
  });
  return { server, seen, values };
}

/** @returns {Promise<number>} */
async function main() {
  ensureBuilt(console.log);
  const { artilleryScript } = await import('../dist/export/index.js');
  const node = newerNode();
  ensureInstalled(engines, console.log);
  const { server, seen, values } = counting();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const scratch = mkdtempSync(join(tmpdir(), 'jauge-artillery-'));
  const script = join(scratch, 'scenario.yml');
  writeFileSync(
    script,
    artilleryScript({
      name: 'check',
      url: `http://127.0.0.1:${port}`,
      set: {
        pools: { slug: ['un', 'deux'], account: [{ email: 'a@exemple.fr', password: 'x' }] },
        requests: [
          { class: 'GET /books/:slug', method: 'GET', path: '/books/{{slug}}', weight: 3 },
          { class: 'POST /login', method: 'POST', path: '/login', body: { email: '{{account.email}}' }, weight: 1 },
        ],
      },
      capacity: 40,
      stepSeconds: 3,
      percentile: 0.95,
      errors: 0.01,
      responseTime: 5,
      ofClass: () => 5,
    }),
  );
  const child = spawn(node, [join(engines, 'node_modules', 'artillery', 'bin', 'run'), 'run', script], {
    env: { ...process.env, ARTILLERY_DISABLE_TELEMETRY: 'true' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  server.close();
  rmSync(scratch, { recursive: true, force: true });
  const [books = 0, logins = 0] = [seen.get('GET /books/:slug'), seen.get('POST /login')];
  const expected = 3 * 40 * (0.5 + 0.8 + 1);
  const faults = [
    code === 0 ? '' : `Artillery ended with code ${code}.\n${output.slice(-3000)}`,
    Math.abs((books + logins) / expected - 1) < 0.25 ? '' : `${books + logins} requests arrived, ${expected} expected.`,
    books / Math.max(1, logins) > 2 && books / Math.max(1, logins) < 4.5
      ? ''
      : `${books} and ${logins}: not three for one.`,
    values.has('/books/un') && values.has('/books/deux') ? '' : `The pool was not used: ${[...values].join(', ')}`,
    [...values].some((value) => value.includes('a@exemple.fr')) ? '' : 'The record of the pool was not used.',
    /http\.response_time\.p95.*5000|Checks:|✓|ok/i.test(output) ? '' : 'The thresholds were not checked.',
  ].filter((fault) => fault !== '');
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log(`Artillery sent ${books + logins} requests, and its thresholds hold.`);
  else console.error(output.slice(-1500));
  return faults.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
