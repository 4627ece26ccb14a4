// @ts-check
// Pages whose figures are written by a script: between `<!-- NAME:start … -->` and `<!-- NAME:end -->`, and nowhere else.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.js';

/** @param {string} page @param {string} block @param {string} content */
export function filled(page, block, content) {
  const pattern = new RegExp(`(<!-- ${block}:start[^>]*-->)[\\s\\S]*?(<!-- ${block}:end -->)`);
  return page.replace(pattern, (_, start, end) => `${start}\n${content}\n${end}`);
}

/**
 * Writes each page that its figures change; with `--check`, writes nothing, names them and makes the process end with 1.
 * @param {string} script
 * @param {Readonly<Record<string, (page: string) => string>>} pages
 */
export function writePages(script, pages) {
  for (const [file, fill] of Object.entries(pages)) {
    const path = join(root, file);
    const page = readFileSync(path, 'utf8');
    const written = fill(page);
    if (!process.argv.includes('--check')) writeFileSync(path, written);
    else if (written !== page) {
      console.error(`${file} is not up to date: node ${script}`);
      process.exitCode = 1;
    }
  }
}

/**
 * Numbers as a language writes them, with so many digits after the mark at most, or at least as well.
 * @param {'fr' | 'en'} language
 * @returns {(value: number, most?: number, least?: number) => string}
 */
export function numbersIn(language) {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  return (value, most = 1, least = 0) => {
    const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
    return value.toLocaleString(locale, { ...digits, signDisplay: 'negative' }).replace('-', '−');
  };
}
