import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jauge, koomy, LIBRARY, languages, photograph, projectOf, ready, scratch } from './command.ts';

// Nothing of the inspected project is run, written or told that should not be.

beforeAll(ready);

const formats = ['terminal', 'markdown', 'json'] as const;

/** A project that leaves a mark wherever its code would be run. */
function trap(mark: string): Record<string, string> {
  const write = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'run');`;
  const esm = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(mark)}, 'run');\n`;
  const shell = `touch ${mark}`;
  const scripts = ['preinstall', 'install', 'postinstall', 'prepare', 'build', 'dev', 'start', 'test'];
  return {
    ...LIBRARY,
    'package.json': JSON.stringify({
      ...JSON.parse(LIBRARY['package.json'] ?? '{}'),
      scripts: { ...Object.fromEntries(scripts.map((name) => [name, shell])), start: 'node server/index.js' },
    }),
    'server/index.js': esm + LIBRARY['server/index.js'],
    'server/db.js': esm + LIBRARY['server/db.js'],
    'jauge.config.js': `${esm}export default { machine: { cpu: 1 } };\n`,
    'drizzle.config.ts': `${esm}export default { schema: './schema.ts' };\n`,
    'vite.config.ts': `${esm}export default {};\n`,
    'ecosystem.config.cjs': `${write}\nmodule.exports = { apps: [{ script: 'server/index.js', instances: 2 }] };\n`,
    '.pnpmfile.cjs': write,
    '.envrc': shell,
    '.git/hooks/post-checkout': `#!/bin/sh\n${shell}\n`,
    'node_modules/express/package.json': '{ "name": "express", "version": "4.21.0", "main": "index.js" }',
    'node_modules/express/index.js': write,
    'node_modules/oxc-parser/package.json': '{ "name": "oxc-parser", "version": "0.0.1", "main": "index.js" }',
    'node_modules/oxc-parser/index.js': write,
    '.replit': `run = "${shell}"\n[deployment]\nrun = ["sh", "-c", "${shell}"]\n`,
    Procfile: `web: node server/index.js\nrelease: ${shell}\n`,
    Dockerfile: `FROM node:20\nRUN ${shell}\nCMD ["node", "server/index.js"]\n`,
  };
}

describe('the inspected project', () => {
  it.each(formats)('is neither run nor written (%s)', (format) => {
    const mark = join(scratch(), 'mark');
    const folder = projectOf(trap(mark));
    const before = photograph(folder);
    const outside = jauge([folder, '--format', format]);
    const inside = jauge(['--format', format], { cwd: folder });
    expect(outside).toMatchObject({ exitCode: 0, err: '' });
    expect(inside).toMatchObject({ exitCode: 0, err: '' });
    expect(existsSync(mark)).toBe(false);
    expect(photograph(folder)).toEqual(before);
  });

  it('is found untouched after every kind of refusal too', () => {
    const mark = join(scratch(), 'mark');
    const folder = projectOf({ ...trap(mark), 'jauge.config.js': `export default { cpu: (${'() => 1'})() };` });
    const before = photograph(folder);
    expect(jauge([folder]).exitCode).toBe(4);
    expect(jauge([folder, '--format', 'pdf']).exitCode).toBe(2);
    expect(existsSync(mark)).toBe(false);
    expect(photograph(folder)).toEqual(before);
  });

  it('is examples/koomy, untouched', () => {
    const skipped = /(?:^|\/)(?:node_modules|\.data|dist)(?:\/|$)/;
    const picture = (): unknown =>
      Object.fromEntries(Object.entries(photograph(koomy)).filter(([path]) => !skipped.test(path) && path !== '.'));
    const before = picture();
    expect(jauge([koomy]).exitCode).toBe(0);
    expect(picture()).toEqual(before);
  }, 240_000);
});

