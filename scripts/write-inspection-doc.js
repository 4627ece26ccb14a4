// @ts-check
// Writes docs/inspection.md from the figures kept in accuracy/: node scripts/write-inspection-doc.js
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.js';

/** @param {string} name @returns {any} */
const kept = (name) => {
  const path = join(root, 'accuracy', name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
};

/** @param {readonly string[]} titles @param {readonly (readonly unknown[])[]} rows */
const table = (titles, rows) =>
  [titles, titles.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell ?? '').join(' | ')} |`)
    .join('\n');

const byHand = kept('inspection.json');
const routes = kept('routes.json');
const ecosystem = kept('ecosystem.json');

const parts = [
  `# What inspection finds

Written by \`node scripts/write-inspection-doc.js\` from the figures kept under \`accuracy/\`. None of the code that was read is kept: names, commits and counts only.
What inspection does not see is in [limits.md](limits.md); the patterns of code it follows, each with its fixture, in [patterns.md](patterns.md). How it works: [ARCHITECTURE.md](../ARCHITECTURE.md).

- \`jauge routes [folder]\` lists the routes; \`jauge explain "GET /path" [folder]\` shows one, step by step, with the line of each step, to hold against the source.
- \`jauge routes --unknown [folder]\` is the ledger: every call that was not followed, with its place and why it may matter; then what was taken to have no effect.`,
  `## Beside counts made by hand

${byHand.what}.

${table(
  ['application', 'what', 'found', 'counted'],
  byHand.applications.flatMap((/** @type {any} */ one) =>
    Object.entries(one)
      .filter(([, value]) => typeof value === 'object' && !Array.isArray(value))
      .map(([what, value]) => [
        one.commit === undefined ? one.application : `${one.application} at ${one.commit}`,
        what.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
        value.found,
        value.byHand ?? value.inAnEarlierStudy,
      ]),
  ),
)}

${byHand.applications.flatMap((/** @type {any} */ one) => (one.notes ?? []).map((/** @type {string} */ note) => `- ${note}`)).join('\n')}

Command: ${byHand.command}.`,
  ...(routes?.projects === undefined ? [] : [routesPart(routes)]),
  noirPart(),
  effectsPart(),
  drawsPart(byHand.draws),
  executedPart(),
  ...(ecosystem === undefined ? [] : [ecosystemPart(ecosystem)]),
  `## What is checked at every test run

- each folder of \`fixtures/inspect/\` is one claim about one pattern of code, compared with its \`expected.json\`;
- the routes, loops and filters of the applications under \`examples/\`, beside what was counted in them by hand;
- mutated and truncated sources, schemas and configuration files: inspection ends, throws nothing but a refusal with its way out, stays in the project, and gives the same bytes twice (\`npm run fuzz -- 5000 7\` for more, from another seed).

${fuzzed()}`,
];

writeFileSync(join(root, 'docs', 'inspection.md'), `${parts.join('\n\n')}\n`);

function fuzzed() {
  const { runs, seed, commit, readTwice, minutes } = kept('fuzz.json');
  const many = (/** @type {number} */ count) => count.toLocaleString('en-US');
  return `A long run, at ${commit}: ${many(runs)} mutated projects from seed ${seed}, ${many(readTwice)} of them read twice. Nothing was thrown but refusals, nothing was asked outside the project,
and the bytes were the same twice; ${minutes} minutes on a busy machine. Command: \`npm run fuzz -- ${runs} ${seed}\`, seen to its end.`;
}

/** @param {any} figures */
function routesPart(figures) {
  const rows = figures.projects.map((/** @type {any} */ one) => [
    `${one.repository} at ${one.commit}`,
    one.framework,
    one.byHand,
    one.found,
    one.missing.length,
    one.extra.length,
  ]);
  return `## Routes of public back ends, counted by hand

${table(['repository', 'framework', 'by hand', 'found', 'missing', 'in excess'], rows)}

Command: \`node scripts/accuracy/registrations.js --checkout NAME=DIR … --keep\`; the routes counted are in \`accuracy/routes/\`.`;
}

function noirPart() {
  const { noir } = kept('routes.json');
  const explained = Object.entries(noir.explained);
  const rows = Object.entries(noir.families).map(([family, { expected, found, unreached, differences }]) => [
    family,
    expected,
    found,
    unreached,
    differences.filter((/** @type {string} */ id) => noir.explained[id] !== undefined).length,
  ]);
  return `## The bench of OWASP noir

Small applications written by others, each with the endpoints expected of it (${noir.repository} at ${noir.commit}).
Most of those not found are endpoints that no request would reach: routers mounted nowhere, versions enabled nowhere, methods that the framework does not have.
\`jauge routes\` lists the declared routes that nothing mounts under a heading of their own, with their line; they are counted apart here, and in no capacity.

${table(['framework', 'expected', 'found', 'declared, mounted nowhere', 'not found, and why is told below'], rows)}

${explained.map(([id, why]) => `- \`${id}\`: ${why}.`).join('\n')}

Command: \`node scripts/accuracy/registrations.js --noir DIR\`.`;
}

function executedPart() {
  const { executed, exact, within } = kept('query-counts.json');
  return `## Query counts, executed

${executed} routes of \`examples/koomy\` are requested, signed in, with a relay before PostgreSQL that counts the statements. For ${exact} of them the program gives one number,
and that number is executed; for the ${within} others, a loop over data or a choice, it gives a range, and what is executed is inside.

Command: \`npx vitest run test/query-counts.test.ts\`.`;
}

