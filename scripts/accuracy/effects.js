// @ts-check
// Compares request programs with audits made by hand: node scripts/accuracy/effects.js NAME=CHECKOUT… [--keep]; --keep stores the count beside the audit.
// An audit (accuracy/effects/NAME.json) lists, for routes of a public application read by a person, every query and call outside, with the shape around it:
// `loop`, `parallel`, `transaction`, `detached`. A step is attributed right when route, shape, operation and table (or service) are all the same.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, requireNode, root } from '../prepare.js';

/** @typedef {import('../../dist/model/program.js').Step} Step */

/**
 * The queries and calls of a program: shapes from the outside in, without repetition, then what it does, and the tables or the service.
 * @param {Step} step @param {readonly string[]} around @returns {{ shape: string, does: string, on: readonly string[] }[]}
 */
function effects(step, around) {
  const within = (/** @type {string} */ shape) => (around.includes(shape) ? around : [...around, shape]);
  switch (step.kind) {
    case 'query':
      return [{ shape: around.join(' '), does: step.operation, on: step.tables }];
    case 'call':
      return [{ shape: around.join(' '), does: 'call', on: [step.service] }];
    case 'sequence':
      return step.steps.flatMap((inner) => effects(inner, around));
    case 'parallel':
      return step.steps.flatMap((inner) => effects(inner, within('parallel')));
    case 'choice':
      return step.branches.flatMap(({ body }) => effects(body, around));
    case 'repeat':
      return effects(step.body, within('loop'));
    case 'transaction':
    case 'detached':
      return effects(step.body, within(step.kind));
    default:
      return [];
  }
}

/** @param {string} line */
function expectedOf(line) {
  const words = line.split(' ');
  return { shape: words.slice(0, -2).join(' '), does: words.at(-2), on: words.at(-1) ?? '' };
}

/**
 * Pairs what a person listed with what was found, the main table first.
 * @param {readonly string[]} lines @param {ReturnType<typeof effects>} found
 */
function pair(lines, found) {
  const left = [...found];
  /** @type {string[]} */
  const missed = [];
  for (const line of lines) {
    const wanted = expectedOf(line);
    const same = left.filter(
      ({ shape, does, on }) => shape === wanted.shape && does === wanted.does && on.includes(wanted.on),
    );
    const best = same.find(({ on }) => on[0] === wanted.on) ?? same[0];
    if (best === undefined) missed.push(line);
    else left.splice(left.indexOf(best), 1);
  }
  return { missed, extra: left.map(({ shape, does, on }) => `${shape} ${does} ${on.join('+')}`.trim()) };
}

/**
 * The routes of one audit beside those that were found.
 * @param {string} name @param {Record<string, string[]>} audited @param {readonly { id: string, program: Step }[]} routes
 */
function compare(name, audited, routes) {
  let right = 0;
  let all = 0;
  for (const [id, lines] of Object.entries(audited)) {
    const route = routes.find((each) => each.id === id);
    const { missed, extra } = pair(lines, route === undefined ? [] : effects(route.program, []));
    right += lines.length - missed.length;
    all += lines.length + extra.length;
    if (route === undefined) console.log(`${name}: no route ${id}`);
    for (const line of missed) console.log(`${name}: ${id}: not found: ${line}`);
    for (const line of extra) console.log(`${name}: ${id}: not expected: ${line}`);
  }
  const share = all === 0 ? 1 : right / all;
  console.log(
    `${name}: ${Object.keys(audited).length} routes, ${right} of ${all} right (${(100 * share).toFixed(1)} %)`,
  );
  return { right, all, share };
}

requireNode();
build();
const { openProject } = await import('../../dist/index.js');
const { readServer } = await import('../../dist/inspect/server/index.js');
const given = process.argv.slice(2);
const shares = given
  .filter((argument) => argument !== '--keep')
  .map((argument) => {
    const [name = '', folder = ''] = argument.split('=');
    const path = join(root, 'accuracy/effects', `${name}.json`);
    const audit = JSON.parse(readFileSync(path, 'utf8'));
    const { right, all, share } = compare(name, audit.routes, readServer(openProject(folder), audit.entry).routes);
    if (given.includes('--keep'))
      writeFileSync(path, `${JSON.stringify({ ...audit, measured: { right, all } }, undefined, 2)}\n`);
    return share;
  });
process.exitCode = shares.every((share) => share >= 0.95) ? 0 : 1;
