// @ts-check
// The applications of the record: accuracy/scenarios/NAME.js each.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './record.js';

/**
 * @typedef {import('./bench.js').Request} Request
 * @typedef {{ url: string, standinsUrl: string, databaseUrl: string, stop: () => Promise<unknown>, failed: Promise<string> }} Running
 * @typedef {{ accounts: number, rows: Record<string, number>, restore: () => Promise<unknown>, trim: () => Promise<unknown>, close: () => Promise<unknown> } & Record<string, any>} World
 * @typedef {{ world: any, random: import('../../dist/load/index.js').Random, serial: () => string }} Tools
 * @typedef {{ writes?: boolean, slow?: boolean, stock?: (world: any) => any[], portion?: number, make: (tools: Tools, item: any) => Partial<Request> & { path: string } }} Maker
 *   `writes`: the data must be put back; `slow`: seconds of outside waiting per request; `portion`: share of the stock usable at once.
 * @typedef {{
 *   name: string, application: string, sizes: readonly number[], health: string, packages: readonly string[],
 *   processes: { application: string, standins: string }, start: (size: number, environment?: Record<string, string>) => Promise<Running>,
 *   prepareData: (running: Running, size: number) => Promise<World>, makers: Readonly<Record<string, Maker>>, representative: readonly string[],
 * }} Scenario
 */

const folder = join(root, 'accuracy', 'scenarios');

/** @returns {string[]} */
export function scenarioNames() {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -'.js'.length))
    .sort();
}

/**
 * @param {string} name
 * @returns {Promise<Scenario | undefined>}
 */
export async function scenarioOf(name) {
  return scenarioNames().includes(name) ? import(pathToFileURL(join(folder, `${name}.js`)).href) : undefined;
}
