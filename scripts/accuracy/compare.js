// @ts-check
// Predicted beside measured, for one stored measurement: plain figures, no text.
import { predict, settingsOf } from './predict.js';
import { routeMedian } from './record.js';
import { median } from './statistics.js';

/**
 * @typedef {import('./record.js').Corpus} Corpus
 * @typedef {import('./predict.js').Stages} Stages
 * @typedef {{ low: number, typical: number, high: number }} Interval
 * @typedef {{ loop: number, threads: number, database: number }} Seconds
 * @typedef {{ predicted: Interval, measured: number, ratio: number, inside: boolean }} Compared `ratio`: predicted over measured.
 * @typedef {{ id: string, application: Compared, database: Compared, total: Compared, slowness: number, void: boolean }} RouteComparison `slowness`: of the core while it was measured; `void`: too slow to say anything of the route.
 * @typedef {{
 *   scenario: 'normal' | 'peak', runs: number, capacity: Compared, spread: [number, number], every: number, saturation: Compared | undefined,
 *   unconfigured: Compared, binds: { predicted: string, measured: string, right: boolean },
 *   utilization: { application: [number, number], database: [number, number] },
 *   half: { rate: number, predicted: number, measured: number } | undefined, loadAverage: number, slowness: number, voids: number,
 * }} MixComparison `every`: predicted with every route judged, the rarest too. Utilizations: predicted at the predicted capacity, measured at the measured one.
 * @typedef {{ name: string, size: number, routes: RouteComparison[], mixes: MixComparison[], unpredicted: string[] }} Comparison
 */

/**
 * What is measured of a station: threads share the core of the application with its event loop.
 * @param {string} station
 */
function resourceOf(station) {
  return station === 'threads' ? 'event-loop' : station;
}

/** Below, the clock of the processor says little: seconds of CPU per request. */
const FLOOR = 20e-6;

/** Slowness of the core beyond which a measurement says more of the machine than of the route: it is shown, and not counted. */
const MOST_SLOW = 2;

/**
 * @param {Interval} predicted
 * @param {number} measured
 * @returns {Compared}
 */
function compared(predicted, measured) {
  const inside = measured >= predicted.low && measured <= predicted.high;
  return { predicted, measured, ratio: predicted.typical / measured, inside };
}

/**
 * How far, whichever way: 1 is right, 2 is twice or half.
 * @param {number} ratio
 */
export function distance(ratio) {
  return Math.max(ratio, 1 / ratio);
}

/**
 * @param {Corpus} corpus
 * @param {Stages} stages
 * @param {string} directory Of the application.
 * @returns {Comparison}
 */
export function compare(corpus, stages, directory) {
  const prediction = predict(stages, directory, settingsOf(corpus));
  /** @type {RouteComparison[]} */
  const routes = [];
  const unpredicted = [];
  for (const { id, runs } of corpus.routes) {
    const predicted = prediction.route(id);
    const measured = routeMedian(runs);
    if (predicted === undefined) {
      unpredicted.push(id);
      continue;
    }
    routes.push({
      id,
      application: compared(predicted.application, measured.applicationCpu),
      database: compared(predicted.database, measured.databaseCpu),
      slowness: measured.slowness,
      void: measured.slowness > MOST_SLOW,
      total: compared(predicted.total, measured.applicationCpu + measured.databaseCpu),
    });
  }
  const measuredMixes = corpus.mixes.filter(({ runs }) => runs.some((run) => run.capacity !== null));
  const bare = measuredMixes.length === 0 ? undefined : unconfigured(stages, directory);
  const mixes = measuredMixes.map((record) => compareMix(record, prediction, /** @type {typeof prediction} */ (bare)));
  return { name: corpus.name, size: corpus.size, routes, mixes, unpredicted };
}

/** @type {WeakMap<Stages, Map<string, ReturnType<typeof predict>>>} */
const bares = new WeakMap();

/**
 * The prediction with no configuration at all, the same for every size of the data.
 * @param {Stages} stages
 * @param {string} directory
 */
function unconfigured(stages, directory) {
  const known = bares.get(stages) ?? new Map();
  bares.set(stages, known);
  const bare = known.get(directory) ?? predict(stages, directory, {});
  known.set(directory, bare);
  return bare;
}

/**
 * @param {import('./record.js').MixRecord} record
 * @param {ReturnType<typeof predict>} prediction
 * @param {ReturnType<typeof predict>} bare Without any configuration.
 * @returns {MixComparison}
 */
