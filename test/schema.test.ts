import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';
import { documents, schemaFile, schemaText } from '../scripts/write-schema.js';
import { jauge, koomy, LIBRARY, projectOf, ready } from './cli/command.ts';

// The published JSON Schemas say what the command really writes.

type Kind = keyof typeof documents;
const KINDS = Object.keys(documents) as readonly Kind[];
const schemaOf = (kind: Kind) => JSON.parse(readFileSync(schemaFile(kind), 'utf8')) as Record<string, unknown>;
const checker = (kind: Kind) =>
  new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schemaOf(kind));
const [checkEstimate, checkMeasurement] = [checker('estimate'), checker('measurement')];

function complaints(document: unknown, validate = checkEstimate): readonly string[] {
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

describe.each(KINDS)('the schema of the %s', (kind) => {
  it('is what the types of the model say today (npm run schema writes it)', () => {
    expect(readFileSync(schemaFile(kind), 'utf8')).toBe(schemaText(kind));
  }, 120_000);

  it('is the file that the package publishes', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(join(root, manifest.exports[`./schema/${kind}.json`])).toBe(schemaFile(kind));
    expect(manifest.files).toContain('schema');
  });

  it('describes every type, and closes every object', () => {
    const definitions = Object.values(schemaOf(kind)['$defs'] as Record<string, Record<string, unknown>>);
    expect(definitions.length).toBeGreaterThan({ estimate: 60, measurement: 10 }[kind]);
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

describe('a measurement', () => {
  const reading = { low: 0.001, typical: 0.002, high: 0.003, count: 40, way: 'drive' };
  const calls = { 'api.stripe.com': { count: reading, time: reading } };
  const document = {
    schemaVersion: 1,
    tool: { name: 'jauge', version: '0.1.0' },
    date: '2026-11-25',
    ways: [{ way: 'drive', date: '2026-11-25', of: 'npm start', complete: true }],
    routes: { 'GET /api/news': { requests: 40, cpu: reading, queries: reading, calls } },
  };

  it('made by the logs is valid', () => {
    const folder = projectOf(LIBRARY);
    const line = '127.0.0.1 - - [25/Nov/2026:10:00:00 +0000] "GET /api/books HTTP/1.1" 200 12 "-" "a"\n';
    writeFileSync(join(folder, 'access.log'), line.repeat(40));
    expect(jauge(['measure', folder, '--logs', join(folder, 'access.log')]).exitCode).toBe(0);
    const written = JSON.parse(readFileSync(join(folder, 'jauge.measurement.json'), 'utf8'));
    expect(complaints(written, checkMeasurement)).toEqual([]);
    expect(written.traffic.requests).toBe(40);
  });

  it('with what the agent counts is valid; with a field of another, or without its version, it is not', () => {
    expect(complaints(document, checkMeasurement)).toEqual([]);
    const strange = { ...document, routes: { 'GET /api/news': { requests: 40, mood: reading } } };
    expect(complaints(strange, checkMeasurement).join('\n')).toContain('"mood"');
    const { schemaVersion: _, ...without } = document;
    expect(complaints(without, checkMeasurement).join('\n')).toContain("'schemaVersion'");
    expect(complaints({ ...document, ways: [{ ...document.ways[0], way: 'guess' }] }, checkMeasurement)).not.toEqual(
      [],
    );
  });
});
