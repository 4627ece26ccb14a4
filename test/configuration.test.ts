import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';
import { sizes } from '../src/facts/growth/index.ts';
import { usage } from '../src/facts/usage/index.ts';
import type { Known } from '../src/model/knowledge.ts';
import { DEFAULT_OBJECTIVE } from '../src/model/objective.ts';
import { parseSettings } from '../src/settings/index.ts';
import { settingsSchema } from '../src/settings/schema.ts';

// docs/configuration.md, in both languages, against the schema that checks configurations.

interface Schema {
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
}

/** Paths of the keys that take a value: `machine.cpu`. */
function keysOf(schema: Schema, path = ''): readonly string[] {
  const { entries } = schema.wrapped ?? schema;
  if (entries === undefined) return [path];
  return Object.entries(entries).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`));
}

interface Row {
  readonly key: string;
  readonly preset: string;
  readonly example: string;
}

const pages = {
  en: { text: readFileSync(join(root, 'docs', 'configuration.md'), 'utf8'), tag: 'en-US', to: 'to' },
  fr: { text: readFileSync(join(root, 'docs', 'fr', 'configuration.md'), 'utf8'), tag: 'fr-FR', to: 'à' },
};

function rowsOf(page: string): readonly Row[] {
  return [...page.matchAll(/^\| `([A-Za-z.]+)` \| [^|]+ \| [^|]+ \| ([^|]+) \| `(.+)` \|$/gm)].map(
    ([, key = '', preset = '', example = '']) => ({ key, preset, example }),
  );
}

/** A configuration with one key. */
function configuration({ key, example }: Row): string {
  return `export default ${key.split('.').reduceRight((inner, name) => `{ ${name}: ${inner} }`, example)};`;
}

describe.each(Object.entries(pages))('the page on the configuration (%s)', (_, { text, tag, to }) => {
  const rows = rowsOf(text);

  it('has every key, and no other', () => {
    expect(rows.map(({ key }) => key).sort()).toEqual([...keysOf(settingsSchema as unknown as Schema)].sort());
  });

  it.each(rows)('has an example that is accepted for $key', (row) => {
    expect(parseSettings('jauge.config.ts', configuration(row))).not.toEqual({});
  });

  it('starts with an example that is accepted', () => {
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? [];
    expect(parseSettings('jauge.config.ts', example)).toMatchObject({ machine: { cpu: 1 }, data: { accounts: 5000 } });
  });

  it('tells the ratios that apply', () => {
    const written = (value: number): string => value.toLocaleString(tag, { maximumSignificantDigits: 6 });
    const told = ({ low, typical, high }: Known): string =>
      `${written(typical)} (${written(low)} ${to} ${written(high)})`;
    const expected = {
      ...Object.fromEntries(Object.entries(usage).map(([key, known]) => [`usage.${key}`, told(known)])),
      'data.accounts': told(sizes.accounts),
      'objective.percentile': written(DEFAULT_OBJECTIVE.percentile),
      'objective.responseTime': written(DEFAULT_OBJECTIVE.responseTime),
      'objective.errors': written(DEFAULT_OBJECTIVE.errors),
    };
    const presets = Object.fromEntries(rows.map(({ key, preset }) => [key, preset]));
    expect(presets).toMatchObject(expected);
  });
});
