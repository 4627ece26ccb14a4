// @ts-check
// What inspection finds and costs on any number of checkouts, each read in a process of its own: npm run ecosystem -- DIR… [--keep]
// --keep stores the figures in accuracy/ecosystem.json, which docs/inspection.md shows; a name and a commit are kept, never a path or code.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from './prepare.js';

const self = fileURLToPath(import.meta.url);
const store = join(root, 'accuracy', 'ecosystem.json');
const kinds = ['query', 'call', 'cpu', 'thread', 'repeat', 'choice', 'parallel', 'transaction', 'detached'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean', default: false }, one: { type: 'boolean', default: false } },
});

if (values.one) await readOne(positionals[0] ?? '.');
else readAll(positionals);

/**
 * In a process of its own, so that the figures are those of a command: start included, nothing warm.
 * @param {string} folder
 */
async function readOne(folder) {
  const { inspect, openProject } = await import('../dist/inspect/index.js');
  const { kindsOf } = await import('../dist/model/tally.js');
  const { ledgerOf } = await import('../dist/model/ledger.js');
  const inventory = inspect(openProject(folder));
  /** @type {Record<string, number>} */
  const steps = {};
  for (const route of inventory.routes)
    for (const [kind, count] of Object.entries(kindsOf(route.program))) steps[kind] = (steps[kind] ?? 0) + count;
  const spent = process.cpuUsage();
  const figures = {
    framework: inventory.stack.framework.name,
    files: { seen: inventory.project.filesSeen, read: inventory.project.filesRead },
    routes: inventory.routes.length,
    steps,
    findings: inventory.findings.length,
    unknownCalls: ledgerOf(inventory).length,
    unknowns: inventory.unknowns.length,
    cpuSeconds: Number(((spent.user + spent.system) / 1e6).toFixed(2)),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  console.log(JSON.stringify(figures));
}

/** @param {readonly string[]} folders */
function readAll(folders) {
  if (folders.length === 0) {
    console.error('Usage: npm run ecosystem -- DIR… [--keep]');
    process.exit(2);
  }
  ensureBuilt(console.error);
  const projects = folders.map((folder) => ({
    name: basename(resolve(folder)),
    ...commitOf(folder),
    ...figuresOf(folder),
  }));
  print(projects);
  if (!values.keep) return;
  const { machine } = JSON.parse(readFileSync(join(root, 'accuracy', 'time.json'), 'utf8'));
  const kept = {
    command: 'npm run ecosystem -- DIR… --keep',
    node: process.version,
    machine,
    /** Processes that wanted a processor, for each that there is: above 1, CPU seconds are longer than on a quiet machine. */
    loadPerProcessor: Number(((loadavg()[1] ?? 0) / availableParallelism()).toFixed(1)),
    projects,
  };
  writeFileSync(store, `${JSON.stringify(kept, null, 2)}\n`);
}

/** @param {string} folder @returns {any} */
function figuresOf(folder) {
  const child = spawnSync(process.execPath, [self, '--one', folder], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (child.status === 0) return JSON.parse(child.stdout);
  const refused = /problem: \{ key: '([^']+)'/.exec(child.stderr)?.[1] ?? /JaugeError: (\S+)/.exec(child.stderr)?.[1];
  return { refused: refused ?? child.stderr.trim().split('\n').at(-1) ?? 'killed' };
}

/** @param {string} folder */
function commitOf(folder) {
  const child = spawnSync('git', ['-C', folder, 'rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' });
  return child.status === 0 ? { commit: child.stdout.trim() } : {};
}

/** @param {readonly any[]} projects */
function print(projects) {
  const titles = ['project', 'framework', 'files', 'routes', ...kinds, 'unknown', 'CPU s', 'MB'];
  const rows = projects.map((one) =>
    one.refused === undefined
      ? [
          one.name,
          one.framework,
          `${one.files.read}/${one.files.seen}`,
          one.routes,
          ...kinds.map((kind) => one.steps[kind] ?? 0),
          one.unknownCalls,
          one.cpuSeconds.toFixed(2),
          one.megabytes,
        ]
      : [one.name, one.refused],
  );
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => String(row[index] ?? '').length)),
  );
  for (const row of [titles, ...rows])
    console.log(
      row
        .map((cell, index) =>
          index < 2 ? String(cell).padEnd(widths[index] ?? 0) : String(cell).padStart(widths[index] ?? 0),
        )
        .join('  '),
    );
}
