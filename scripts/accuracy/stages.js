// @ts-check
// The stages of the pipeline, as built.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './record.js';

/** @returns {Promise<import('./predict.js').Stages>} */
export async function builtStages() {
  const load = (/** @type {string} */ path) => import(pathToFileURL(join(root, 'dist', ...path.split('/'))).href);
  const [inspect, derive, capacity, shares, solve, verify, expression, objective] = await Promise.all(
    [
      'inspect/index.js',
      'derive/index.js',
      'plan/capacity.js',
      'plan/shares.js',
      'solve/index.js',
      'verify/index.js',
      'model/expression.js',
      'model/objective.js',
    ].map(load),
  );
  return { ...inspect, ...derive, ...capacity, ...shares, ...solve, ...verify, ...expression, ...objective };
}