function effectsPart() {
  const audits = readdirSync(join(root, 'accuracy', 'effects')).sort();
  const rows = audits.map((file) => {
    const { repository, commit, routes: audited, blind, measured, left } = kept(join('effects', file));
    const first = blind === undefined ? 'not kept' : `${blind.right} of ${blind.all}`;
    const today = `${measured?.right} of ${measured?.all}`;
    return [`${repository} at ${commit}`, Object.keys(audited).length, first, today, left ?? ''];
  });
  return `## Queries and calls of public back ends, audited by hand

A person read each route and listed its queries and calls outside with the shape around them: loop, parallel, transaction, detached.
A step is right when its route, shape, operation and table or service are all as listed; those listed and not found, and those found and not listed, are the difference.
The first comparison is made on routes written down before anything was run on them; today's figure comes after what it showed was mended.

${table(['repository', 'routes read', 'first comparison, nothing mended', 'today', 'what differs'], rows)}

Command: \`node scripts/accuracy/effects.js NAME=DIR … --keep\`; the audits are in \`accuracy/effects/\`.`;
}

/** @param {readonly any[]} draws */
function drawsPart(draws) {
  return [
    `## Faults and routes of new public back ends, drawn and judged

Each draw is made in repositories that inspection had never been tried on, with the program as it then was: the faults by a fixed seed, spread over the rules; the routes by the same seed, spread over the repositories.
Each was judged by reading the source, before anything was mended; a route is right when all its queries, calls and loops are, and their shape. A step is a query or a call outside, listed by hand, right when its shape, operation and table or service are.`,
    ...draws.map(drawPart),
  ].join('\n\n');
}

/** @param {any} draw */
function drawPart({
  draw,
  commit,
  seed,
  repositories,
  refusedAtFirst,
  faults,
  routes,
  steps,
  perRepository,
  mended,
  left,
}) {
  const share = (/** @type {number} */ part, /** @type {number} */ whole) => `${((part / whole) * 100).toFixed(1)} %`;
  const rows = [
    [
      `faults, of ${faults.reported} reported`,
      faults.drawn,
      `${faults.true} true, ${faults.arguable} arguable, ${faults.false} false`,
      `${faults.falseToday} false`,
    ],
    ['routes', routes.drawn, `${routes.right} right`, `${routes.rightToday} right`],
    ...(steps === undefined
      ? []
      : [
          [
            'steps of these routes',
            steps.listed,
            `${steps.right} right, ${share(steps.right, steps.listed)}`,
            `${steps.rightToday} right, ${share(steps.rightToday, steps.listed)}`,
          ],
        ]),
  ];
  const parts = [
    `### The ${draw} draw${commit === undefined ? '' : `, at ${commit}, seed ${seed}`}`,
    table(['what', 'drawn', 'first judgement', 'today, after what it showed was mended'], rows),
    ...(perRepository === undefined
      ? []
      : [
          table(
            ['repository', 'framework', 'routes', 'right first', 'right today', 'steps', 'right first', 'right today'],
            perRepository.map((/** @type {any} */ one) => [one.repository, one.framework, ...one.routes, ...one.steps]),
          ),
        ]),
    [
      `- Read: ${repositories.join('; ')}.`,
      `- Refused at first, for no route was found in it, and left out of both draws: ${refusedAtFirst.join('; ')}.`,
      ...(mended ?? []).map((/** @type {string} */ one) => `- Mended: ${one}.`),
      ...left.map((/** @type {string} */ one) => `- Left: ${one}.`),
    ].join('\n'),
  ];
  return parts.join('\n\n');
}

/** @param {any} figures */
function ecosystemPart(figures) {
  const rows = figures.projects.map((/** @type {any} */ one) =>
    one.refused === undefined
      ? [
          one.commit === undefined ? one.name : `${one.name} at ${one.commit}`,
          one.framework,
          `${one.files.read} of ${one.files.seen}`,
          one.routes,
          one.steps.query ?? 0,
          one.steps.call ?? 0,
          one.unknownCalls,
          one.cpuSeconds,
          one.megabytes,
          one.earlier === true ? `${one.loadPerProcessor}, earlier version` : one.loadPerProcessor,
        ]
      : [one.name, `refused: ${one.refused}`],
  );
  return `## Cost, and what is left unknown

CPU seconds of \`jauge routes\`, its start included, nothing warm (the middle one of three runs); memory is the peak. Node ${figures.node}, ${figures.machine}. Load: processes that want a processor, for each that there is; above 1 the processors are shared, which lengthens CPU times too. Steps are counted over all routes: what ten routes share counts ten times.

${table(['checkout', 'framework', 'files read', 'routes', 'queries', 'calls', 'unknown calls', 'CPU s', 'MB', 'load'], rows)}

Aims: Koomy under 0.35 s; Outline (about 1,000 files reached) under 2.5 s and 400 MB. The memory is reached; the times are not yet.

${byHand.cost.map((/** @type {string} */ note) => `- ${note}`).join('\n')}

A file is parsed once, and only when something reaches it. A function is evaluated once for the same arguments and the same state of what it reads,
whichever route calls it; a limit that is reached is an unknown of the report. One shape of server, made of more and more files:

${table(
  ['files reached', 'routes', 'CPU s', 'CPU ms for each file', 'MB'],
  figures.scaling.map((/** @type {any} */ one) => [
    one.files,
    one.routes,
    one.cpuSeconds,
    ((one.cpuSeconds / one.files) * 1000).toFixed(1),
    one.megabytes,
  ]),
)}

Command: \`${figures.command}\`.`;
}
