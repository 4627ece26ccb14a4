import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../scripts/prepare.js';
import { artilleryScript, type ExportedScenario, k6Script } from '../src/export/index.ts';

const scenario: ExportedScenario = {
  name: 'librairie\n// not code',
  url: 'http://127.0.0.1:3000',
  set: {
    headers: { 'x-everywhere': 'oui' },
    pools: { slug: ['a b', 'é'], account: [{ email: 'a@exemple.fr', password: 'x' }] },
    requests: [
      { class: 'GET /api/books/:slug', method: 'get', path: '/api/books/{{slug}}', weight: 0.75 },
      {
        class: 'POST /api/login',
        method: 'POST',
        path: '/api/login?n={{$serial}}',
        body: {
          email: '{{account.email}}',
          password: '{{account.password}}',
          tags: ['</script>', 'a\u2028b', 1, null],
        },
        weight: 0.25,
      },
      {
        class: 'PUT /raw',
        method: 'PUT',
        path: '/raw',
        headers: { 'content-type': 'text/plain' },
        body: 'id={{$uuid}}',
      },
    ],
  },
  capacity: 42.42,
  stepSeconds: 30,
  percentile: 0.95,
  errors: 0.01,
  responseTime: 0.8,
  ofClass: (id) => (id === 'POST /api/login' ? 1.2 : 0.8),
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What the compiler says of a script, strictly, against the types that k6 publishes. */
function complaints(script: string): string {
  const folder = mkdtempSync(join(root, 'test', 'k6', '.check-'));
  folders.push(folder);
  writeFileSync(join(folder, 'scenario.js'), script);
  const compilerOptions = {
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2022'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: ['k6'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['scenario.js'] }));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' }).stdout;
}

describe('the script for k6', () => {
  const script = k6Script(scenario);

  test('is what the published types of k6 expect', () => {
    expect(complaints(script)).toBe('');
  });

  test('would be refused with a scenario that k6 does not have', () => {
    expect(complaints(script.replaceAll('constant-arrival-rate', 'constant-arrivals'))).toContain('constant-arrivals');
    expect(complaints(script.replace('http.request(', 'http.demand('))).toContain('demand');
  });

  test('holds half, then most, then all of the predicted capacity, and fails on the objective', () => {
    const options = JSON.parse(/export const options = ([\s\S]*?\n\});/.exec(script)?.[1] ?? '');
    const rates = Object.values(options.scenarios as Record<string, { rate: number; timeUnit: string }>);
    const perSecond = rates.map(({ rate, timeUnit }) => rate / Number.parseInt(timeUnit, 10));
    expect(perSecond).toEqual([21.21, 33.94, 42.42]);
    expect(options.thresholds['http_req_duration{scenario:full}']).toEqual(['p(95)<800']);
    expect(options.thresholds['http_req_duration{name:POST /api/login}']).toEqual(['p(95)<1200']);
    expect(options.thresholds.http_req_failed[0].threshold).toBe('rate<0.01');
    expect(options.thresholds.dropped_iterations).toEqual(['count==0']);
  });

  test('keeps a name from becoming code', () => {
    expect(script.split('\n')[1]).toContain('librairie // not code');
    expect(script).not.toContain('\u2028');
  });
});

describe('the script for Artillery', () => {
  const document = parse(artilleryScript(scenario));

  test('holds the same rates, with Poisson arrivals, weights and limits', () => {
    expect(document.config.phases.map(({ arrivalRate }: { arrivalRate: number }) => arrivalRate)).toEqual([
      21.21, 33.94, 42.42,
    ]);
    expect(document.config.phases[0]).toMatchObject({ mode: 'poisson', duration: 30 });
    expect(document.config.ensure).toEqual({ thresholds: [{ 'http.response_time.p95': 800 }], maxErrorRate: 1 });
    expect(document.scenarios.map(({ weight }: { weight: number }) => weight)).toEqual([375, 125, 500]);
  });

  test('fills placeholders in its own words', () => {
    expect(document.scenarios[0].flow[0].get.url).toBe('/api/books/{{ slug }}');
    expect(document.scenarios[1].flow[0].post.json.email).toBe('{{ account.email }}');
    expect(document.scenarios[1].flow[0].post.url).toBe('/api/login?n={{ $randomString(16) }}');
    expect(document.scenarios[2].flow[0].put).toMatchObject({
      body: 'id={{ $uuid }}',
      headers: { 'x-everywhere': 'oui' },
    });
    expect(document.config.variables.slug).toEqual(['a b', 'é']);
  });
});
