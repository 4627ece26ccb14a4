// @ts-check
// Installs what is missing, builds, runs every test, and ends with one line of counts: npm test [-- vitest arguments]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './prepare.js';

/** Folders with packages of their own that some test needs. */
const folders = [
  '.',
  ...['koomy', 'librairie'].map((name) => join('examples', name)),
  ...['browser', 'frameworks', 'k6', 'nodes'].map((name) => join('test', name)),
];

run(() => {
  for (const folder of folders) ensureInstalled(join(root, folder), console.log);
  ensureBuilt(console.log);
  const scratch = mkdtempSync(join(tmpdir(), 'jauge-'));
  const results = join(scratch, 'results.json');
  try {
    const status = vitest(results);
    const { passed, failed, skipped } = count(results, status);
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    return failed > 0 ? 1 : status;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

/** @param {string} results */
function vitest(results) {
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const command = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [command, ...words, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status ?? 1;
}

/**
 * A file that fails before its first test counts as one failure, and so does a run that fails without any.
 * @param {string} results
 * @param {number} status
 */
function count(results, status) {
  if (!existsSync(results)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(results, 'utf8'));
  const lost = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + lost;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
