// @ts-check
// Puts the command and all it may need in a few files, so that it starts without opening five hundred, and the solver in the one file that a
// browser loads: node scripts/bundle.js DIST
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const [dist = 'dist'] = process.argv.slice(2);
const command = join(dist, 'cli');
const bundle = await rolldown({
  input: { bin: join(command, 'bin.js'), main: join(command, 'main.js') },
  platform: 'node',
  // Packages stay packages, resolved and updated by npm.
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id),
  onLog: (level, log) => {
    if (level !== 'info') throw new Error(log.message);
  },
});
const names = { entryFileNames: '[name].js', chunkFileNames: '[name].chunk.js' };
const { output } = await bundle.generate({ format: 'esm', ...names });
await bundle.close();
rmSync(command, { recursive: true });
mkdirSync(command);
for (const file of output) {
  writeFileSync(join(command, file.fileName), file.type === 'chunk' ? file.code : file.source);
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
