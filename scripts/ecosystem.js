// @ts-check
// What inspection finds and costs on any number of checkouts, each read in a process of its own: npm run ecosystem -- DIR… [--counts] [--keep]
// --counts leaves CPU seconds and memory unweighed: for a machine that is not quiet.
// --keep stores the figures in accuracy/ecosystem.json, which docs/inspection.md shows; a name and a commit are kept, never a path or code.
// With --counts, the weights on record stay, told to be of an earlier version. Progress goes to the error output.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from './prepare.js';
import { scaling } from './scaling.js';

const self = fileURLToPath(import.meta.url);
const store = join(root, 'accuracy', 'ecosystem.json');
const kinds = ['query', 'call', 'cpu', 'thread', 'repeat', 'choice', 'parallel', 'transaction', 'detached'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    keep: { type: 'boolean', default: false },
    counts: { type: 'boolean', default: false },
    one: { type: 'boolean', default: false },
    cost: { type: 'boolean', default: false },
  },
});

if (values.one) await readOne(positionals[0] ?? '.');
else if (values.cost) await costOne(positionals[0] ?? '.');
else readAll(positionals);

/**
 * Counts, in a process of its own.
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
  const figures = {
    framework: inventory.stack.framework.name,
    files: { seen: inventory.project.filesSeen, read: inventory.project.filesRead },
    routes: inventory.routes.length,
    steps,
    findings: inventory.findings.length,
    unknownCalls: ledgerOf(inventory).length,
    unknowns: inventory.unknowns.length,
  };
  console.log(JSON.stringify(figures));
}

/** @param {readonly string[]} folders */
function readAll(folders) {
  if (folders.length === 0) {
    console.error('Usage: npm run ecosystem -- DIR… [--counts] [--keep]');
    process.exit(2);
  }
  ensureBuilt(console.error);
  const projects = folders.map((folder, index) => {
    const name = basename(resolve(folder));
    const told = `${index + 1}/${folders.length} ${name}`;
    return { name, ...commitOf(folder), ...(values.counts ? countsOf(folder, told) : weighed(folder, told)) };
  });
  print(projects);
  if (values.counts) {
    if (values.keep) keep({ projects });
    return;
  }
  const growth = scaling((folder, size) => figuresOf(folder, `${size} files of one shape`)).map(
    ({ files, routes, cpuSeconds, megabytes }) => ({
      files: files.read,
      routes,
      cpuSeconds,
      megabytes,
    }),
  );
  console.log('\nOne shape of server, more and more files');
  for (const { files, routes, cpuSeconds, megabytes } of growth)
    console.log(`${files} files  ${routes} routes  ${cpuSeconds.toFixed(2)} s  ${megabytes} MB`);
  if (!values.keep) return;
  const { machine } = JSON.parse(readFileSync(join(root, 'accuracy', 'time.json'), 'utf8'));
  keep({ node: process.version, machine, projects, scaling: growth });
}

/** @param {{ projects: readonly any[], [part: string]: any }} now */
function keep({ projects, ...others }) {
  const before = JSON.parse(readFileSync(store, 'utf8'));
  const kept = { ...before, ...others, projects: merged(before.projects, projects) };
  writeFileSync(store, `${JSON.stringify(kept, null, 2)}\n`);
}

/**
 * Those that were not read this time stay as they were; so do the weights of those that were not weighed.
 * @param {readonly any[]} before @param {readonly any[]} now
 */
function merged(before, now) {
  const read = new Map(now.map((one) => [one.name, one]));
  const added = now.filter((one) => before.every(({ name }) => name !== one.name));
  return [...before.map((one) => together(one, read.get(one.name) ?? one)), ...added];
}

/** @param {any} before @param {any} now */
function together(before, now) {
  if (now === before || now.cpuSeconds !== undefined || now.refused !== undefined) return now;
  const { cpuSeconds, megabytes, loadPerProcessor } = before;
  return { ...now, cpuSeconds, megabytes, loadPerProcessor, earlier: true };
}

/** @param {string} folder @param {string} told @returns {any} */
function weighed(folder, told) {
  const figures = figuresOf(folder, told);
  /** Processes that wanted a processor, for each that there is: above 1, CPU seconds are longer than on a quiet machine. */
  return { ...figures, loadPerProcessor: Number(((loadavg()[0] ?? 0) / availableParallelism()).toFixed(1)) };
}

/** @param {string} folder @param {string} told What progress calls it. @returns {any} */
function figuresOf(folder, told) {
  const counts = countsOf(folder, told);
  return counts.refused === undefined ? { ...counts, ...costOf(folder, told) } : counts;
}

/** @param {string} folder @param {string} told @returns {any} */
function countsOf(folder, told) {
  console.error(`${told}: counts`);
  const child = spawnSync(process.execPath, [self, '--one', folder], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (child.status === 0) return JSON.parse(child.stdout);
  const refused = /problem: \{ key: '([^']+)'/.exec(child.stderr)?.[1] ?? /JaugeError: (\S+)/.exec(child.stderr)?.[1];
  return { refused: refused ?? child.stderr.trim().split('\n').at(-1) ?? 'killed' };
}

/**
 * CPU seconds and the peak of memory of `jauge routes`, start included, nothing warm: the middle one of three runs.
 * @param {string} folder @param {string} told
 */
function costOf(folder, told) {
  const runs = [1, 2, 3].map((run) => {
    console.error(`${told}: weighed, run ${run} of 3`);
    return JSON.parse(spawnSync(process.execPath, [self, '--cost', folder], { encoding: 'utf8' }).stdout);
  });
  return runs.sort((a, b) => a.cpuSeconds - b.cpuSeconds)[1];
}

/**
 * The command in a process of its own, which says what it took.
 * @param {string} folder
 */
async function costOne(folder) {
  const { main } = await import(pathToFileURL(join(root, 'dist', 'cli', 'main.js')).href);
  const nowhere = () => undefined;
  await main(['routes', folder], { out: nowhere, err: nowhere, color: false, progress: false }, '');
  const { user, system } = process.cpuUsage();
  const cpuSeconds = Number(((user + system) / 1e6).toFixed(2));
  console.log(JSON.stringify({ cpuSeconds, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
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
          one.cpuSeconds?.toFixed(2) ?? '',
          one.megabytes ?? '',
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
