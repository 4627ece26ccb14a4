// @ts-check
// The whole record, recomputed: every stored measurement against the predictions of the stages given.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolSection } from '../measure/figures.js';
import { compare, summarise } from './compare.js';
import { writePage } from './page.js';
import { publicSection } from './public-page.js';
import { folder, readCorpus, root } from './record.js';

/** @returns {import('./record.js').Corpus[]} */
export function storedMeasurements() {
  return readdirSync(folder)
    .filter((file) => /-\d+\.json$/.test(file))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((file) => /** @type {import('./record.js').Corpus} */ (readCorpus(join(folder, file))));
}

/** @param {import('./predict.js').Stages} stages */
export function generate(stages) {
  const corpora = storedMeasurements();
  const comparisons = corpora.map((corpus) => compare(corpus, stages, join(root, corpus.application)));
  const introduction = readFileSync(join(root, 'accuracy', 'page.md'), 'utf8');
  const outside = join(root, 'accuracy', 'public.json');
  const compared = existsSync(outside) ? JSON.parse(readFileSync(outside, 'utf8')) : undefined;
  const page = writePage(
    comparisons,
    corpora,
    introduction,
    compared === undefined ? '' : publicSection(compared),
    toolSection(),
  );
  return { page, summary: rounded(summarise(comparisons)), comparisons };
}

/**
 * Three significant digits: a figure beyond would change with nothing.
 * @param {any} value
 * @returns {any}
 */
function rounded(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(3)) : null;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)]));
}
