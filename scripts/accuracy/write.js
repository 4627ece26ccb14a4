// @ts-check
// Generates docs/accuracy.md and accuracy/summary.json from the stored measurements and the current code: node scripts/accuracy/write.js.
// With --baseline, the errors of today become those that the test compares with.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../prepare.js';
import { generate } from './generate.js';
import { root } from './record.js';
import { builtStages } from './stages.js';

ensureBuilt(console.log);
const { page, summary } = generate(await builtStages());
writeFileSync(join(root, 'docs', 'accuracy.md'), page);
writeFileSync(join(root, 'accuracy', 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
if (process.argv.includes('--baseline')) {
  const { capacity, routes } = summary;
  const kept = (/** @type {{ medianRatio: number }} */ { medianRatio }) => ({ medianRatio });
  const baseline = {
    capacity: kept(capacity),
    routes: { application: kept(routes.application), database: kept(routes.database) },
  };
  writeFileSync(join(root, 'accuracy', 'baseline.json'), `${JSON.stringify(baseline, undefined, 2)}\n`);
}
console.log(JSON.stringify(summary, undefined, 1));
