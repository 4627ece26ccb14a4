// @ts-check
// A started application with its data, its clock and a supply of requests; put back, or started again, when a measurement asks for it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openClient, seeded } from '../../dist/load/index.js';
import { accountFor } from './held-back.js';
import { pinApart, raisePriority, standDown } from './scheduling.js';
import { openSpeedProbe } from './speed.js';

/**
 * @typedef {import('./scenarios.js').Scenario} Scenario
 * @typedef {{ method: string, path: string, cookie?: string | undefined, json?: unknown, raw?: string, headers?: Record<string, string> }} Request
 * @typedef {import('../../dist/load/index.js').Outgoing} Outgoing
 * @typedef {{ url: string, standinsUrl: string, databaseUrl: string, pids: import('./processor.js').Pids }} Started
 */

/**
 * @param {string} name
 * @param {number} size
 * @param {Readonly<Record<string, string>>} environment
 * @returns {Promise<{ started: Started, stop: () => Promise<void> }>}
 */
function startHost(name, size, environment) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('host.js', import.meta.url)), [
      name,
      String(size),
      JSON.stringify(environment),
    ]);
    const ended = new Promise((settle) => child.once('exit', settle));
    const stop = async () => {
      if (child.connected) child.send('stop');
      await ended;
    };
    child.once('exit', (code) => reject(new Error(`L’application n’a pas démarré (code ${code}).`)));
    child.on('message', (/** @type {any} */ message) => {
      if (message.failed === undefined) resolve({ started: message, stop });
      else console.error(message.failed);
    });
  });
}

/**
 * Starts the application of a scenario with data of one size, everything pinned.
 * @param {Scenario} scenario
 * @param {number} size
 * @param {Readonly<Record<string, string>>} [environment] Further variables of the application.
 */
export async function openBench(scenario, size, environment = {}) {
  const { started, stop } = await startHost(scenario.name, size, environment);
  const world = await scenario.prepareData(/** @type {any} */ (started), size);
  const pinned = pinApart(started.pids);
  const endAccount = accountFor(started.pids.application);
  const client = openClient({ url: started.url });
  const speed = openSpeedProbe();
  raisePriority(started.pids, [speed.pid]);
  const random = seeded(20_261_122);
  let written = 0;
  const serial = () => `${started.pids.application}-${++written}`;
  /** @type {Map<string, any[]>} */
  const stocks = new Map();

  /** @param {string} id */
  const makerOf = (id) => {
    const maker = scenario.makers[id];
    if (maker === undefined) throw new Error(`Aucune requête pour ${id}.`);
    return maker;
  };
  /** @param {string} id */
  const stockOf = (id) => {
    let stock = stocks.get(id);
    if (stock === undefined) {
      stock = shuffled(makerOf(id).stock?.(world) ?? [], random);
      stocks.set(id, stock);
    }
    return stock;
  };
  /** @type {Map<string, number>} */
  const used = new Map();

  return {
    pids: started.pids,
    databaseUrl: started.databaseUrl,
    pinned,
    rows: world.rows,
    accounts: world.accounts,
    send: client.send,
    slowness: speed.slowness,
    health: scenario.health,
    /** @param {string} id */
    makerOf,
    /** Requests of a writing route between two restorations. @param {string} id */
    portionOf(id) {
      const { stock, portion = 1, writes } = makerOf(id);
      const most = writes ? Math.min(3000, world.accounts / 4) : Number.POSITIVE_INFINITY;
      return stock === undefined ? most : Math.min(most, Math.floor(stockOf(id).length * portion));
    },
    /** @param {string} id @returns {Outgoing} */
    request(id) {
      const maker = makerOf(id);
      let item;
      if (maker.stock !== undefined) {
        const stock = stockOf(id);
        const at = used.get(id) ?? 0;
        used.set(id, at + 1);
        item = stock[at % stock.length];
      }
      return outgoing(id, { method: 'GET', ...maker.make({ world, random, serial }, item) });
    },
    /** Takes away every second what the load writes; returns how to stop. */
    trimming() {
      let isOver = false;
      const going = (async () => {
        while (!isOver) {
          await new Promise((resolve) => setTimeout(resolve, 1000));
          if (!isOver) await world.trim();
        }
      })();
      return async () => {
        isOver = true;
        await going;
      };
    },
    async restore() {
      used.clear();
      await world.restore();
    },
    async close() {
      standDown(started.pids);
      speed.close();
      client.close();
      await world.close();
      await stop();
      endAccount();
    },
  };
}

/**
 * @param {string} id
 * @param {Request} request
 * @returns {Outgoing}
 */
function outgoing(id, { method, path, cookie, json, raw, headers }) {
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  return {
    class: id,
    method,
    path,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** @typedef {Awaited<ReturnType<typeof openBench>>} Bench */

/**
 * @template T
 * @param {T[]} list
 * @param {import('../../dist/load/index.js').Random} random
 */
function shuffled(list, random) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = /** @type {T} */ (list[i]);
    list[i] = /** @type {T} */ (list[j]);
    list[j] = held;
  }
  return list;
}
