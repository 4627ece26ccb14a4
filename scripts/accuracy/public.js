// @ts-check
// The same comparison with an application measured elsewhere, whose code is given by path: node scripts/accuracy/public.js --checkout DIR
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../prepare.js';
import { format } from './format.js';
import { predict } from './predict.js';
import { publicSection } from './public-page.js';
import { folder, root } from './record.js';
import { builtStages } from './stages.js';
import { significant } from './statistics.js';

/**
 * @typedef {{ runs: number, capacity: number, capacityMin: number, capacityMax: number, saturation: number, applicationCpu: number, databaseCpu: number, p95AtHalf: number, applicationBusy: number, databaseBusy: number, size: 'S' | 'L' }} Measured
 * @typedef {{ name: string, application: string, commit: string, date: string, about: string, caution: string, node: string,
 *   sizes: Record<'S' | 'L', { accounts: number, rows: Record<string, number> }>, routesByItem: Record<string, string | null>,
 *   routes: (Measured & { item: string, route: string | null })[], mixes: (Measured & { name: string, mix: Record<string, number> })[] }} PublicCorpus
 */

const { values } = parseArgs({ options: { checkout: { type: 'string' }, keep: { type: 'boolean', default: false } } });
if (values.checkout === undefined) {
  console.error('Usage : node scripts/accuracy/public.js --checkout DOSSIER [--keep]');
  process.exit(2);
}
const { checkout } = values;

/** @type {PublicCorpus} */
const corpus = JSON.parse(readFileSync(join(folder, 'koomy-public.json'), 'utf8'));
ensureBuilt(console.log);
const stages = await builtStages();

/**
 * @param {'S' | 'L'} size
 * @param {Record<string, number>} [mix] Of routes.
 */
function predictionOf(size, mix) {
  const data = corpus.sizes[size];
  const settings = {
    machine: { cpu: 1 },
    instances: { minimum: 1, maximum: 1 },
    database: { cpu: 1, roundTrip: 0.0001 },
    node: Number(corpus.node.split('.')[0]),
    objective: { judges: /** @type {const} */ ('the mix') },
    data,
    ...(mix === undefined ? {} : { scenarios: { normal: mix } }),
  };
  return predict(stages, checkout, settings);
}

/** @param {PublicCorpus['mixes'][number]} measured */
function mixOf(measured) {
  const entries = Object.entries(measured.mix).map(([item, share]) => ({ route: corpus.routesByItem[item], share }));
  const known = entries.flatMap(({ route, share }) => (route ? [[route, share]] : []));
  const kept = known.reduce((sum, [, share]) => sum + Number(share), 0);
  const prediction = predictionOf(
    measured.size,
    Object.fromEntries(known.map(([route, share]) => [route, Number(share) / kept])),
  );
  const { capacity } = prediction.mix('normal');
  // The static page is not among the routes: it counts among the requests, and costs next to nothing.
  const scale = (/** @type {number} */ value) => significant(value / kept);
  const { low, typical, high } = capacity.throughput;
  const binds = measured.applicationBusy >= measured.databaseBusy ? 'event-loop' : 'database';
  return {
    name: measured.name,
    size: measured.size,
    predicted: { low: scale(low), typical: scale(typical), high: scale(high) },
    measured: [measured.capacityMin, measured.capacity, measured.capacityMax],
    binds: [capacity.bottleneck.station, binds],
    busy: {
      application: [significant(capacity.utilization['event-loop'] ?? 0), measured.applicationBusy],
      database: [significant(capacity.utilization['database'] ?? 0), measured.databaseBusy],
    },
  };
}

const alone = { S: predictionOf('S'), L: predictionOf('L') };
const result = {
  application: corpus.application,
  commit: corpus.commit,
  about: corpus.about,
  caution: corpus.caution,
  mixes: corpus.mixes.map(mixOf),
  routes: corpus.routes.flatMap(({ route, item, size, applicationCpu, databaseCpu }) => {
    const predicted = route === null ? undefined : alone[size].route(route);
    if (predicted === undefined || route === null) return [];
    const of = (/** @type {'low' | 'typical' | 'high'} */ end) => ({
      application: significant(predicted.application[end]),
      database: significant(predicted.database[end]),
    });
    return [
      { route, item, size, low: of('low'), typical: of('typical'), high: of('high'), applicationCpu, databaseCpu },
    ];
  }),
};
console.log(publicSection(result));
if (values.keep) {
  writeFileSync(join(root, 'accuracy', 'public.json'), `${JSON.stringify(result, undefined, 1)}\n`);
  format(['accuracy/public.json']);
}
