import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';
import { schemaFile, schemaText } from '../scripts/write-schema.js';
import { jauge, koomy, LIBRARY, projectOf, ready } from './cli/command.ts';

// The published JSON Schema says what the command really writes.

const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema);

function complaints(document: unknown): readonly string[] {
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }: ErrorObject) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function written(words: readonly string[]): Record<string, unknown> {
  const run = jauge([...words, '--format', 'json']);
  expect(run.err).toBe('');
  return JSON.parse(run.out) as Record<string, unknown>;
}

beforeAll(ready);

describe('the schema', () => {
  it('is what the types of the model say today (npm run schema writes it)', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(schemaText());
  }, 120_000);

  it('is the file that the package publishes', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(join(root, manifest.exports['./schema/estimate.json'])).toBe(schemaFile);
    expect(manifest.files).toContain('schema');
  });

  it('describes every type, and closes every object', () => {
    const definitions = Object.values(schema['$defs'] as Record<string, Record<string, unknown>>);
    expect(definitions.length).toBeGreaterThan(60);
    for (const definition of definitions) {
      expect(definition['title']).toEqual(expect.any(String));
      if (definition['type'] === 'object' && definition['properties'] !== undefined)
        expect(definition['additionalProperties']).toBe(false);
    }
  });
});

describe('what the command writes', () => {
  it('is valid for examples/koomy', () => {
    expect(complaints(written([koomy]))).toEqual([]);
  }, 240_000);

  it.each<[string, readonly string[]]>([
    ['a small project', []],
    ['a target out of reach', ['--target', '5M']],
    ['a target of accounts', ['--target-accounts', '20k']],
    ['a large machine', ['--machine', '16:64GB*10']],
  ])('is valid for %s', (_, words) => {
    expect(complaints(written([projectOf(LIBRARY), ...words]))).toEqual([]);
  });

  it('is refused with a field that the model does not have, at any depth', () => {
    const document = written([projectOf(LIBRARY)]);
    expect(complaints({ ...document, mood: 'good' })).not.toEqual([]);
    const deep = structuredClone(document) as { inventory: { stack: { node: Record<string, unknown> } } };
    deep.inventory.stack.node['mood'] = 'good';
    expect(complaints(deep)).toEqual([
      '/inventory/stack/node must NOT have additional properties {"additionalProperty":"mood"}',
    ]);
  });

  it('is refused without a field, with a value of another kind, or with another version', () => {
    const { summary: _, ...document } = written([projectOf(LIBRARY)]);
    expect(complaints(document).join('\n')).toContain("must have required property 'summary'");
    expect(complaints({ ...document, summary: 'long' }).join('\n')).toContain('/summary must be array');
    expect(complaints({ ...document, summary: [], schemaVersion: 2 }).join('\n')).toContain('/schemaVersion');
  });
});
