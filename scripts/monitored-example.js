// @ts-check
// A copy of examples/koomy with the monitor installed as its report says, for the test that proves it and for the pictures of the documentation.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, root } from './prepare.js';

const koomy = join(root, 'examples', 'koomy');
export const token = 'jeton-d-essai-de-koomy';

/**
 * The lines of the report placed in a file, from the last to the first so that none moves another.
 * @param {string} text
 * @param {readonly import('../src/model/estimate.ts').Insertion[]} insertions
 */
function placed(text, insertions) {
  const lines = text.split('\n');
  for (const { after, replaces, code } of [...insertions].sort((one, other) => other.after - one.after)) {
    const added = code === '' ? [] : code.split('\n');
    if (replaces === undefined) lines.splice(after, 0, ...added);
    else lines.splice(replaces.from - 1, replaces.to - replaces.from + 1, ...added);
  }
  return lines.join('\n');
}

/**
 * Copies the example with its packages, Jauge among them as `npm install jauge` puts it, and places the lines of its report.
 * @param {string} folder
 * @returns {Promise<import('../src/model/estimate.ts').Estimate>}
 */
async function install(folder) {
  const mine = (/** @type {string} */ path) => !path.includes('node_modules') && !path.includes('dist');
  await cp(koomy, folder, { recursive: true, filter: mine });
  const packages = join(folder, 'node_modules');
  await mkdir(packages);
  for (const name of await readdir(join(koomy, 'node_modules'))) {
    await symlink(join(koomy, 'node_modules', name), join(packages, name));
  }
  await symlink(root, join(packages, 'jauge'));
  const { estimate, openProject } = await import(pathToFileURL(join(root, 'dist', 'index.js')).href);
  const result = estimate(openProject(koomy));
  const { insertions } = result.monitoring;
  for (const file of new Set(insertions.map((/** @type {{ file: string }} */ insertion) => insertion.file))) {
    const here = insertions.filter((/** @type {{ file: string }} */ insertion) => insertion.file === file);
    await writeFile(join(folder, file), placed(await readFile(join(folder, file), 'utf8'), here));
  }
  await writeFile(join(folder, 'jauge.json'), JSON.stringify(result));
  return result;
}

/** Starts the copy, with its database and its stand-ins. */
export async function startMonitoredExample() {
  ensureBuilt(() => undefined);
  const folder = await mkdtemp(join(tmpdir(), 'koomy-monitored-'));
  const result = await install(folder);
  const { startExample } = await import(pathToFileURL(join(folder, 'dev', 'start.js')).href);
  /** @type {import('../examples/koomy/dev/start.d.ts').Example} */
  const example = await startExample({ environment: { JAUGE_TOKEN: token } });
  const stop = async () => {
    await example.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...example, result, stop };
}