describe('secrets', () => {
  // Written in pieces, so that no scanner takes these for real ones.
  const secrets = {
    env: ['sk', 'live', 'D0tEnvD0tEnvD0tEnv'].join('_'),
    local: ['SG', 'L0calL0calL0cal', 'x'].join('.'),
    password: 'motdepasse-tres-secret',
    code: ['sk', 'test', 'InTheC0deInTheC0de'].join('_'),
    replit: ['ghp', 'InTheReplitFile0123456789'].join('_'),
    render: ['AKIA', 'INTHERENDERFILE0'].join(''),
    compose: 'composed-secret-value',
    docker: 'dockerfile-secret-value',
    flag: 'secret-on-the-command-line',
    header: 'Bearer-hard-coded-token',
    hook: 'XyZ0123456789abcdefHOOK',
    query: 'key-in-a-query-string',
  };
  const project = {
    ...LIBRARY,
    'package.json': JSON.stringify({
      ...JSON.parse(LIBRARY['package.json'] ?? '{}'),
      scripts: { start: `API_TOKEN=${secrets.flag} node server/index.js` },
    }),
    '.env': `STRIPE_SECRET_KEY=${secrets.env}\nDATABASE_URL=postgres://librarian:${secrets.password}@ep-cool-1.eu-central-1.aws.neon.tech/library\n`,
    '.env.local': `SENDGRID_API_KEY=${secrets.local}\n`,
    'server/db.js': `import pg from 'pg';
import Stripe from 'stripe';
export const stripe = new Stripe('${secrets.code}');
export const pool = new pg.Pool({ connectionString: 'postgres://librarian:${secrets.password}@db.example.com/library', max: 5 });
export const ask = () => fetch('https://api.example.com/v1/books?key=${secrets.query}', { headers: { authorization: '${secrets.header}' } });
`,
    'server/index.js': (LIBRARY['server/index.js'] ?? '').replace('{ pool }', '{ ask, pool, stripe }').replace(
      'app.listen',
      `app.post('/api/pay', async (req, res) => {
  const session = await stripe.checkout.sessions.create({ client_reference_id: '${secrets.code}' });
  await ask();
  await fetch('https://user:${secrets.password}@hooks.example.com/paid');
  await fetch('https://hooks.slack.com/services/T01234567/B01234567/${secrets.hook}');
  res.json({ url: session.url });
});
app.listen`,
    ),
    '.replit': `run = "GITHUB_TOKEN=${secrets.replit} node server/index.js"\n[env]\nGITHUB_TOKEN = "${secrets.replit}"\n[deployment]\ndeploymentTarget = "autoscale"\nrun = ["sh", "-c", "GITHUB_TOKEN=${secrets.replit} npm start"]\n`,
    'render.yaml': `services:\n  - type: web\n    name: library\n    runtime: node\n    plan: starter\n    startCommand: AWS_ACCESS_KEY_ID=${secrets.render} npm start\n    envVars:\n      - key: AWS_ACCESS_KEY_ID\n        value: ${secrets.render}\n`,
    'docker-compose.yml': `services:\n  app:\n    build: .\n    environment:\n      DATABASE_PASSWORD: ${secrets.compose}\n`,
    Dockerfile: `FROM node:20\nENV API_SECRET=${secrets.docker}\nCMD ["node", "server/index.js"]\n`,
  };

  it.each(formats.flatMap((format) => languages.map((language) => [format, language] as const)))(
    'are never told (%s, %s)',
    (format, language) => {
      const run = jauge([projectOf(project), '--format', format, '--lang', language], {
        env: { STRIPE_SECRET_KEY: secrets.env },
      });
      expect(run).toMatchObject({ exitCode: 0, err: '' });
      const told = Object.entries(secrets).filter(([, secret]) => run.out.includes(secret));
      expect(told.map(([name]) => name)).toEqual([]);
    },
  );

  it('are not repeated from the configuration of Jauge', () => {
    const host = `postgres://librarian:${secrets.password}@db.example.com/library`;
    const connected = { ...project, 'jauge.config.json': JSON.stringify({ database: { host } }) };
    const unknown = { ...project, 'jauge.config.json': JSON.stringify({ stripeKey: secrets.code }) };
    for (const files of [connected, unknown]) {
      const run = jauge([projectOf(files), '--format', 'json']);
      expect(run.out + run.err).not.toContain(secrets.password);
      expect(run.out + run.err).not.toContain(secrets.code);
    }
  });
});
