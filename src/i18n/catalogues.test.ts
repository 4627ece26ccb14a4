import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { catalogues, type Language, translate } from './index.ts';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const LANGUAGES: readonly Language[] = ['en', 'fr'];

/** What the calls that name a message look like: `message('key'`, `say('key'`, `reason: 'key'`. */
const LITERAL = /(?:\b(?:message|say)\(\s*|\breason:\s*)'([a-z][\w-]*(?:\.[\w -]+)+)'/g;
/** Keys built from a template, `message(`risk.${kind}`)`, or from a prefix, `name('report.station.', id)`: what is before the hole. */
const TEMPLATE = /`([a-z][\w-]*\.[\w. -]*)\$\{/g;
const PREFIX = /\b(?:name|label)\(\s*'([a-z][\w.-]*\.)'/g;
const QUOTED = /'([a-z][\w-]*(?:\.[\w -]+)+)'/g;

/** Every source file but tests and the catalogues themselves. */
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !/^(i18n\/(en|fr)|monitor)\//.test(path))
  .map((path) => ({ path, text: readFileSync(`${SOURCES}/${path}`, 'utf8') }));

const matches = (pattern: RegExp): { path: string; key: string }[] =>
  files.flatMap(({ path, text }) => [...text.matchAll(pattern)].map((match) => ({ path, key: match[1] ?? '' })));

describe('catalogues', () => {
  test('both languages have the same keys', () => {
    expect(Object.keys(catalogues.fr).sort()).toEqual(Object.keys(catalogues.en).sort());
  });

  test('every area written is collected', () => {
    const written = LANGUAGES.flatMap((language) =>
      readdirSync(`${SOURCES}/i18n/${language}`).flatMap((file) =>
        [
          ...readFileSync(`${SOURCES}/i18n/${language}/${file}`, 'utf8').matchAll(/^ {2}'([a-z][^'.]*[.][^']+)':/gm),
        ].map((match) => `${language} ${match[1]}`),
      ),
    );
    const collected = new Set(
      LANGUAGES.flatMap((language) => Object.keys(catalogues[language]).map((key) => `${language} ${key}`)),
    );
    expect(written.filter((key) => !collected.has(key))).toEqual([]);
  });

  test.each(LANGUAGES)('every message that the code names has a text (%s)', (language) => {
    const { has } = translate(language);
    const missing = matches(LITERAL)
      .filter(({ key }) => !has(key))
      .map(({ key, path }) => `${key} (${path})`);
    expect(missing).toEqual([]);
  });

  test('every template of keys leads to at least one text', () => {
    const keys = Object.keys(catalogues.en);
    const areas = new Set(keys.map((key) => key.split('.')[0]));
    const dead = [...matches(TEMPLATE), ...matches(PREFIX)].filter(
      ({ key }) => areas.has(key.split('.')[0] ?? '') && !keys.some((each) => each.startsWith(key)),
    );
    expect(dead.map(({ key, path }) => `${key}… (${path})`)).toEqual([]);
  });

  test('every text is used by the code', () => {
    const used = new Set(matches(QUOTED).map(({ key }) => key));
    const prefixes = [...matches(TEMPLATE), ...matches(PREFIX)].map(({ key }) => key);
    const idle = Object.keys(catalogues.en).filter(
      (key) => !used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(idle).toEqual([]);
  });

  test('French texts hold no straight apostrophe inside a word, and no English quotation marks', () => {
    const written = readdirSync(`${SOURCES}/i18n/fr`).map((file) => ({
      file,
      text: readFileSync(`${SOURCES}/i18n/fr/${file}`, 'utf8'),
    }));
    const faults = written.flatMap(({ file, text }) =>
      [...text.matchAll(/\p{L}\\?'\p{L}[^\n]{0,30}|[“”][^\n]{0,30}/gu)].map((match) => `${file}: ${match[0]}`),
    );
    expect(faults).toEqual([]);
  });
});
