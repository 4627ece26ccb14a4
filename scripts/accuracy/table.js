// @ts-check
// Prints, route by route, predicted beside measured: node scripts/accuracy/table.js koomy-example 2000
import { join } from 'node:path';
import { predict, settingsOf } from './predict.js';
import { corpusFile, readCorpus, root, routeMedian } from './record.js';
import { builtStages } from './stages.js';

const [name = 'koomy-example', size = '2000'] = process.argv.slice(2);
const corpus = readCorpus(corpusFile(name, Number(size)));
if (corpus === undefined) throw new Error(`Aucune mesure de ${name} ${size}.`);
const prediction = predict(await builtStages(), join(root, corpus.application), settingsOf(corpus));

const ms = (/** @type {number} */ seconds) => (seconds * 1000).toFixed(2).padStart(8);
const times = (/** @type {number} */ ratio) => `×${ratio.toFixed(2)}`.padStart(7);
console.log(
  `${name} ${size}: predicted (typical, [low–high]) beside measured, CPU ms per request; ratio = predicted / measured`,
);
console.log(
  `${'route'.padEnd(60)} app pred  measured   ratio    [low –    high] |  db pred  measured   ratio    [low –    high]`,
);
for (const { id, runs } of corpus.routes) {
  const measured = routeMedian(runs);
  const predicted = prediction.route(id);
  if (predicted === undefined) {
    console.log(
      `${id.padEnd(60)}      –   ${ms(measured.applicationCpu)}          |      –   ${ms(measured.databaseCpu)}`,
    );
    continue;
  }
  const beside = (/** @type {import('../../src/model/range.ts').Interval} */ said, /** @type {number} */ found) =>
    `${ms(said.typical)}  ${ms(found)} ${times(said.typical / found)} [${ms(said.low)}–${ms(said.high)}]`;
  console.log(
    `${id.padEnd(60)} ${beside(predicted.application, measured.applicationCpu)} | ${beside(predicted.database, measured.databaseCpu)}`,
  );
}
