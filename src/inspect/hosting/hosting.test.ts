import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogues } from '../../i18n/index.ts';
import type { HostingConfiguration, HostReading } from '../../model/deployment.ts';
import type { Setting } from '../../model/inventory.ts';
import type { Range } from '../../model/range.ts';
import type { Settings } from '../../model/settings.ts';
import type { Location, Source } from '../../model/source.ts';
import { findEntry, nodeOn, readManifest } from '../manifest.ts';
import { memoryProject, openProject } from '../project.ts';
import { type Hosting, readHosting } from './index.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/hosting');
const cases = readdirSync(FIXTURES).filter((name) => existsSync(join(FIXTURES, name, 'project')));

function place(at: Location | undefined): string {
  return at === undefined ? '' : `${at.file}:${at.line}`;
}

function origin(source: Source): string {
  return [source.provenance, place(source.at), source.fact ?? '', source.reason ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

function range(value: Range): string {
  const bounds = value.low === value.high ? `${value.typical}` : `${value.low} ≤ ${value.typical} ≤ ${value.high}`;
  return `${bounds} (${origin(value.source)})`;
}

function setting(value: Setting<number>): string {
  return `${value.value} (${origin(value.source)})`;
}

function short(one: HostingConfiguration): string {
  return `${one.platform} ${one.kind} ${one.plan ?? '-'} serves ${one.serves} at ${place(one.at)}`;
}

function configuration(one: HostingConfiguration): unknown {
  const command = (found: HostingConfiguration['run']): string =>
    found === undefined ? '' : `${found.command} (${place(found.at)})`;
  return {
    is: short(one),
    run: command(one.run),
    build: command(one.build),
    ports: one.ports.map(({ port, external, at }) => `${port} ${external ?? ''} (${place(at)})`),
    region: one.region === undefined ? '' : `${one.region.name} (${place(one.region.at)})`,
    modules: one.modules.map(({ name, at }) => `${name} (${place(at)})`),
    environment: one.environment,
    databases: one.databases.map(({ engine, plan, at }) => `${engine} ${plan ?? ''} (${place(at)})`),
    health: one.healthCheck === undefined ? '' : `${one.healthCheck.path} (${place(one.healthCheck.at)})`,
    timeout: one.requestTimeout === undefined ? '' : range(one.requestTimeout),
    concurrency: one.concurrency === undefined ? '' : range(one.concurrency),
  };
}

/** What a reader checks by hand, short enough to be read: places, values and where they come from. */
function digest({ deployment, unknowns }: Hosting): object {
  return {
    is: `${deployment.platform} ${deployment.kind}`,
    why: deployment.why.key,
    chosen: deployment.chosen === undefined ? null : configuration(deployment.chosen),
    others: deployment.others.map(short),
    cpu: range(deployment.machine.cpu),
    memory: range(deployment.machine.memory),
    instances: [range(deployment.instances.minimum), range(deployment.instances.maximum)],
    limits: deployment.limits.map(({ message }) => message.key),
    unknowns: unknowns.map(({ message, at }) => `${message.key} ${place(at)}`.trim()),
  };
}

function optional<T>(name: string, file: string): T | undefined {
  const path = join(FIXTURES, name, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

function inspect(name: string): { readonly whole: object; readonly short: object } {
  const project = openProject(join(FIXTURES, name, 'project'));
  const manifest = readManifest(project);
  const hosting = readHosting(
    project,
    manifest,
    optional<HostReading>(name, 'host.json'),
    optional<Settings>(name, 'settings.json'),
  );
  const { chosen, platform } = hosting.deployment;
  const entry = findEntry(project, manifest, chosen?.run === undefined ? [] : [chosen.run]);
  const node = nodeOn(project, manifest, platform);
  const short = {
    name: manifest.name,
    server: manifest.server.at.file,
    manager: manifest.manager,
    node: setting(node),
    entry: entry === undefined ? null : `${place(entry.at)} (${entry.why.key})`,
    ...digest(hosting),
    manifestUnknowns: manifest.unknowns.map(({ message, at }) => `${message.key} ${place(at)}`),
  };
  return { whole: { manifest, hosting, entry, node }, short };
}

describe('fixtures of hosting', () => {
  test.each(cases)('%s', async (name) => {
    const { short } = inspect(name);
    await expect(`${JSON.stringify(short, null, 2)}\n`).toMatchFileSnapshot(join(FIXTURES, name, 'expected.json'));
  });

  test.each(cases)('no value of a variable leaves %s', (name) => {
    expect(JSON.stringify(inspect(name).whole)).not.toMatch(/never.print.this/);
  });

  test('some cases do hold values that must not leave', () => {
    const texts = cases.flatMap((name) => {
      const project = openProject(join(FIXTURES, name, 'project'));
      return project.files.map((file) => project.read(file) ?? '');
    });
    expect(texts.filter((text) => /never.print.this/.test(text)).length).toBeGreaterThanOrEqual(10);
  });

  test('everything that is said has a text in both languages', () => {
    const keys = new Set(cases.flatMap((name) => messageKeys(inspect(name).whole)));
    for (const language of ['en', 'fr'] as const) {
      const known = catalogues[language];
      expect([...keys].filter((key) => !Object.hasOwn(known, key))).toEqual([]);
    }
  });
});

/** Keys of messages and of reasons, wherever they are in a result. */
function messageKeys(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const held = Object.entries(value);
  const own = held.flatMap(([field, text]) =>
    typeof text === 'string' && (field === 'reason' || (field === 'key' && 'params' in value)) ? [text] : [],
  );
  return [...own, ...held.flatMap(([, inner]) => messageKeys(inner))];
}

describe('hostile files', () => {
  const granite = '{"name":"granite","scripts":{"start":"node a.js"},"dependencies":{"express":"5"}}';
  const hostile: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['a script of 300,000 dashes', { 'package.json': JSON.stringify({ scripts: { start: '-'.repeat(300_000) } }) }],
    ['a TOML array of 50,000 rows', { 'package.json': granite, 'fly.toml': `a = [\n${'"x",\n'.repeat(50_000)}]\n` }],
    ['a README of open tags', { 'package.json': granite, 'README.md': '<h1>'.repeat(200_000) }],
    ['a Dockerfile that never ends its line', { 'package.json': granite, Dockerfile: 'FROM node \\\n'.repeat(20_000) }],
    [
      'wrong types everywhere',
      {
        'package.json': '{"name":1,"scripts":[1],"dependencies":"x","engines":[],"workspaces":{"packages":3}}',
        'render.yaml': 'services: web\n',
        'vercel.json': '[1]',
        'app.json': '"x"',
        'fly.toml': 'vm = 1\nhttp_service = "x"\n',
        '.replit': 'deployment = 3\nmodules = "x"\nports = 1\n',
        'compose.yaml': 'services:\n  api: 3\n',
        '.do/app.yaml': 'services: [1]\n',
        'service.yaml': 'apiVersion: serving.knative.dev/v1\n',
        'railway.json': '[]',
        'app.yaml': 'runtime: []\n',
        'netlify.toml': 'redirects = 1\n',
      },
    ],
    [
      'empty files',
      {
        'package.json': '{}',
        'render.yaml': '',
        'vercel.json': '',
        'fly.toml': '',
        '.replit': '',
        'compose.yaml': '',
        Dockerfile: '',
        Procfile: '',
        'railway.json': '',
        '.railway/railway.ts': '',
      },
    ],
  ];

  test.each(hostile)('%s', (_name, files) => {
    const project = memoryProject(files);
    const manifest = readManifest(project);
    expect(() => findEntry(project, manifest)).not.toThrow();
    expect(readHosting(project, manifest).deployment.machine.cpu.typical).toBeGreaterThan(0);
  });
});
