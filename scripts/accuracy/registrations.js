// @ts-check
// Routes that inspection finds, beside those counted by hand: node scripts/accuracy/registrations.js --checkout NAME=DIR … [--noir DIR] [--keep]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../prepare.js';
import { benchNoir } from './noir.js';
import { root } from './record.js';

/** @typedef {{ repository: string, commit: string, framework: string, counted: string, routes: string[], explained?: Record<string, string> }} Truth */

const folder = join(root, 'accuracy', 'routes');
const figures = join(root, 'accuracy', 'routes.json');

const { values } = parseArgs({
  options: {
    checkout: { type: 'string', multiple: true, default: [] },
    noir: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
if (values.checkout.length === 0 && values.noir === undefined) {
  console.error('Usage : node scripts/accuracy/registrations.js --checkout NOM=DOSSIER … [--noir DOSSIER] [--keep]');
  process.exit(2);
}

ensureBuilt(console.log);
const { inspect, openProject } = await import('../../dist/inspect/index.js');

/**
 * Two spellings of the same path are one: constraints of parameters and names of rests are left out.
 * @param {string} id
 */
export function normal(id) {
  const [method = '', path = ''] = id.replace(/ \(\d+\)$/, '').split(/ (.*)/);
  const plain = path
    .replace(/\([^()]*\)/g, '')
    .replace(/\*\w*/g, '*')
    .replace(/^\*/, '/*');
  return `${method} ${plain}`;
}

/**
 * @param {string} name
 * @param {string} checkout
 */
function compare(name, checkout) {
  /** @type {Truth} */
  const truth = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const before = process.cpuUsage();
  const inventory = inspect(openProject(checkout));
  const spent = process.cpuUsage(before);
  const found = new Set(inventory.routes.map(({ id }) => normal(id)));
  const expected = new Set(truth.routes.map(normal));
  const missing = [...expected].filter((id) => !found.has(id));
  const extra = [...found].filter((id) => !expected.has(id));
  const unexplained = [...missing, ...extra].filter((id) => truth.explained?.[id] === undefined);
  return {
    name,
    repository: truth.repository,
    commit: truth.commit,
    framework: inventory.stack.framework.name,
    byHand: expected.size,
    found: found.size,
    missing,
    extra,
    explained: truth.explained ?? {},
    unexplained: unexplained.length,
    filesRead: inventory.project.filesRead,
    cpuSeconds: Number(((spent.user + spent.system) / 1e6).toFixed(2)),
  };
}

/** @param {ReturnType<typeof compare>[]} projects */
function totals(projects) {
  const byHand = projects.reduce((sum, one) => sum + one.byHand, 0);
  const missing = projects.reduce((sum, one) => sum + one.missing.length, 0);
  const extra = projects.reduce((sum, one) => sum + one.extra.length, 0);
  return {
    projects: projects.length,
    byHand,
    recall: Number(((byHand - missing) / byHand).toFixed(4)),
    precision: Number(((byHand - missing) / (byHand - missing + extra)).toFixed(4)),
  };
}

const projects = values.checkout.map((given) => {
  const [name = '', checkout = ''] = given.split(/=(.*)/);
  if (!existsSync(join(folder, `${name}.json`))) throw new Error(`accuracy/routes/${name}.json manque`);
  return compare(name, checkout);
});
for (const { name, framework, byHand, found, missing, extra } of projects)
  console.log(`${name} (${framework}) : ${found} sur ${byHand}, manquent [${missing}], en trop [${extra}]`);
const noir = values.noir === undefined ? undefined : await benchNoir(values.noir);
const all = projects.length === 0 ? undefined : totals(projects);
if (all !== undefined) console.log(`rappel ${all.recall}, précision ${all.precision} sur ${all.byHand} routes`);
if (noir !== undefined)
  for (const [family, { expected, found, unreached }] of Object.entries(noir.families))
    console.log(`noir ${family} : ${found} sur ${expected}, et ${unreached} hors de portée`);

if (values.keep) {
  const kept = existsSync(figures) ? JSON.parse(readFileSync(figures, 'utf8')) : {};
  const command = 'node scripts/accuracy/registrations.js --checkout NAME=DIR … --noir DIR --keep';
  const what = 'routes that inspection finds in public code, beside those counted by hand in accuracy/routes/';
  const text = {
    what,
    command,
    totals: all ?? kept.totals,
    projects: projects.length > 0 ? projects : kept.projects,
    noir: noir ?? kept.noir,
  };
  writeFileSync(figures, `${JSON.stringify(text, null, 2)}\n`);
}
