// @ts-check
// Writes the two generated blocks of README.md and README.fr.md: the top of a real report on examples/koomy, and the figures that say how far to
// trust it; and, in docs/method.md, the speed of the solver and the errors of its theory of pools. `node scripts/write-readme.js` after a change that moves results; a test checks that the committed pages are up to date.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, numbersIn, writePages } from './marks.js';
import { ensureBuilt, root } from './prepare.js';

/** @param {string} path */
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The report down to its first part. @param {'fr' | 'en'} language */
function topOfReport(language) {
  const words = [
    join(root, 'dist/cli/bin.js'),
    join(root, 'examples/koomy'),
    '--lang',
    language,
    '--quiet',
    '--no-color',
  ];
  const text = execFileSync(process.execPath, words, { encoding: 'utf8', env: { ...process.env, COLUMNS: '96' } });
  return text.slice(0, text.indexOf('\n━━')).trimEnd();
}

/** @param {readonly any[]} applications @param {string} what @param {string} how @returns {number} */
function total(applications, what, how) {
  return applications.reduce((/** @type {number} */ sum, /** @type {any} */ each) => sum + each[what][how], 0);
}

/** Errors of the mixes of the public application measured elsewhere. @param {readonly any[]} mixes */
function errorsOf(mixes) {
  const errors = mixes
    .map(({ predicted, measured }) => Math.max(predicted.typical / measured[1], measured[1] / predicted.typical))
    .sort((a, b) => a - b);
  const inside = mixes.filter(
    ({ predicted, measured }) => predicted.low <= measured[1] && measured[1] <= predicted.high,
  ).length;
  const middle = (errors.length - 1) / 2;
  const median = ((errors[Math.floor(middle)] ?? 0) + (errors[Math.ceil(middle)] ?? 0)) / 2;
  return { median, worst: errors.at(-1) ?? 0, cases: mixes.length, inside };
}

/** What was asked of examples/koomy, in words. @type {Readonly<Record<string, Readonly<Record<'fr' | 'en', string>>>>} */
const ASKED = {
  'no route': { fr: 'une adresse sans route', en: 'an address without a route' },
  'POST /api/auth/login, refused': { fr: 'une connexion refusée', en: 'a refused sign-in' },
  'GET /api/config': { fr: 'une lecture', en: 'a reading' },
};

/**
 * What the monitor adds to each request of examples/koomy whose measure is sound, beside a hand-written prom-client.
 * @param {readonly { application: string, request?: string, way: string, isSound: boolean, added: number, low: number, high: number }[]} watched
 * @param {'fr' | 'en'} language
 */
function soundInKoomy(watched, language) {
  const number = numbersIn(language);
  const parts = Object.entries(ASKED).flatMap(([asked, words]) => {
    const by = (/** @type {string} */ name) =>
      watched.find(
        ({ application, request, way, isSound }) =>
          application === 'koomy' && request === asked && way === name && isSound,
      );
    const [jauge, prom] = [by('jauge'), by('prom-client')];
    if (jauge === undefined) return [];
    const between = `${number(jauge.low, 0)} ${language === 'fr' ? 'à' : 'to'} ${number(jauge.high, 0)}`;
    const beside = prom === undefined ? '' : ` (prom-client: ${number(prom.added, 0)})`;
    const told = language === 'fr' ? beside.replace(':', '\u202f:') : beside;
    return [`${number(jauge.added, 0)} µs, ${between}, ${language === 'fr' ? 'sur' : 'on'} ${words[language]}${told}`];
  });
  if (parts.length === 0) return '';
  return language === 'fr'
    ? `\u202f; sur \`examples/koomy\`, ${parts.join('\u202f; ')}`
    : `; on \`examples/koomy\`, ${parts.join('; ')}`;
}