function compareMix({ scenario, runs }, prediction, bare) {
  const done = runs.filter((run) => run.capacity !== null);
  const capacities = done.map((run) => run.capacity ?? Number.NaN);
  const measured = median(capacities);
  const predicted = prediction.mix(scenario);
  const { capacity } = predicted;
  const throughput = predicted.judged();
  const saturations = done.flatMap((run) => (run.saturation === null ? [] : [run.saturation]));
  const halves = done.flatMap((run) => (run.half === null ? [] : [run.half.p95]));
  const busy = busyAtCapacity(done);
  const binds = busy.application >= busy.database ? 'event-loop' : 'database';
  return {
    scenario,
    runs: done.length,
    capacity: compared(throughput, measured),
    every: capacity.throughput.typical,
    spread: [Math.min(...capacities), Math.max(...capacities)],
    saturation: saturations.length === 0 ? undefined : compared(capacity.saturation, median(saturations)),
    unconfigured: compared(bare.mix(scenario).capacity.perInstance, measured),
    // Processor time of the process tells neither the event loop from its threads nor who waits for whom on their core.
    binds: {
      predicted: capacity.bottleneck.station,
      measured: binds,
      right: resourceOf(capacity.bottleneck.station) === binds,
    },
    utilization: {
      application: [predicted.busy(throughput.typical, ['event-loop', 'threads']), busy.application],
      database: [predicted.busy(throughput.typical, ['database']), busy.database],
    },
    half:
      halves.length === 0
        ? undefined
        : { rate: measured / 2, predicted: predicted.p95(measured / 2), measured: median(halves) },
    loadAverage: median(done.flatMap((run) => run.probes.map((probe) => probe.conditions.loadAverage))),
    slowness: median(done.flatMap((run) => run.probes.map((probe) => probe.conditions.slowness))),
    voids: done.reduce((sum, run) => sum + run.probes.filter((probe) => probe.void).length, 0),
  };
}

/**
 * Busy shares in the passing probe at the capacity found, medians over the runs.
 * @param {readonly import('./mixes.js').MixRun[]} runs
 */
function busyAtCapacity(runs) {
  const probes = runs.flatMap((run) => {
    const at = run.probes.filter((probe) => probe.passed).sort((a, b) => b.rate - a.rate)[0];
    return at === undefined ? [] : [at.conditions];
  });
  return {
    application: median(probes.map((conditions) => conditions.application)),
    database: median(probes.map((conditions) => conditions.database)),
  };
}

/** Routes whose cost the clock could read. @param {readonly RouteComparison[]} routes */
export function readable(routes) {
  const believed = routes.filter((route) => !route.void);
  return {
    application: believed.map((route) => route.application).filter(({ measured }) => measured > FLOOR),
    database: believed.map((route) => route.database).filter(({ measured }) => measured > FLOOR),
    total: believed.map((route) => route.total),
  };
}

/**
 * The figures by which the record is judged.
 * @param {readonly Comparison[]} comparisons
 */
export function summarise(comparisons) {
  const mixes = comparisons.flatMap((comparison) => comparison.mixes);
  const every = comparisons.flatMap((comparison) => comparison.routes);
  const routes = readable(every);
  const far = (/** @type {readonly Compared[]} */ list) => list.map(({ ratio }) => distance(ratio));
  const timed = every.filter((route) => Number.isFinite(route.slowness) && !route.void);
  const atReference = (/** @type {'application' | 'database'} */ side) =>
    median(
      timed
        .filter((route) => route[side].measured > FLOOR)
        .map((route) => distance(route[side].ratio * route.slowness)),
    );
  const share = (/** @type {readonly boolean[]} */ list) => list.filter(Boolean).length / list.length;
  const applications = new Set(comparisons.map(({ name }) => name)).size;
  const withCapacity = new Set(comparisons.filter((each) => each.mixes.length > 0).map(({ name }) => name)).size;
  const inside = share(mixes.map(({ capacity }) => capacity.inside));
  const ratios = far(mixes.map(({ capacity }) => capacity));
  return {
    /** The line to quote: capacity of a mix, nothing measured given. */
    fromCodeAlone: { medianRatio: median(ratios), worstRatio: Math.max(...ratios), inside, applications: withCapacity },
    applications,
    capacity: {
      cases: mixes.length,
      medianRatio: median(ratios),
      worstRatio: Math.max(...ratios),
      inside,
      medianWidth: median(mixes.map(({ capacity }) => capacity.predicted.high / capacity.predicted.low)),
      bottleneckRight: share(mixes.map(({ binds }) => binds.right)),
    },
    routes: {
      cases: routes.total.length,
      voids: every.filter((route) => route.void).length,
      application: {
        medianRatio: median(far(routes.application)),
        worstRatio: Math.max(...far(routes.application)),
        medianAtReference: atReference('application'),
      },
      database: {
        medianRatio: median(far(routes.database)),
        worstRatio: Math.max(...far(routes.database)),
        medianAtReference: atReference('database'),
      },
      total: { medianRatio: median(far(routes.total)), worstRatio: Math.max(...far(routes.total)) },
      inside: share(routes.total.map(({ inside }) => inside)),
    },
  };
}
