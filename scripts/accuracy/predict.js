// @ts-check
// Predictions for a stored measurement, by the stages given: those of `dist` in the scripts, those of `src` in the test.
/**
 * @typedef {import('./record.js').Corpus} Corpus
 * @typedef {import('../../src/model/settings.ts').Settings} Settings
 * @typedef {import('../../src/model/capacity.ts').Capacity} Capacity
 * @typedef {{
 *   inspect: typeof import('../../src/inspect/index.ts').inspect, openProject: typeof import('../../src/inspect/index.ts').openProject,
 *   derive: typeof import('../../src/derive/index.ts').derive, assess: typeof import('../../src/plan/capacity.ts').assess,
 *   sharesOf: typeof import('../../src/plan/shares.ts').sharesOf,
 *   compile: typeof import('../../src/solve/index.ts').compile, solveOpen: typeof import('../../src/solve/index.ts').solveOpen,
 *   saturationOf: typeof import('../../src/solve/index.ts').saturationOf,
 *   valuesAt: typeof import('../../src/model/expression.ts').valuesAt, DEFAULT_OBJECTIVE: typeof import('../../src/model/objective.ts').DEFAULT_OBJECTIVE,
 * }} Stages
 */

/**
 * What the measured deployment was: one core for the application, one for the database, on the same machine.
 * @param {Corpus} corpus
 * @returns {Settings}
 */
export function settingsOf(corpus) {
  const { user_sessions: _sessions, ...rows } = corpus.rows;
  const mix = (/** @type {'normal' | 'peak'} */ name) => corpus.mixes.find((each) => each.scenario === name)?.mix;
  const [normal, peak] = [mix('normal'), mix('peak')];
  return {
    machine: { cpu: 1 },
    instances: { minimum: 1, maximum: 1 },
    database: { cpu: 1, roundTrip: LOOPBACK },
    node: Number(corpus.node.split('.')[0]),
    data: { accounts: corpus.accounts, rows },
    scenarios: { ...(normal === undefined ? {} : { normal }), ...(peak === undefined ? {} : { peak }) },
  };
}

/** Seconds from one process to another of the same machine and back. */
const LOOPBACK = 0.0001;

/**
 * @param {Stages} stages
 * @param {string} directory Of the application.
 * @param {Settings} settings
 */
export function predict(stages, directory, settings) {
  const inventory = stages.inspect(stages.openProject(directory), settings);
  const derivation = stages.derive(inventory, settings);
  const { model } = derivation;
  /** @type {Map<string, Capacity>} */
  const capacities = new Map();
  return {
    /** @param {string} id Seconds per request, and requests per second, of one route alone. */
    route: (id) => routeAlone(stages, model, id),
    /** @param {'normal' | 'peak'} name */
    mix: (name) => {
      const scenario = derivation.scenarios.find((each) => each.name === name);
      if (scenario === undefined) throw new Error(`no scenario ${name}`);
      const capacity = capacities.get(name) ?? stages.assess(scenario, derivation).capacity;
      capacities.set(name, capacity);
      return { capacity, half: (/** @type {number} */ rate) => solveAt(stages, model, scenario.mix, rate) };
    },
    inventory,
  };
}

/**
 * @param {Stages} stages
 * @param {import('../../src/model/queueing-model.ts').QueueingModel} model
 * @param {string} id
 */
function routeAlone(stages, model, id) {
  const only = { ...model, classes: model.classes.filter((each) => each.id === id) };
  if (only.classes.length === 0) return undefined;
  const at = (/** @type {'low' | 'typical' | 'high'} */ end) => {
    const values = stages.valuesAt(model.parameters, end);
    const time = (/** @type {string} */ station) => stages.sharesOf(only, values, { [id]: 1 }, station).seconds;
    return { loop: time('event-loop'), threads: time('threads'), database: time('database') };
  };
  return { low: at('low'), typical: at('typical'), high: at('high') };
}

/**
 * @param {Stages} stages
 * @param {import('../../src/model/queueing-model.ts').QueueingModel} model
 * @param {Readonly<Record<string, number>>} mix
 * @param {number} rate
 */
function solveAt(stages, model, mix, rate) {
  const compiled = stages.compile(model, stages.valuesAt(model.parameters, 'typical'), mix);
  const solution = stages.solveOpen(compiled, rate, stages.DEFAULT_OBJECTIVE.percentile);
  return { rate, mean: solution.responseTime, p95: solution.percentileTime };
}
