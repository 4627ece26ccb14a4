// @ts-check
// Puts the command and all it may need in a few files, so that it starts without opening five hundred: node scripts/bundle.js DIST
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
