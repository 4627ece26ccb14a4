// @ts-check
// docs/accuracy.md, from the comparisons: the worst case first.
import { distance, readable, summarise } from './compare.js';
import { median } from './statistics.js';

/**
 * @typedef {import('./compare.js').Comparison} Comparison
 * @typedef {import('./compare.js').Compared} Compared
 * @typedef {import('./record.js').Corpus} Corpus
 */

const times = (/** @type {number} */ ratio) => `×${ratio.toFixed(2)}`;
const percent = (/** @type {number} */ share) => `${Math.round(share * 100)} %`;
const rate = (/** @type {number} */ value) => String(Number(value.toPrecision(3)));
const ms = (/** @type {number} */ seconds) => {
  const value = seconds * 1000;
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
};
const yes = (/** @type {boolean} */ is) => (is ? 'yes' : '**no**');

/** @param {readonly string[][]} rows First the heads. */
function table(rows) {
  const [heads = [], ...body] = rows;
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, i) => (i === 0 ? '---' : '---:'))), ...body.map(line)].join('\n');
}

/** @param {Comparison} comparison */
const titleOf = ({ name, size }) => `${name}, ${size.toLocaleString('en-US')} accounts`;

/** @param {readonly Comparison[]} comparisons */
function capacityTable(comparisons) {
  const rows = comparisons.flatMap((comparison) =>
    comparison.mixes.map((mix) => ({ title: titleOf(comparison), mix, far: distance(mix.capacity.ratio) })),
  );
  rows.sort((a, b) => b.far - a.far);
  const heads = [
    'Case',
    'Predicted (requests/s)',
    'Measured (min–max of runs)',
    'Ratio',
    'Inside',
    'Gives way: predicted / measured',
    'With every route judged',
    'Without configuration',
    'Load average, slowness',
  ];
  return table([
    heads,
    ...rows.map(({ title, mix }) => {
      const { low, typical, high } = mix.capacity.predicted;
      return [
        `${title}, ${mix.scenario}`,
        `${rate(low)} – **${rate(typical)}** – ${rate(high)}`,
        `**${rate(mix.capacity.measured)}** (${rate(mix.spread[0])}–${rate(mix.spread[1])}, ${mix.runs} ${mix.runs === 1 ? 'run' : 'runs'})`,
        times(mix.capacity.ratio),
        yes(mix.capacity.inside),
        `${mix.binds.predicted} / ${mix.binds.measured}`,
        rate(mix.every),
        `${rate(mix.unconfigured.predicted.typical)} (${times(mix.unconfigured.ratio)})`,
        `${mix.loadAverage.toFixed(1)}, ${times(mix.slowness)}`,
      ];
    }),
  ]);
}

/** @param {readonly Comparison[]} comparisons */
function behaviourTable(comparisons) {
  const pair = (/** @type {readonly [number, number]} */ [a, b]) => `${percent(a)} / ${percent(b)}`;
  const heads = [
    'Case',
    'Core of the application busy at capacity',
    'Database busy at capacity',
    'Saturation (requests/s)',
    'p95 at half of the measured capacity (ms)',
  ];
  return table([
    heads.map((head, i) => (i === 0 ? head : `${head}: predicted / measured`)),
    ...comparisons.flatMap((comparison) =>
      comparison.mixes.map((mix) => [
        `${titleOf(comparison)}, ${mix.scenario}`,
        pair(mix.utilization.application),
        pair(mix.utilization.database),
        mix.saturation === undefined
          ? '–'
          : `${rate(mix.saturation.predicted.typical)} / ${rate(mix.saturation.measured)}`,
        mix.half === undefined ? '–' : `${ms(mix.half.predicted)} / ${ms(mix.half.measured)}`,
      ]),
    ),
  ]);
}

/** @param {Comparison} comparison */
function routeTable({ routes }) {
  const cell = (/** @type {Compared} */ { predicted, measured, ratio }) => [
    `${ms(predicted.low)} – **${ms(predicted.typical)}** – ${ms(predicted.high)}`,
    ms(measured),
    times(ratio),
  ];
  const far = (/** @type {Comparison['routes'][number]} */ route) => (route.void ? 0 : distance(route.total.ratio));
  const sorted = [...routes].sort((a, b) => far(b) - far(a));
  return table([
    [
      'Route',
      'Application, predicted',
      'measured',
      'ratio',
      'Database, predicted',
      'measured',
      'ratio',
      'Sum inside',
      'Slowness',
    ],
    ...sorted.map((route) => [
      `\`${route.id}\``,
      ...cell(route.application),
      ...cell(route.database),
      route.void ? '(void)' : yes(route.total.inside),
      times(route.slowness),
    ]),
  ]);
}

