import { describe, expect, test } from 'vitest';
import { JaugeError } from '../model/error.ts';
import { titleOf } from './manifest/name.ts';
import { majorOf, majorOfRange } from './manifest/node-version.ts';
import { nodeOn, readManifest } from './manifest.ts';
import { memoryProject } from './project.ts';

function manifest(scripts: Readonly<Record<string, string>>, more: object = {}): string {
  return JSON.stringify({ name: 'bakery', scripts, dependencies: { express: '^5.0.0' }, ...more }, null, 2);
}

function problem(files: Readonly<Record<string, string>>): JaugeError['problem'] | undefined {
  try {
    readManifest(memoryProject(files));
    return undefined;
  } catch (error) {
    return error instanceof JaugeError ? error.problem : undefined;
  }
}

describe('lines of package.json', () => {
  test('whatever the layout', () => {
    const text =
      '{"name":"bakery","scripts"\n:{ "start"\n\n:"node a.js"},\r\n"dependencies":{"express":"^5.0.0",\n\t"pg"\n:"^8"}}';
    const found = readManifest(memoryProject({ 'package.json': text }));
    expect(found.dependencies.map(({ name, at }) => [name, at.line])).toEqual([
      ['express', 5],
      ['pg', 6],
    ]);
    expect(found.scripts).toEqual([{ name: 'start', command: 'node a.js', at: { file: 'package.json', line: 2 } }]);
  });

  test('a name used twice, and in a version, is found where it is a dependency', () => {
    const text = '{\n"name": "pg",\n"keywords": ["pg"],\n"dependencies": {\n"other": "npm:pg",\n"pg": "1.0.0"\n}\n}';
    const found = readManifest(memoryProject({ 'package.json': text }));
    expect(found.dependencies.find(({ name }) => name === 'pg')?.at.line).toBe(6);
  });
});

describe('what is not a Node.js project', () => {
  test('a malformed package.json, with its line', () => {
    expect(
      problem({ 'package.json': '{\n  "name": "bakery",\n  "scripts": {\n    "start": "node a.js",\n  }\n}' }),
    ).toEqual({
      key: 'error.manifest-invalid',
      params: { at: { file: 'package.json', line: 5 } },
    });
  });

  test('a malformed package.json in the only package', () => {
    expect(problem({ 'server/package.json': '{' })?.key).toBe('error.manifest-invalid');
  });

  test('nothing at all', () => expect(problem({ 'notes.txt': '' })?.key).toBe('error.no-manifest'));

  test.each([
    ['Python', 'requirements.txt'],
    ['Python', 'app/pyproject.toml'],
    ['Ruby', 'Gemfile'],
    ['PHP', 'composer.json'],
    ['Go', 'go.mod'],
    ['Rust', 'Cargo.toml'],
    ['Java', 'pom.xml'],
    ['Java', 'build.gradle.kts'],
    ['C#', 'src/Shop.csproj'],
    ['Elixir', 'mix.exs'],
  ])('%s, told by %s', (language, file) => {
    expect(problem({ [file]: '' })).toEqual({ key: 'error.other-language', params: { language } });
  });
});

describe('the version of Node', () => {
  test.each([
    ['20', 20],
    ['v20.11.1', 20],
    ['lts/iron', 20],
    ['22-alpine', 22],
    ['lts/*', undefined],
    ['latest', undefined],
  ])('%s', (written, major) => expect(majorOf(written)).toBe(major));

  test.each([
    ['20.x', 20, true],
    ['^20.11.0', 20, true],
    ['20', 20, true],
    ['>=18', 18, false],
    ['>=20.0.0 <21.0.0', 20, true],
    ['>=18 <23', 18, false],
    ['18 || 20 || 22', 22, false],
    ['18 - 22', 18, false],
  ])('range %s', (range, major, pinned) => expect(majorOfRange(range)).toEqual({ major, pinned }));

  test('the file of the platform comes before the project’s wish', () => {
    const project = memoryProject({
      'package.json': manifest({}, { engines: { node: '18.x' } }),
      '.replit': 'modules = ["nodejs-20"]',
      Dockerfile: 'FROM node:22 AS build\nFROM nginx\n',
    });
    const found = readManifest(project);
    expect(found.node.value).toBe(18);
    expect(nodeOn(project, found, 'replit').value).toBe(20);
    expect(nodeOn(project, found, 'docker').value).toBe(22);
    expect(nodeOn(project, found, 'heroku').value).toBe(18);
  });

  test('assumed when nothing says it', () => {
    expect(readManifest(memoryProject({ 'package.json': '{}' })).node.source).toEqual({
      provenance: 'assumed',
      reason: 'hosting.reason.node-default',
    });
  });
});

describe('the name for people', () => {
  test.each([
    ['# Koloss - gym memberships', 'Koloss'],
    ['![logo](a.png)\n\n# 🎟️ **Guichet**: tickets', 'Guichet'],
    ['<h1 align="center">Moulin</h1>', 'Moulin'],
    ['```sh\n# install\n```\n# Atelier | API', 'Atelier'],
    ['# README', undefined],
    ['# React + TypeScript + Vite', undefined],
    ['# Express API', undefined],
    ['no title', undefined],
  ])('%s', (markdown, expected) => expect(titleOf(markdown)).toBe(expected));

  test('never the one of Replit’s template', () => {
    expect(readManifest(memoryProject({ 'package.json': '{"name":"rest-express"}' })).name).toBe('application');
  });
});
