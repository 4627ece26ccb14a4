import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { type Desk, STATE, secondCore } from '../../src/cli/second-core.ts';
import { estimate } from '../../src/estimate.ts';
import { openProject } from '../../src/inspect/index.ts';
import { type StudyInput, studiesOf } from '../../src/plan/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'jauge-second-core-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const project = openProject(join(import.meta.dirname, '../../examples/capteurs'));
const alone = JSON.stringify(estimate(project));

const BUILT = new URL('../../dist/cli/studies-worker.js', import.meta.url);

function worker(name: string, text: string): URL {
  const path = join(folder, name);
  writeFileSync(path, text);
  return pathToFileURL(path);
}

const ENTRIES: readonly (readonly [string, () => URL])[] = [
  ['the built worker', () => BUILT],
  ['a worker that fails at work', () => worker('fails.mjs', failing)],
  ['a worker that fails at once', () => worker('throws.mjs', "throw new Error('lost');\n")],
];

/** Begins, says that it has ended, and leaves nothing. */
const failing = `
import { workerData } from 'node:worker_threads';
workerData.port.on('message', () => {
  Atomics.store(workerData.state, 0, 2);
  Atomics.notify(workerData.state, 0);
  throw new Error('lost');
});
`;

describe.skipIf(availableParallelism() < 2)('a second core gives the estimate of one core, byte for byte', () => {
  it.each(ENTRIES)('%s', (_, entry) => {
    const begin = secondCore(entry());
    expect(begin).toBeDefined();
    expect(JSON.stringify(estimate(project, begin === undefined ? {} : { begin }))).toBe(alone);
  });
});

it('the built worker answers on its port, and says that it has', async () => {
  const inputs: StudyInput[] = [];
  estimate(project, {
    begin: (input) => {
      inputs.push(input);
      return () => studiesOf(input);
    },
  });
  const { port1: here, port2: port } = new MessageChannel();
  const state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const built = new Worker(BUILT, { workerData: { port, state } satisfies Desk, transferList: [port] });
  here.postMessage(inputs[0]);
  const [results] = await once(here, 'message');
  Atomics.wait(state, 0, STATE.underWay, 1000);
  expect(Atomics.load(state, 0)).toBe(STATE.done);
  expect(JSON.stringify(results)).toBe(JSON.stringify(studiesOf(inputs[0] as StudyInput)));
  await built.terminate();
});

it('where Node’s permissions forbid workers, the command answers all the same', () => {
  const command = join(import.meta.dirname, '../../dist/cli/bin.js');
  const flag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
  const folder = join(import.meta.dirname, '../../examples/capteurs');
  const words = [flag, '--allow-fs-read=*', '--allow-addons', '--no-warnings', command, folder, '--format', 'json'];
  const run = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toHaveProperty('capacities');
});

it('without a built worker there is none', () => {
  expect(secondCore(pathToFileURL(join(folder, 'missing.js')))).toBeUndefined();
});