/** @param {Comparison} comparison @param {Corpus} corpus */
function section(comparison, corpus) {
  const { application, database, total } = readable(comparison.routes);
  const middle = (/** @type {readonly Compared[]} */ list) => times(median(list.map(({ ratio }) => distance(ratio))));
  const { machine } = corpus;
  const voided = comparison.routes.filter((route) => route.void).length;
  const runs = corpus.routes.flatMap((route) => route.runs);
  const left = corpus.mixes.map(
    ({ scenario, leftOut }) => `${scenario}: ${leftOut.length === 0 ? 'none' : leftOut.join(', ')}`,
  );
  return [
    `## ${titleOf(comparison)}`,
    `Measured on ${corpus.date}: ${machine.processor}, ${machine.cores} cores, ${Math.round(machine.memory / 2 ** 30)} GiB, ${machine.system}; Node ${corpus.node}; ${Object.entries(
      corpus.versions,
    )
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}. Load average during the routes: median ${median(runs.map((run) => run.loadAverage)).toFixed(1)}.`,
    `CPU of ${comparison.routes.length} routes alone, milliseconds per request${voided === 0 ? '' : ` (${voided} void: the core was more than twice slower than the reference)`}. Median error: application ${middle(application)}, database ${middle(database)}, both together ${middle(total)}. The measured sum lies inside the predicted interval for ${percent(total.filter(({ inside }) => inside).length / total.length)} of them.`,
    `Routes of the mixes that were not issued: ${left.join('; ') || 'mixes not measured'}. Issued but not predicted: ${comparison.unpredicted.join(', ') || 'none'}.`,
    ...corpus.notes,
    routeTable(comparison),
  ].join('\n\n');
}

/**
 * @param {readonly Comparison[]} comparisons
 * @param {readonly Corpus[]} corpora Same order.
 * @param {string} introduction
 * @param {string} publicSection
 * @param {string} toolSection
 */
export function writePage(comparisons, corpora, introduction, publicSection, toolSection) {
  const summary = summarise(comparisons);
  const { capacity, routes } = summary;
  const figures = table([
    ['From code alone (plus the size of the data)', 'Figure', 'Aim'],
    [
      'Applications measured: routes, capacity of mixes',
      `${summary.applications}, ${summary.fromCodeAlone.applications}`,
      '4',
    ],
    ['Routes measured, and void', `${routes.cases}, ${routes.voids}`, '–'],
    ['Capacity of a mix, median error', times(capacity.medianRatio), '×1.25'],
    ['Capacity of a mix, worst error', times(capacity.worstRatio), '×1.5'],
    ['Measured capacity inside the stated interval', percent(capacity.inside), '85–95 %'],
    ['Width of that interval, high ÷ low, median', times(capacity.medianWidth), '–'],
    ['Resource that gives way named rightly', percent(capacity.bottleneckRight), '90 %'],
    ['CPU of a route alone, median error (application)', times(routes.application.medianRatio), '×1.25'],
    ['CPU of a route alone, median error (database)', times(routes.database.medianRatio), '×1.25'],
    [
      'The same at the reference speed, where it was recorded (application)',
      times(routes.application.medianAtReference),
      '×1.25',
    ],
    [
      'The same at the reference speed, where it was recorded (database)',
      times(routes.database.medianAtReference),
      '×1.25',
    ],
    ['CPU of a route alone, worst error (both together)', times(routes.total.worstRatio), '–'],
    ['Measured CPU of a route inside the stated interval', percent(routes.inside), '85–95 %'],
  ]);
  return `${[
    introduction.trim(),
    '## The figures',
    figures,
    '## Capacity of the mixes',
    capacityTable(comparisons),
    behaviourTable(comparisons),
    ...(toolSection === '' ? [] : [toolSection]),
    ...comparisons.map((comparison, i) => section(comparison, /** @type {Corpus} */ (corpora[i]))),
    ...(publicSection === '' ? [] : [publicSection]),
  ].join('\n\n')}\n`;
}
