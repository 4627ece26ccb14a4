// @ts-check
// Writes the JSON Schemas of what Jauge publishes, of the result and of a measurement, from the types of src/model: node scripts/write-schema.js
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('..', import.meta.url));

export const documents = /** @type {const} */ ({
  estimate: {
    type: 'Estimate',
    title: 'Jauge estimate',
    description: 'What `jauge --format json` writes. Generated from src/model by scripts/write-schema.js: do not edit.',
  },
  measurement: {
    type: 'Measurement',
    title: 'Jauge measurement',
    description:
      'What `jauge measure` and `jauge calibrate` write, and `jauge` reads: jauge.measurement.json. Generated from src/model by scripts/write-schema.js: do not edit.',
  },
});

/** @typedef {keyof typeof documents} Document */

/** @param {Document} document */
export function schemaFile(document) {
  return join(root, 'schema', `${document}.schema.json`);
}

/** @typedef {Record<string, unknown>} Schema */

/**
 * The schema as text: draft 2020-12, one definition per type of the model, with what its comments say.
 * @param {Document} document
 */
export function schemaText(document) {
  const { type, title, description } = documents[document];
  const generator = createGenerator({
    path: join(root, 'src', 'model', `${document}.ts`),
    tsconfig: join(root, 'tsconfig.schema.json'),
    type,
    // The generator carries a TypeScript of its own; the types are checked by ours.
    skipTypeCheck: true,
    additionalProperties: false,
    sortProps: false,
  });
  const { definitions = {} } = /** @type {{ definitions?: Record<string, Schema> }} */ (generator.createSchema(type));
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://unpkg.com/jauge/schema/${document}.schema.json`,
    title,
    description,
    $ref: reference(type),
    $defs: Object.fromEntries(
      Object.entries(definitions).map(([name, definition]) => [
        plain(name),
        { title: plain(name), .../** @type {Schema} */ (translate(definition)) },
      ]),
    ),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** `Setting<number>` would have to be escaped in references. @param {string} name */
function plain(name) {
  return name.replace(/<(\w)(\w*)>/g, (_, first, rest) => `Of${first.toUpperCase()}${rest}`);
}

/** @param {string} name */
function reference(name) {
  return `#/$defs/${plain(name)}`;
}

/**
 * From draft 7 to draft 2020-12.
 * @param {unknown} value
 * @returns {unknown}
 */
function translate(value) {
  if (Array.isArray(value)) return value.map(translate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref'
        ? [key, reference(decodeURIComponent(String(inner).replace('#/definitions/', '')))]
        : [key, translate(inner)],
    ),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const document of /** @type {Document[]} */ (Object.keys(documents)))
    writeFileSync(schemaFile(document), schemaText(document));
