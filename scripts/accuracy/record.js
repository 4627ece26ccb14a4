// @ts-check
// The stored measurement of one application at one size: read, completed after every step, written so that an interruption loses nothing.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './statistics.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const folder = join(root, 'accuracy', 'corpus');

/**
 * @typedef {import('./routes.js').RouteRecord} RouteRecord
 * @typedef {import('./mixes.js').MixRun} MixRun
 * @typedef {{ scenario: 'normal' | 'peak', mix: Record<string, number>, leftOut: string[], shareKept: number, runs: MixRun[] }} MixRecord
 * @typedef {{
 *   schemaVersion: 1, name: string, application: string, size: number, accounts: number, rows: Record<string, number>,
 *   date: string, machine: { processor: string, cores: number, memory: number, system: string },
 *   node: string, versions: Record<string, string>, notes: string[],
 *   routes: { id: string, runs: RouteRecord[] }[], mixes: MixRecord[],
 * }} Corpus Seconds, bytes, requests per second.
 */

/** @param {string} name @param {number} size */
export function corpusFile(name, size) {
  return join(folder, `${name}-${size}.json`);
}

/**
 * @param {string} file
 * @returns {Corpus | undefined}
 */
export function readCorpus(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string} file @param {Corpus} corpus */
export function writeCorpus(file, corpus) {
  writeFileSync(`${file}.part`, `${JSON.stringify(corpus, undefined, 1)}\n`);
  renameSync(`${file}.part`, file);
}

export function describeMachine() {
  return {
    processor: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memory: os.totalmem(),
    system: `${os.type()} ${os.release()}`,
  };
}

/**
 * Versions installed of the packages that decide the cost.
 * @param {string} application Folder.
 * @param {readonly string[]} packages
 */
export function installedVersions(application, packages) {
  return Object.fromEntries(
    packages.map((name) => {
      const file = join(root, application, 'node_modules', name, 'package.json');
      return [name, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : 'absent'];
    }),
  );
}

/**
 * The medians of a route's runs.
 * @param {readonly RouteRecord[]} runs
 */
export function routeMedian(runs) {
  const of = (/** @type {(run: RouteRecord) => number} */ value) => median(runs.map(value));
  const lows = runs.flatMap(({ low }) => (low === undefined ? [] : [low]));
  const ofLow = (/** @type {(low: { p50: number, p95: number }) => number} */ value) => median(lows.map(value));
  return {
    applicationCpu: of((run) => run.applicationCpu),
    loopCpu: of((run) => run.loopCpu),
    databaseCpu: of((run) => run.databaseCpu),
    saturation: of((run) => run.saturation),
    slowness: of((run) => run.slowness),
    p50: ofLow((low) => low.p50),
    p95: ofLow((low) => low.p95),
  };
}
