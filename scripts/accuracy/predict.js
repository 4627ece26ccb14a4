// @ts-check
// Predictions for a stored measurement, by the stages given: those of `dist` in the scripts, those of `src` in the test.
import { judgingOf, SIMULATED } from './judging.js';

/**
 * @typedef {import('./record.js').Corpus} Corpus
 * @typedef {import('../../src/model/settings.ts').Settings} Settings
 * @typedef {import('../../src/model/capacity.ts').Capacity} Capacity
 * @typedef {{
 *   inspect: typeof import('../../src/inspect/index.ts').inspect, openProject: typeof import('../../src/inspect/index.ts').openProject,
 *   derive: typeof import('../../src/derive/index.ts').derive, assess: typeof import('../../src/plan/capacity.ts').assess,
 *   sharesOf: typeof import('../../src/plan/shares.ts').sharesOf,
 *   compile: typeof import('../../src/solve/index.ts').compile, simulate: typeof import('../../src/solve/index.ts').simulate,
 *   capacityAsJudged: typeof import('../../src/verify/index.ts').capacityAsJudged,
 *   valuesTogether: typeof import('../../src/solve/index.ts').valuesTogether,
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
      return mixOf(stages, model, scenario.mix, capacity);
    },
    inventory,
  };
}

/**
 * What one request of a route keeps busy, seconds: the interval that the estimate states.
 * @param {Stages} stages
 * @param {import('../../src/model/queueing-model.ts').QueueingModel} model
 * @param {string} id
 */
function routeAlone(stages, model, id) {
  const only = { ...model, classes: model.classes.filter((each) => each.id === id) };
  if (only.classes.length === 0) return undefined;
  const at = (/** @type {import('../../src/model/expression.ts').Values} */ values) => {
    const time = (/** @type {string} */ station) => stages.sharesOf(only, values, { [id]: 1 }, station).seconds;
    return { application: time('event-loop') + time('threads'), database: time('database') };
  };
  const typical = at(stages.valuesAt(model.parameters, 'typical'));
  const ends = stages.valuesTogether(model.parameters);
  const [low, high] = [at(ends.low), at(ends.high)];
  const between = (/** @type {(spent: ReturnType<typeof at>) => number} */ of) => ({
    low: of(low),
    typical: of(typical),
    high: of(high),
  });
  return {
    application: between(({ application }) => application),
    database: between(({ database }) => database),
    total: between(({ application, database }) => application + database),
  };
}

/**
 * @param {Stages} stages
 * @param {import('../../src/model/queueing-model.ts').QueueingModel} model
 * @param {Readonly<Record<string, number>>} mix
 * @param {Capacity} capacity
 */
function mixOf(stages, model, mix, capacity) {
  const values = stages.valuesAt(model.parameters, 'typical');
  const compiled = stages.compile(model, values, mix);
  const at = (/** @type {number} */ rate) => stages.simulate(compiled, { kind: 'open', rate, mix }, SIMULATED);
  return {
    capacity,
    /** The interval of the capacity, moved to where the verdict of the measurement would be passed. */
    judged: () => {
      const idle = new Map(capacity.classes.map(({ id, idlePercentile }) => [id, idlePercentile]));
      const { low, typical, high } = capacity.throughput;
      const judging = judgingOf(stages, mix, (id) => idle.get(id) ?? 0);
      const rate = stages.capacityAsJudged(judging, typical, at);
      return { low: (low * rate) / typical, typical: rate, high: (high * rate) / typical };
    },
    /** Busy share of a core at a rate, over these stations. */
    busy: (/** @type {number} */ rate, /** @type {readonly string[]} */ stations) =>
      rate * stations.reduce((sum, id) => sum + stages.sharesOf(model, values, mix, id).seconds, 0),
    p95: (/** @type {number} */ rate) => at(rate).percentileTime,
  };
}
