// @ts-check
// Writes the figures of accuracy/load.json in docs/verify.md and its French page: node scripts/load/pages.js
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../prepare.js';

/** @typedef {{ truth: number, median: number, worstError: number, spread: number }} Figures */
/** @typedef {Figures & { name: string, runs: number, found: number, longestSeconds: number }} Search */
/** @typedef {{ node: string, machine: string, freeze: { runs: number, void: number, p95: Figures, p99: Figures }, arrivals: { rate: number, index: number }[], searches: Search[] }} LoadRecord */

const START = '<!-- load:start (written by scripts/load/pages.js) -->';
const END = '<!-- load:end -->';

const words = {
  en: {
    locale: 'en-GB',
    unit: ' %',
    head: ['What', 'Truth', 'Median', 'Worst error', 'Spread', 'Aim', 'Runs', 'Longest'],
    freeze: (/** @type {string} */ at) => `server that freezes 2 s in 20 s at 100/s, ${at}`,
    search: (/** @type {string} */ name) => `capacity of ${name}`,
    names: /** @type {Record<string, string>} */ ({}),
    arrivals: (/** @type {string} */ rates) =>
      `Arrivals’ index of dispersion, in bins of 10 ms (1 for Poisson): ${rates}.`,
    at: ' at ',
    machine: (/** @type {LoadRecord} */ { machine, node }) => `Machine: ${machine}, Node ${node}.`,
  },
  fr: {
    locale: 'fr-FR',
    unit: '\u00a0%',
    head: ['Quoi', 'Vérité', 'Médiane', 'Pire écart', 'Dispersion', 'But', 'Essais', 'Le plus long'],
    freeze: (/** @type {string} */ at) => `serveur figé 2\u00a0s sur 20 à 100/s, ${at}`,
    search: (/** @type {string} */ name) => `capacité de ${name}`,
    names: /** @type {Record<string, string>} */ ({
      'pool of 10': 'pool de 10',
      '20 calls outside': '20 appels au dehors',
    }),
    arrivals: (/** @type {string} */ rates) =>
      `Indice de dispersion des arrivées, par tranches de 10\u00a0ms (1 pour Poisson)\u202f: ${rates}.`,
    at: ' à ',
    machine: (/** @type {LoadRecord} */ { machine, node }) => `Machine\u202f: ${machine}, Node ${node}.`,
  },
};

/**
 * The figures as the page shows them.
 * @param {LoadRecord} record
 * @param {keyof typeof words} language
 */
export function figuresText(record, language) {
  const said = words[language];
  const number = (/** @type {number} */ value, digits = 1) =>
    value.toLocaleString(said.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = (/** @type {number} */ share) => `${number(share * 100)}${said.unit}`;
  const row = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const { freeze, arrivals, searches } = record;
  const frozen = /** @type {const} */ ([
    ['p95', freeze.p95, 0.15],
    ['p99', freeze.p99, 0.1],
  ]);
  return [
    row(said.head),
    row(said.head.map(() => '---')),
    ...frozen.map(([at, { truth, median, worstError, spread }, aim]) =>
      row([
        said.freeze(at),
        `${number(truth, 3)} s`,
        `${number(median, 3)} s`,
        percent(worstError),
        percent(spread),
        `±${number(aim * 100, 0)}${said.unit}`,
        `${freeze.runs - freeze.void}/${freeze.runs}`,
        '20 s',
      ]),
    ),
    ...searches.map((search) =>
      row([
        said.search(said.names[search.name] ?? search.name),
        `${number(search.truth)}/s`,
        `${number(search.median)}/s`,
        percent(search.worstError),
        percent(search.spread),
        `±${number(10, 0)}${said.unit}`,
        `${search.found}/${search.runs}`,
        `${search.longestSeconds} s`,
      ]),
    ),
    '',
    said.arrivals(arrivals.map(({ rate, index }) => `${number(index, 2)}${said.at}${rate}/s`).join(', ')),
    said.machine(record),
  ].join('\n');
}

/** Pages that show the figures, by language. */
export const pages = /** @type {const} */ ({ en: 'docs/verify.md', fr: 'docs/fr/verify.md' });

/**
 * @param {string} page
 * @param {string} figures
 */
export function withFigures(page, figures) {
  const [before = '', rest = ''] = page.split(START);
  return `${before}${START}\n${figures}\n${END}${rest.split(END)[1] ?? ''}`;
}

export function writePages() {
  const file = join(root, 'accuracy', 'load.json');
  if (!existsSync(file)) return;
  const record = /** @type {LoadRecord} */ (JSON.parse(readFileSync(file, 'utf8')));
  for (const language of /** @type {const} */ (['en', 'fr'])) {
    const path = join(root, pages[language]);
    writeFileSync(path, withFigures(readFileSync(path, 'utf8'), figuresText(record, language)));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writePages();