/** @param {'fr' | 'en'} language */
function figures(language) {
  const summary = json('accuracy/summary.json');
  const time = json('accuracy/time.json');
  const inspection = json('accuracy/inspection.json');
  const fr = language === 'fr';
  const number = numbersIn(language);
  const { totals, noir } = json('accuracy/routes.json');
  const express = noir.families.express;
  const { capacity: after, utilization, mixes, applications } = json('accuracy/measured.json');
  /** @type {{ results: readonly { application: string, request?: string, way: string, isSound: boolean, added: number, low: number, high: number }[], memory: readonly { application: string, way: string, collected: { added: number } }[] }} */
  const { results: watched, memory } = json('accuracy/monitor.json');
  const cost = (/** @type {string} */ way) =>
    number(watched.find((each) => each.application === 'hello' && each.way === way)?.added ?? Number.NaN, 0);
  const unseen = inspection.draws.at(-1);
  const loops = total(inspection.applications, 'loops', 'found');
  const loopsByHand = total(inspection.applications, 'loops', 'byHand');
  const { cases, medianRatio, worstRatio, inside } = summary.capacity;
  const outside = errorsOf(json('accuracy/public.json').mixes);
  const plural = summary.fromCodeAlone.applications > 1 ? 's' : '';
  return (fr ? french : english)({
    median: number(medianRatio, 2),
    worst: number(worstRatio, 2),
    inside: Math.round(inside * cases),
    cases,
    applications: `${summary.fromCodeAlone.applications} application${plural}`,
    outside: { ...outside, median: number(outside.median, 2), worst: number(outside.worst, 2) },
    measured: {
      mixes,
      applications,
      median: number(after.median, 2),
      worst: number(after.worst, 2),
      points: number(utilization.median, 0),
    },
    routes: {
      byHand: number(totals.byHand),
      projects: totals.projects,
      recall: number(100 * totals.recall),
      precision: number(100 * totals.precision),
    },
    noir: express,
    unseen: {
      repositories: unseen.repositories.length,
      steps: unseen.steps.listed,
      first: number((100 * unseen.steps.right) / unseen.steps.listed, 0),
      today: number((100 * unseen.steps.rightToday) / unseen.steps.listed, 0),
    },
    monitor: {
      jauge: cost('jauge'),
      prom: cost('prom-client'),
      bundle: cost('express-prom-bundle'),
      metrics: cost('opentelemetry-metrics'),
      koomy: soundInKoomy(watched, language),
      memory: number(
        memory.find(({ application, way }) => application === 'hello' && way === 'jauge')?.collected.added ??
          Number.NaN,
        0,
      ),
      ...soaked(number),
    },
    solver: solverFigures(number),
    loops,
    loopsByHand,
    time: time.results.map((/** @type {any} */ { application, routes, wallSeconds, cpuSeconds }) => ({
      application: `\`${application === 'koomy' ? 'examples/koomy' : application}\``,
      routes,
      wall: number(wallSeconds),
      cpu: number(cpuSeconds),
    })),
    faster: number(Math.max(time.slowness, 1 / time.slowness)),
    isFast: time.slowness < 1,
  });
}

/** Resident memory that a watched process has more than a bare one at the end of the soak. @param {(value: number, digits?: number) => string} number */
function soaked(number) {
  /** @type {{ runs: readonly { requests: number, young: string, residentBesideBare: { secondHalf: number } }[] }} */
  const { runs } = json('accuracy/monitor-soak.json');
  const byLength = runs.toSorted((one, other) => other.requests - one.requests);
  const longest = byLength.find(({ young }) => young !== 'free') ?? byLength[0];
  return {
    soaked: number((longest?.residentBesideBare.secondHalf ?? Number.NaN) / 2 ** 20, 0),
    soakedMillions: number((longest?.requests ?? Number.NaN) / 1e6, 0),
  };
}

/** @param {(value: number, digits?: number) => string} number */
function solverFigures(number) {
  const { eventsPerCpuSecond, analyticCapacityMilliseconds, simulatedCapacityMilliseconds } =
    json('accuracy/solve.json');
  return {
    millions: number(eventsPerCpuSecond / 1e6),
    analytic: number(analyticCapacityMilliseconds),
    simulated: number(simulatedCapacityMilliseconds, 0),
  };
}

