import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/prepare.js';
import { jauge, LIBRARY, plain, projectOf, ready, scratch } from './command.ts';

// What goes wrong is said in the reader's language, with the way out, an exit code, and no trace of our code.

beforeAll(ready);

interface Mistake {
  readonly words: readonly string[];
  readonly exitCode: number;
  readonly fr: readonly string[];
  readonly en: readonly string[];
}

function refused({ words, exitCode, fr, en }: Mistake): void {
  for (const [language, sentences] of Object.entries({ fr, en })) {
    const run = jauge([...words, '--lang', language]);
    expect(run.exitCode, run.err).toBe(exitCode);
    expect(run.out).toBe('');
    for (const sentence of sentences) expect(plain(run.err)).toContain(sentence);
    expect(run.err).not.toMatch(/^ {4}at /m);
    expect(run.err).not.toMatch(/\[[a-z]+\.[a-z.-]+\]/);
  }
}

describe('the folder', () => {
  it('does not exist', () => {
    const folder = join(scratch(), 'nowhere');
    refused({
      words: [folder],
      exitCode: 3,
      fr: [`Le dossier ${folder} n’existe pas.`, 'Lancez jauge dans le dossier de l’application'],
      en: [`The folder ${folder} does not exist.`, 'Run jauge in the folder of the application'],
    });
  });

  it('is a file', () => {
    const file = join(projectOf({ 'notes.txt': 'to read' }), 'notes.txt');
    refused({
      words: [file],
      exitCode: 3,
      fr: [`${file} est un fichier ; Jauge examine le dossier d’un projet.`],
      en: [`${file} is a file; Jauge inspects the folder of a project.`],
    });
  });

  it('is empty', () => {
    refused({
      words: [scratch()],
      exitCode: 3,
      fr: ['Il n’y a pas de package.json ici', 'Placez-vous dans le dossier qui contient le package.json du serveur'],
      en: ['There is no package.json here', 'Go to the folder that holds the package.json of the server'],
    });
  });

  it('holds a package.json that is not JSON, and the line is told', () => {
    refused({
      words: [projectOf({ ...LIBRARY, 'package.json': '{\n  "name": "library",\n  "scripts": {,\n}\n' })],
      exitCode: 3,
      fr: ['package.json n’est pas du JSON valide (package.json:3)'],
      en: ['package.json is not valid JSON (package.json:3)'],
    });
  });

  it('holds no server', () => {
    const site = {
      'package.json': '{ "name": "brochure", "scripts": { "build": "vite build" } }',
      'src/main.js': 'document.title = "Brochure";',
    };
    refused({
      words: [projectOf(site)],
      exitCode: 3,
      fr: ['Aucun serveur n’a été trouvé dans', 'jauge.config.json : { "entry": "server/index.ts" }'],
      en: ['No server was found in', 'jauge.config.json: { "entry": "server/index.ts" }'],
    });
  });

  it.each([
    ['Python', { 'requirements.txt': 'flask\n', 'app.py': 'from flask import Flask\n' }],
    ['Python', { 'backend/manage.py': '', 'backend/library/settings.py': '' }],
    ['Ruby', { Gemfile: "gem 'rails'\n" }],
    ['PHP', { 'composer.json': '{}', 'public/index.php': '<?php\n' }],
    ['Go', { 'go.mod': 'module library\n', 'main.go': 'package main\n' }],
    ['Rust', { 'Cargo.toml': '[package]\n', 'src/main.rs': 'fn main() {}\n' }],
    ['Java', { 'pom.xml': '<project/>' }],
    ['C#', { 'Library.csproj': '<Project/>' }],
    ['Elixir', { 'mix.exs': '' }],
    ['Deno', { 'deno.json': '{}', 'main.ts': '' }],
  ])('is written in %s', (language, files) => {
    refused({
      words: [projectOf(files as Record<string, string>)],
      exitCode: 3,
      fr: [`Ce projet est écrit en ${language} : Jauge lit les serveurs Node.js`],
      en: [`This project is written in ${language}: Jauge reads Node.js back ends`],
    });
  });
});

