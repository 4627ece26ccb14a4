// @ts-check
// Puts the command and all it may need in a few files, so that it starts without opening five hundred, the monitor in one, so that it weighs
// less in the application, and the solver in the one file that a browser loads: node scripts/bundle.js DIST
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const [dist = 'dist'] = process.argv.slice(2);
const command = join(dist, 'cli');
const bundle = await rolldown({
  input: Object.fromEntries(['bin', 'main', 'studies-worker'].map((name) => [name, join(command, `${name}.js`)])),
  platform: 'node',
  // Packages stay packages, resolved and updated by npm.
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id),
  onLog: (level, log) => {
    if (level !== 'info') throw new Error(log.message);
  },
});
const names = { entryFileNames: '[name].js', chunkFileNames: '[name].chunk.js' };
// Lines and names stay as they are, for whoever reads a stack trace; comments are left out: they would be read at each start.
const { output } = await bundle.generate({ format: 'esm', comments: false, ...names });
await bundle.close();
rmSync(command, { recursive: true });
mkdirSync(command);
for (const file of output) {
  writeFileSync(join(command, file.fileName), file.type === 'chunk' ? narrow(file.code) : file.source);
}

const monitor = join(dist, 'monitor');
const watching = await rolldown({
  input: join(monitor, 'index.js'),
  platform: 'node',
  onLog: (level, log) => {
    if (level !== 'info') throw new Error(log.message);
  },
});
const watched = await watching.generate({ format: 'esm', minify: true, chunkFileNames: '[name].chunk.js' });
await watching.close();
for (const path of readdirSync(monitor, { recursive: true, encoding: 'utf8' })) {
  if (path.endsWith('.js') && !path.startsWith(join('page', 'assets'))) rmSync(join(monitor, path));
}
for (const file of watched.output) {
  if (file.type === 'chunk') writeFileSync(join(monitor, file.fileName), narrow(file.code));
}
// They are looked for beside the file that serves them.
renameSync(join(monitor, 'page', 'assets'), join(monitor, 'assets'));

/**
 * One letter beyond Latin-1 doubles what the whole source weighs in memory, and what it takes to read.
 * @param {string} code
 */
function narrow(code) {
  return code.replace(/[^\0-\u00ff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const solver = await rolldown({
  input: join(dist, 'solve', 'index.js'),
  platform: 'browser',
  // An import that the browser lacks is left as written, and is an error here.
  onLog: (level, log) => {
    if (level !== 'info') throw new Error(log.message);
  },
});
const solved = await solver.generate({ format: 'esm', codeSplitting: false, minify: true });
await solver.close();
const [page, ...others] = solved.output;
if (others.length > 0 || page.imports.length > 0 || page.dynamicImports.length > 0) {
  throw new Error(
    `The solver of browsers must stand alone; it imports ${[...page.imports, ...page.dynamicImports].join(', ')}.`,
  );
}
writeFileSync(join(dist, 'solve', 'browser.js'), page.code);
