import { beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_NAMES, COMMANDS } from '../../src/cli/commands/table.ts';
import { translate } from '../../src/i18n/index.ts';
import { jauge, LIBRARY, languages, plain, projectOf, ready } from './command.ts';

// The first word may name a command; without one, the report. Each command has its options and its help in both languages.

beforeAll(ready);

describe('every command', () => {
  it.each(COMMAND_NAMES)(
    '%s: has a summary and a help in both languages, which tells every option of its own',
    async (name) => {
      const { options } = await COMMANDS[name]();
      for (const language of languages) {
        const translation = translate(language);
        expect(translation.has(`cli.summary.${name}`)).toBe(true);
        const help = translation.text({ key: `cli.help.${name}`, params: {} });
        for (const option of Object.keys(options)) expect(help, `${name} in ${language}`).toContain(`--${option}`);
      }
    },
  );

  it.each(COMMAND_NAMES)('%s: is in the general help, and shows its own help in two ways', (name) => {
    expect(jauge(['--help']).out).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
    const help = jauge(['help', name, '--lang', 'en']);
    expect(help).toMatchObject({ exitCode: 0, err: '' });
    expect(help.out).toContain('Usage: jauge');
    expect(jauge([name, '--help', '--lang', 'en'])).toEqual(help);
  });
});

describe('the command line', () => {
  it('gives the report without a command, with the same bytes as by its name', () => {
    const folder = projectOf(LIBRARY);
    const bare = jauge([folder]);
    expect(bare.exitCode).toBe(0);
    expect(jauge(['report', folder])).toEqual(bare);
    expect(jauge(['--lang', 'fr', 'report', folder])).toEqual(bare);
  });

  it('reads a folder that has the name of a command', () => {
    const cwd = projectOf({ ...LIBRARY, 'report/notes.txt': 'to read' });
    expect(jauge(['./report'], { cwd }).exitCode).toBe(3);
    expect(jauge(['report'], { cwd }).exitCode).toBe(0);
  });

  it('suggests the command that was meant', () => {
    const misspelt = jauge(['reprot'], { cwd: projectOf(LIBRARY) });
    expect(misspelt.exitCode).toBe(2);
    expect(plain(misspelt.err)).toContain('reprot n’existe pas.');
    expect(misspelt.err).toContain('jauge report');
    const asked = jauge(['help', 'reprot', '--lang', 'en']);
    expect(asked).toMatchObject({ exitCode: 2, out: '' });
    expect(asked.err).toContain('Unknown command reprot. Did you mean report?');
    expect(jauge(['help', 'xylophone-du-soir', '--lang', 'en']).err).toContain('Commands: report');
  });

  it('refuses an option of another command, and a format that the command does not have', () => {
    const run = jauge(['report', '--fromat', 'json', '--lang', 'en']);
    expect(run.err).toContain('Unknown option --fromat. Did you mean --format?');
    expect(run.exitCode).toBe(2);
  });
});