/** The table of docs/method.md. */
function speedOfSolver() {
  const { growth, machine, node, ...f } = json('accuracy/solve.json');
  const rows = growth.map(
    (/** @type {any} */ { requests, events, cpuSeconds, megabytes }) =>
      `| ${requests.toLocaleString('en-GB')} | ${(events / 1e6).toFixed(1)} | ${cpuSeconds.toFixed(2)} | ${(events / cpuSeconds / 1e6).toFixed(1)} | ${megabytes.toFixed(0)} |`,
  );
  return [
    `Fifteen stations, forty classes, CPU time, medians (\`npm run bench:solve\`, Node ${node}, ${machine}): analytic capacity ${f.analyticCapacityMilliseconds.toFixed(1)} ms, simulated ${f.simulatedCapacityMilliseconds.toFixed(0)} ms, one open solve ${f.openSolveMilliseconds.toFixed(1)} ms; simulation ${(f.eventsPerCpuSecond / 1e6).toFixed(1)} million events per CPU second. Each run below in a process of its own, its start and its compilation by the engine included:`,
    '',
    '| requests | million events | CPU seconds | million events per CPU second | most memory of the process, MB |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Errors of theory for pools, by family of models. */
function errorsOfPools() {
  const { command, node, models, requests, families, doubts } = json('accuracy/pools.json');
  const percent = (/** @type {number | null} */ value) => (value === null ? 'full' : `${(100 * value).toFixed(0)} %`);
  const cell = (/** @type {any} */ { median, worst }) => `${percent(median)} / ${percent(worst)}`;
  const row = (/** @type {any} */ { name, capacity, throughput, closed, open, percentile }) =>
    `| ${[name, ...[capacity, throughput, closed, open, percentile].map(cell)].join(' | ')} |`;
  return [
    `Against simulations of ${requests.toLocaleString('en-GB')} requests of ${models} random models (\`${command}\`, Node ${node}): a loop, a database of 1 to 4 processors, pools of 1 to 10 tokens, at 50, 75 and 90 % of their simulated capacity. Median and worst error, regardless of sign:`,
    '',
    '| models | capacity of the pool | throughput of closed users | their mean response | mean response, open | p95, open |',
    '|---|---|---|---|---|---|',
    ...families.map(row),
    '',
    `*full*: theory takes the pool for full. Where theory has no doubt, as told below: ${doubts.without.cases} open cases, mean response ${cell(doubts.without)}; where it has one: ${doubts.with.cases} cases, ${cell(doubts.with)}.`,
  ].join('\n');
}

/** @param {any} f */
const english = (f) =>
  [
    '| | |',
    '|---|---|',
    `| Estimate from code alone, beside measurement | capacity of a mix: median error ×${f.median}, worst ×${f.worst}, over ${f.cases} mixes of ${f.applications}; the interval holds the measure in ${f.inside} of them. On a public application measured elsewhere: median ×${f.outside.median}, worst ×${f.outside.worst}, over ${f.outside.cases} mixes, ${f.outside.inside} inside ([docs/accuracy.md](docs/accuracy.md)). After \`jauge measure\`, from the routes measured alone to the mix: median ×${f.measured.median}, worst ×${f.measured.worst}, utilizations within ${f.measured.points} points (median), over ${f.measured.mixes} mixes of ${f.measured.applications} applications |`,
    `| Routes found, beside hand counts | ${f.routes.recall}% of ${f.routes.byHand} routes in ${f.routes.projects} public back ends, ${f.routes.precision}% of what is found is right; OWASP noir’s Express bench ${f.noir.found} of ${f.noir.expected}; ${f.loops} of ${f.loopsByHand} loops of queries; of ${f.unseen.steps} queries and calls in ${f.unseen.repositories} back ends never tried before, ${f.unseen.first}% right at first sight, ${f.unseen.today}% after what that showed was mended ([docs/inspection.md](docs/inspection.md)) |`,
    `| From the command to the answer | ${f.time.map((/** @type {any} */ one) => `${one.wall} s (${one.cpu} s of CPU) for ${one.application}, ${one.routes} routes`).join('; ')}; on a machine then ×${f.faster} ${f.isFast ? 'faster' : 'slower'} than that of the cost book (\`npm run bench:command -- FOLDER\`) |`,
    `| The solver, on 15 stations and 40 classes | ${f.solver.millions} million simulated events per CPU second; a capacity takes ${f.solver.analytic} ms by theory, ${f.solver.simulated} ms by simulation; published cases to their digits, 200 random networks as GNU Octave solves them ([docs/method.md](docs/method.md)) |`,
    `| Cost of the monitor, per request | ${f.monitor.jauge} µs of CPU and ${f.monitor.memory} MB on the smallest application (${f.monitor.soaked} MB after ${f.monitor.soakedMillions} million requests, its history full), beside ${f.monitor.prom} µs for a hand-written prom-client, ${f.monitor.bundle} for express-prom-bundle, ${f.monitor.metrics} for OpenTelemetry metrics, in the same run${f.monitor.koomy} ([docs/monitor.md](docs/monitor.md)) |`,
  ].join('\n');

/** @param {any} f */
const french = (f) =>
  [
    '| | |',
    '|---|---|',
    `| Estimation d’après le seul code, face à la mesure | capacité d’un mélange de requêtes : erreur médiane ×${f.median}, pire ×${f.worst}, sur ${f.cases} mélanges de ${f.applications} ; l’intervalle contient la mesure dans ${f.inside} cas. Sur une application publique mesurée ailleurs : médiane ×${f.outside.median}, pire ×${f.outside.worst}, sur ${f.outside.cases} mélanges, dont ${f.outside.inside} dans l’intervalle ([docs/accuracy.md](docs/accuracy.md)). Après \`jauge measure\`, des routes mesurées seules au mélange : médiane ×${f.measured.median}, pire ×${f.measured.worst}, taux d’occupation à ${f.measured.points} points près (médiane), sur ${f.measured.mixes} mélanges de ${f.measured.applications} applications |`,
    `| Routes trouvées, face au décompte à la main | ${f.routes.recall} % de ${f.routes.byHand} routes dans ${f.routes.projects} applications publiques, ${f.routes.precision} % de ce qui est trouvé est juste ; banc Express d’OWASP noir : ${f.noir.found} sur ${f.noir.expected} ; ${f.loops} boucles de requêtes sur ${f.loopsByHand} ; de ${f.unseen.steps} requêtes à la base et appels dans ${f.unseen.repositories} applications jamais essayées, ${f.unseen.first} % justes à la première lecture, ${f.unseen.today} % une fois réparé ce qu’elle montrait ([docs/inspection.md](docs/inspection.md)) |`,
    `| De la commande à la réponse | ${f.time.map((/** @type {any} */ one) => `${one.wall} s (${one.cpu} s de processeur) pour ${one.application}, ${one.routes} routes`).join(' ; ')} ; sur une machine alors ×${f.faster} plus ${f.isFast ? 'rapide' : 'lente'} que celle du livre des coûts (\`npm run bench:command -- DOSSIER\`) |`,
    `| Le solveur, sur 15 stations et 40 classes | ${f.solver.millions} millions d’événements simulés par seconde de processeur ; une capacité prend ${f.solver.analytic} ms par la théorie, ${f.solver.simulated} ms par simulation ; les cas publiés avec tous leurs chiffres, 200 réseaux tirés au hasard comme les résout GNU Octave ([docs/method.md](docs/method.md)) |`,
    `| Coût du moniteur, par requête | ${f.monitor.jauge} µs de processeur et ${f.monitor.memory} Mo sur la plus petite application (${f.monitor.soaked} Mo après ${f.monitor.soakedMillions} millions de requêtes, son historique plein), contre ${f.monitor.prom} µs pour un prom-client écrit à la main, ${f.monitor.bundle} pour express-prom-bundle et ${f.monitor.metrics} pour les métriques d’OpenTelemetry, dans la même mesure${f.monitor.koomy} ([docs/fr/monitor.md](docs/fr/monitor.md)) |`,
  ].join('\n');

await ensureBuilt(() => {});
const readme = (/** @type {'fr' | 'en'} */ language) => (/** @type {string} */ page) =>
  filled(filled(page, 'report', `\`\`\`text\n${topOfReport(language)}\n\`\`\``), 'figures', figures(language));
writePages('scripts/write-readme.js', {
  'README.md': readme('en'),
  'README.fr.md': readme('fr'),
  'docs/method.md': (page) => filled(filled(page, 'speed', speedOfSolver()), 'pools', errorsOfPools()),
});