describe('the configuration', () => {
  const configured = (name: string, text: string): string => projectOf({ ...LIBRARY, [name]: text });

  it('has an unknown key: its line and the nearest one are told', () => {
    refused({
      words: [configured('jauge.config.json', '{\n  "database": {\n    "maxConections": 20\n  }\n}')],
      exitCode: 4,
      fr: [
        'jauge.config.json:3',
        'clé inconnue « database.maxConections ». Vouliez-vous dire « database.maxConnections » ?',
      ],
      en: ['jauge.config.json:3', 'unknown key “database.maxConections”. Did you mean “database.maxConnections”?'],
    });
  });

  it('has a key that resembles none: the valid ones are listed', () => {
    refused({
      words: [configured('jauge.config.json', '{ "chaussettes": 2 }')],
      exitCode: 4,
      fr: ['clé inconnue « chaussettes ». Clés possibles :', 'machine', 'scenarios'],
      en: ['unknown key “chaussettes”. Valid keys:', 'machine', 'scenarios'],
    });
  });

  it('has a value of the wrong type', () => {
    refused({
      words: [configured('jauge.config.js', "export default {\n  node: 'twenty',\n};\n")],
      exitCode: 4,
      fr: ['jauge.config.js:2', '« node » ne peut pas valoir'],
      en: ['jauge.config.js:2', '“node” cannot be'],
    });
  });

  it('has a computed value', () => {
    refused({
      words: [configured('jauge.config.ts', 'export default {\n  node: Number(process.env.NODE_MAJOR),\n};\n')],
      exitCode: 4,
      fr: ['jauge.config.ts:2', 'cette valeur est calculée', 'Écrivez la valeur elle-même'],
      en: ['jauge.config.ts:2', 'this value is computed', 'Write the value itself'],
    });
  });

  it('has a syntax error', () => {
    refused({
      words: [configured('jauge.config.ts', 'export default {\n  node: 22,\n')],
      exitCode: 4,
      fr: ['jauge.config.ts', 'la configuration contient une erreur de syntaxe', 'docs/fr/configuration.md'],
      en: ['jauge.config.ts', 'the configuration has a syntax error', 'docs/configuration.md'],
    });
  });

  it('gives a share to a route that the project does not have: the nearest one is told', () => {
    refused({
      words: [configured('jauge.config.json', '{ "scenarios": { "normal": { "GET /api/boks": 1 } } }')],
      exitCode: 4,
      fr: ['GET /api/boks', 'GET /api/books'],
      en: ['GET /api/boks', 'GET /api/books'],
    });
  });

  it.each(['{ "scenarios": { "peak": {} } }', '[]', '[{ "node": 22 }]', '"node 22"'])(
    'is %s, which says nothing',
    (text) => {
      const run = jauge([configured('jauge.config.json', text)]);
      expect(run.exitCode).toBe(4);
      expect(run.err).toContain('jauge.config.json');
    },
  );

  it('names a file to start from that does not exist', () => {
    refused({
      words: [configured('jauge.config.json', '{ "entry": "server/main.js" }')],
      exitCode: 4,
      fr: ['La configuration désigne server/main.js'],
      en: ['The configuration names server/main.js'],
    });
  });

  it('is asked for and does not exist', () => {
    refused({
      words: [projectOf(LIBRARY), '--config', 'production.config.json'],
      exitCode: 4,
      fr: ['Le fichier de configuration production.config.json n’existe pas'],
      en: ['The configuration file production.config.json does not exist'],
    });
  });
});

describe('the command line', () => {
  it.each<[string, readonly string[], string, string]>([
    [
      'an unknown option',
      ['--formt', 'json'],
      'Option inconnue : --formt. Vouliez-vous dire --format ?',
      'Unknown option --formt. Did you mean --format?',
    ],
    [
      'an option that resembles none',
      ['--xylophone-du-soir'],
      'Option inconnue : --xylophone-du-soir.',
      'Unknown option --xylophone-du-soir.',
    ],
    ['an unknown short option', ['-z'], 'L’option -z', 'The option -z'],
    ['an option without its value', ['--output'], 'L’option', 'The option'],
    [
      'a format',
      ['--format', 'pdf'],
      '--format ne peut pas valoir « pdf » : choisissez parmi',
      '--format cannot be “pdf”: choose among',
    ],
    [
      'a machine',
      ['--machine', 'big'],
      '--machine ne peut pas valoir « big » ; écrivez par exemple : --machine 1:2GB*3',
      '--machine cannot be “big”; write it like this: --machine 1:2GB*3',
    ],
    [
      'a machine without CPU',
      ['--machine', '0:2GB'],
      '--machine ne peut pas valoir « 0:2GB »',
      '--machine cannot be “0:2GB”',
    ],
    [
      'an objective',
      ['--objective', 'fast'],
      '--objective ne peut pas valoir « fast »',
      '--objective cannot be “fast”',
    ],
    [
      'an objective out of bounds',
      ['--objective', 'p95:0s'],
      '--objective ne peut pas valoir « p95:0s »',
      '--objective cannot be “p95:0s”',
    ],
    ['a target', ['--target', 'many'], '--target ne peut pas valoir « many »', '--target cannot be “many”'],
    ['a target of accounts', ['--target-accounts', '-5'], '--target-accounts', '--target-accounts'],
    ['two folders', ['elsewhere'], 'Un seul dossier à la fois', 'Only one folder at a time'],
  ])('has %s wrong', (_, words, fr, en) => {
    refused({ words: [projectOf(LIBRARY), ...words], exitCode: 2, fr: [fr], en: [en] });
  });

  it('asks for a language that is not spoken: the answer is in the default one', () => {
    const run = jauge([projectOf(LIBRARY), '--lang', 'de']);
    expect(run.exitCode).toBe(2);
    expect(plain(run.err)).toContain('--lang ne peut pas valoir « de » : choisissez parmi');
  });

  it('names an output that cannot be written', () => {
    const folder = projectOf(LIBRARY);
    refused({
      words: [folder, '-o', join(folder, 'reports', 'july.md')],
      exitCode: 2,
      fr: ['Le rapport ne peut pas être écrit dans'],
      en: ['The report cannot be written to'],
    });
  });

  it('names a folder as output', () => {
    const folder = projectOf(LIBRARY);
    mkdirSync(join(folder, 'reports'));
    refused({
      words: [folder, '-o', join(folder, 'reports')],
      exitCode: 2,
      fr: ['Le rapport ne peut pas être écrit dans'],
      en: ['The report cannot be written to'],
    });
  });

  it('lists its options and its exit codes on demand, in both languages', () => {
    const french = jauge(['--help']);
    const english = jauge(['--help', '--lang', 'en']);
    expect(french).toMatchObject({ exitCode: 0, err: '' });
    expect(plain(french.out)).toContain('--machine');
    expect(english.out).toContain('Exit codes: 0 fine · 1 the target does not hold');
  });

  it('tells its version, the one of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(jauge(['--version'])).toEqual({ exitCode: 0, out: `${version}\n`, err: '' });
  });
});
