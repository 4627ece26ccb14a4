// @ts-check
// All ways of watching an application, side by side, over several lives of each process.
import { openSpeedProbe } from '../accuracy/speed.js';
import { start } from './alive.js';
import { besideItself, mean } from './pooled.js';
import { BARE } from './verdict.js';

/**
 * Turns that are not counted once what watches is ended or begun, since code is then compiled anew. What is still to compile after them is
 * counted, and bare processes have none of it: what is found may be above the truth.
 */
const AFTER_TOGGLE = 8;

/** @typedef {import('./alive.js').Alive} Alive */
/** @typedef {import('./alive.js').Application} Application */
/** @typedef {import('./alive.js').Way} Way */
/** @typedef {import('./alive.js').Work} Work */
/** @typedef {{ costs: Record<string, Record<string, number[]>>, slowness: number[], weights: Record<string, import('./alive.js').Weights> }} Life `costs`: CPU microseconds of a request, by work, by way, in each stretch. */
/** @typedef {{ node: string, young: string, connections: number, sink: string, isToggled: boolean, generations: number, stretches: number, turns: number, longer: number }} Conditions `isToggled`: what watches is ended and begun again in each process.
 * `generations`: how many times all is started anew; stretches in each; turns in a stretch; `longer`: how many times the requests of its work a turn has. */

/**
 * @param {Application} application
 * @param {readonly Way[]} ways
 * @param {Conditions} conditions
 * @param {(life: Life, number: number) => void} told
 * @returns {Promise<Life[]>}
 */
export async function livesOf(application, ways, conditions, told) {
  const probe = openSpeedProbe();
  /** @type {Life[]} */
  const lives = [];
  for (let number = 1; number <= conditions.generations; number += 1) {
    const life = await lifeOf(application, ways, conditions, probe);
    lives.push(life);
    told(life, number);
  }
  probe.close();
  return lives;
}

/**
 * All ways once, from their start to their end.
 * @param {Application} application
 * @param {readonly Way[]} ways
 * @param {Conditions} conditions
 * @param {ReturnType<typeof openSpeedProbe>} probe
 * @returns {Promise<Life>}
 */
async function lifeOf(application, ways, conditions, probe) {
  const { works } = application;
  /** @type {Alive[]} */
  const all = [];
  try {
    // What starts first is no better placed than what starts last.
    for (const way of shuffled(ways)) all.push(await start(application, way, conditions));
    await warm(all, works, conditions.isToggled);
    /** @type {Life} */
    const life = { costs: {}, slowness: [], weights: {} };
    for (let stretch = 0; stretch < conditions.stretches; stretch += 1) {
      const spent = conditions.isToggled
        ? await toggledStretchOf(all, works, conditions)
        : await stretchOf(all, works, conditions);
      for (const [work, way, microseconds] of spent) {
        const costs = life.costs[work]?.[way] ?? [];
        life.costs[work] = { ...life.costs[work], [way]: [...costs, microseconds] };
      }
      life.slowness.push(await probe.slowness());
    }
    if (conditions.isToggled) for (const { tell } of all) await tell('on');
    for (const { way, tell } of all) life.weights[way.name] = await tell('memory');
    return life;
  } finally {
    for (const { stop } of all) await stop();
  }
}

/**
 * Asks what is not counted, while code is compiled: in both states, several times, where there are two.
 * @param {readonly Alive[]} all
 * @param {readonly Work[]} works
 * @param {boolean} isToggled
 */
async function warm(all, works, isToggled) {
  const rounds = isToggled ? ['on', 'off', 'on', 'off', 'on', 'off'] : [undefined];
  for (const state of rounds) {
    if (state !== undefined) for (const { tell } of all) await tell(state);
    for (const work of works) {
      for (const alive of shuffled(all)) await alive.spend(work, Math.ceil(work.uncounted / rounds.length));
    }
  }
}

/**
 * Two stretches, one while what watches is there and one while it is not, in a random order; told as one, each process beside itself.
 * @param {readonly Alive[]} all
 * @param {readonly Work[]} works
 * @param {Conditions} conditions
 */
async function toggledStretchOf(all, works, conditions) {
  /** @type {Record<string, Awaited<ReturnType<typeof stretchOf>>>} */
  const spent = {};
  for (const state of shuffled(['on', 'off'])) {
    for (const { tell } of all) await tell(state);
    for (const work of works) for (const alive of shuffled(all)) await alive.spend(work, AFTER_TOGGLE * work.turn);
    spent[state] = await stretchOf(all, works, conditions);
  }
  return besideItself(spent['on'] ?? [], spent['off'] ?? [], BARE);
}

/**
 * Turns of all ways and works: the CPU microseconds of a request of each.
 * @param {readonly Alive[]} all
 * @param {readonly Work[]} works
 * @param {Conditions} conditions
 */
async function stretchOf(all, works, { turns, longer }) {
  const spent = works.flatMap((work) => all.map((alive) => ({ work, alive, each: /** @type {number[]} */ ([]) })));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const work of shuffled(works)) {
      const present = spent.filter(({ work: its, alive }) => its === work && turn % (alive.way.every ?? 1) === 0);
      const requests = work.turn * longer;
      for (const { alive, each } of shuffled(present)) each.push((await alive.spend(work, requests)) / requests);
    }
  }
  return spent.map(({ work, alive, each }) => /** @type {const} */ ([work.name, alive.way.name, mean(each)]));
}

/** In a random order. @template T @param {readonly T[]} list @returns {T[]} */
function shuffled(list) {
  return list
    .map((each) => ({ each, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ each }) => each);
}
