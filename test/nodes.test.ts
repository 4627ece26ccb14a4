import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/prepare.js';
import { jauge, koomy, LIBRARY, launch, projectOf, ready } from './cli/command.ts';

// The built command on the other versions of Node that people have. Their binaries come from test/nodes (installed by npm test).

const machine = `${process.platform}-${process.arch}`;
/** Machines for which test/nodes/package.json names binaries; on others there is nothing to install. */
const served = ['linux-x64', 'linux-arm64', 'darwin-arm64'].includes(machine);

beforeAll(ready);

describe.each([22, 24, 26])('Node %i', (major) => {
  const node = join(root, 'test', 'nodes', 'node_modules', `node-${major}-${machine}`, 'bin', 'node');

  it.skipIf(!served)(`is installed for ${machine}`, () => {
    expect(existsSync(node), `Node ${major} is not in test/nodes: npm test installs it`).toBe(true);
    expect(launch(node, ['--version']).out).toMatch(new RegExp(`^v${major}\\.`));
  });

  it.skipIf(!served)('writes the same report as this one, but for the line on the machine', () => {
    const folder = projectOf(LIBRARY);
    const words = [folder, '--format', 'json'];
    const here = JSON.parse(jauge(words).out);
    const run = jauge(words, { node });
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    const there = JSON.parse(run.out);
    for (const document of [here, there]) delete document.inventory.deployment.host;
    expect(there).toEqual(here);
  });

  it.skipIf(!served)(
    'reads examples/koomy',
    () => {
      const run = jauge([koomy, '--format', 'markdown'], { node });
      expect(run).toMatchObject({ exitCode: 0, err: '' });
      expect(run.out).toMatch(/^# Koomy/);
    },
    240_000,
  );
});
