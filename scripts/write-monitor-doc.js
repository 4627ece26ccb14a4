// @ts-check
// Writes what docs/monitor.md and its French page say of the cost of the monitor, from the figures kept under accuracy/monitor*.json:
// `node scripts/write-monitor-doc.js` after a measurement; a test checks that the committed pages are up to date.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, numbersIn, writePages } from './marks.js';
import { root } from './prepare.js';

/** @typedef {'fr' | 'en'} Language */
/** @typedef {{ added: number, low: number, high: number }} Added */
/** @typedef {Added & { application: string, request: string, way: string, isSound: boolean, slowness: number, microsecondsPerRequest: number }} Time */
/** @typedef {Added & { megabytes: number }} Weight */
/** @typedef {{ application: string, way: string, isSound: boolean, collected: Weight, released?: Weight }} Memory */
/** @typedef {{ requests: number, heap: number, resident: number }} Step */
/** @typedef {{ requests: number, addresses: number, labels: number, young: string, growth: Record<'bare' | 'watched', { heap: number, resident: number }>, steps: Record<'bare' | 'watched', readonly Step[]> }} Soak */

/** @param {string} name @returns {any} */
const kept = (name) => JSON.parse(readFileSync(join(root, 'accuracy', name), 'utf8'));

const NAMES = /** @type {const} */ ({
  nothing: { fr: 'rien', en: 'nothing' },
  'nothing, again': { fr: 'rien, une seconde fois', en: 'nothing, once more' },
  jauge: { fr: '**Jauge**', en: '**Jauge**' },
  'prom-client': { fr: 'prom-client, écrit à la main', en: 'prom-client, written by hand' },
  'express-prom-bundle': { fr: 'express-prom-bundle', en: 'express-prom-bundle' },
  'swagger-stats': { fr: 'swagger-stats', en: 'swagger-stats' },
  'opentelemetry-metrics': { fr: 'OpenTelemetry, métriques seules', en: 'OpenTelemetry, metrics only' },
  opentelemetry: { fr: 'OpenTelemetry, traces et métriques', en: 'OpenTelemetry, traces and metrics' },
});
const APPLICATIONS = /** @type {Record<string, Record<Language, string>>} */ ({
  hello: { fr: 'la plus petite application', en: 'the smallest application' },
  koomy: { fr: '`examples/koomy`', en: '`examples/koomy`' },
});
const REQUESTS = /** @type {Record<string, Record<Language, string>>} */ ({
  'no route': { fr: 'adresse sans route', en: 'an address without a route' },
  'POST /api/auth/login, refused': { fr: '`POST /api/auth/login`, refusée', en: '`POST /api/auth/login`, refused' },
});

/** @param {readonly string[]} titles @param {readonly (readonly string[])[]} rows */
function table(titles, rows) {
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** @param {Language} language */
function cost(language) {
  const number = numbersIn(language);
  const fr = language === 'fr';
  const span = (/** @type {Added} */ { added, low, high }) =>
    `${number(added, 1, 1)} (${number(low, 1, 1)} ${fr ? 'à' : 'to'} ${number(high, 1, 1)})`;
  const none = fr ? 'nulle' : 'void';
  const colon = fr ? '\u202f:' : ':';
  const decided = (/** @type {boolean} */ isSound, /** @type {Added} */ added) =>
    isSound ? span(added) : `${none}${colon} ${span(added)}`;
  /** @type {{ applications: readonly { application: string, node: string, generations: number, isToggled?: boolean }[], results: readonly Time[], memory: readonly Memory[] }} */
  const { applications, results, memory } = kept('monitor.json');
  const bare = results.filter(({ way }) => way === 'nothing');
  const ways = /** @type {(keyof typeof NAMES)[]} */ (Object.keys(NAMES)).filter((way) => way !== 'nothing');
  const micro = fr ? '\u202fµs' : ' µs';
  const times = table(
    [
      '',
      ...bare.map(
        ({ application, request, microsecondsPerRequest }) =>
          `${APPLICATIONS[application]?.[language]}, ${REQUESTS[request]?.[language] ?? `\`${request}\``} (${number(microsecondsPerRequest, 0)}${micro})`,
      ),
    ],
    ways.map((way) => [
      NAMES[way][language],
      ...bare.map(({ application, request }) => {
        const time = results.find(
          (each) => each.application === application && each.request === request && each.way === way,
        );
        return time === undefined ? '–' : decided(time.isSound, time);
      }),
    ]),
  );
  const readings = memory
    .filter(({ way }) => way === 'nothing')
    .flatMap(({ application, collected, released }) => [
      { application, reading: /** @type {const} */ ('collected'), bare: collected },
      ...(released === undefined ? [] : [{ application, reading: /** @type {const} */ ('released'), bare: released }]),
    ]);
  const words = {
    collected: fr ? 'mémoire ramassée' : 'collected',
    released: fr ? 'réserves rendues' : 'reserves given back',
  };
  const weights = table(
    [
      '',
      ...readings.map(
        ({ application, reading, bare: { megabytes } }) =>
          `${APPLICATIONS[application]?.[language]}, ${words[reading]} (${number(megabytes, 0)}${fr ? '\u202fMo' : ' MB'})`,
      ),
    ],
    ways.map((way) => [
      NAMES[way][language],
      ...readings.map(({ application, reading }) => {
        const weight = memory.find((each) => each.application === application && each.way === way);
        const added = weight?.[reading];
        return weight === undefined || added === undefined
          ? '–'
          : decided(weight.isSound || reading === 'collected', added);
      }),
    ]),
  );
  const conditions = applications.map(({ application, node, generations, isToggled }) => {
    const name = APPLICATIONS[application]?.[language];
    const slowness = number(bare.find((time) => time.application === application)?.slowness ?? Number.NaN, 2);
    const toggled = fr
      ? ', le moniteur tour à tour arrêté et repris dans un processus, comparé à lui-même'
      : ', the monitor ended and begun in turn in a process that is compared with itself';
    return fr
      ? `${name}, Node ${node}, ${generations} vies de chaque processus${isToggled === true ? toggled : ''}, sur une machine alors ×${slowness} plus lente que celle du livre des coûts`
      : `${name}, Node ${node}, ${generations} lives of each process${isToggled === true ? toggled : ''}, on a machine then ×${slowness} slower than that of the cost book`;
  });
  return fr
    ? `Mesuré à côté des autres dans une même série, par \`npm run bench:monitor\` (\`accuracy/monitor.json\`)\u202f: ${conditions.join('\u202f; ')}. Temps de processeur ajouté à une requête, en microsecondes de la machine du livre des coûts, avec son intervalle à 95\u202f%\u202f; « nulle », quand deux processus que rien n’observe diffèrent de trop pour conclure\u202f:

${times}

Mémoire résidente ajoutée, en Mo, médiane des vies et son intervalle sur ces vies, une fois les déchets ramassés, puis une fois que V8 a rendu ce qu’il garde en réserve, dont la taille tient au hasard\u202f:

${weights}

${idle(language)}`
    : `Measured beside the alternatives in one run, by \`npm run bench:monitor\` (\`accuracy/monitor.json\`): ${conditions.join('; ')}. Processor time added to a request, in microseconds of the machine of the cost book, with its 95 % interval; “void” where two processes that nothing watches differ by too much to conclude:

${times}

Resident memory added, in MB, median of the lives and its interval over them, once garbage is collected, then once V8 has given back what it holds in store, whose size is a matter of chance:

${weights}

${idle(language)}`;
}

/** @param {Language} language */
function idle(language) {
  const number = numbersIn(language);
  /** @type {{ command: string, seconds: number, slowness: number, millisecondsPerSecond: readonly { bare: number, watched: number }[] }} */
  const { command, seconds, slowness, millisecondsPerSecond: lives } = kept('monitor-idle.json');
  const watched = lives.map((life) => life.watched).sort((one, other) => one - other);
  const [low = 0, high = 0] = [watched[0], watched.at(-1)];
  const middle = watched[watched.length >> 1] ?? Number.NaN;
  const bare = Math.max(...lives.map((life) => life.bare));
  return language === 'fr'
    ? `Quand personne ne vient, le processus observé prend ${number(middle)}\u202fms de processeur par seconde (${number(low)} à ${number(high)}, ${lives.length} fois ${number(seconds)}\u202fs), et le nu ${number(bare, 2)} au plus (\`${command}\`, machine ×${number(slowness, 2)} plus lente).`
    : `When nobody comes, the watched process takes ${number(middle)} ms of processor each second (${number(low)} to ${number(high)}, ${lives.length} times ${number(seconds)} s), and the bare one ${number(bare, 2)} at most (\`${command}\`, on a machine ×${number(slowness, 2)} slower).`;
}

/** @param {Language} language */
function long(language) {
  const number = numbersIn(language);
  /** @type {{ runs: readonly Soak[] }} */
  const { runs } = kept('monitor-soak.json');
  const bounded = longest(runs.filter(({ young }) => young !== 'free'));
  const free = longest(runs.filter(({ young }) => young === 'free'));
  const mega = (/** @type {number} */ bytes, digits = 1) => number(bytes / 2 ** 20, digits, digits);
  const last = (/** @type {Soak} */ { steps }, /** @type {'bare' | 'watched'} */ how) => {
    const step = steps[how].at(-1);
    if (step === undefined) throw new Error(`a soak without ${how} steps`);
    return step;
  };
  const [bare, watched] = [last(bounded, 'bare'), last(bounded, 'watched')];
  const { growth, young } = bounded;
  const f = {
    millions: number(bounded.requests / 1e6, 0),
    addresses: number(bounded.addresses),
    labels: number(bounded.labels),
    heap: mega(watched.heap),
    bareHeap: mega(bare.heap),
    resident: mega(watched.resident, 0),
    bareResident: mega(bare.resident, 0),
    more: mega(watched.resident - bare.resident, 0),
    grown: mega(growth.watched.heap),
    bareGrown: mega(growth.bare.heap),
    grownResident: mega(growth.watched.resident),
    bareGrownResident: mega(growth.bare.resident),
    freeMillions: number(free.requests / 1e6, 0),
    free: mega(last(free, 'watched').resident, 0),
    freeBare: mega(last(free, 'bare').resident, 0),
  };
  return language === 'fr'
    ? `Une longue vie (\`node scripts/monitor/soak.js\`, \`accuracy/monitor-soak.json\`)\u202f: sur ${f.millions} millions de requêtes vers ${f.addresses} adresses, son historique d’un mois plein et ${f.labels} libellés par minute, le tas du processus observé, une fois nettoyé, faisait ${f.heap}\u202fMo contre ${f.bareHeap} pour le processus nu, et sa mémoire résidente ${f.resident}\u202fMo contre ${f.bareResident}, soit ${f.more} de plus\u202f; dans la seconde moitié, le tas a changé de ${f.grown}\u202fMo (nu\u202f: ${f.bareGrown}) et la mémoire résidente de ${f.grownResident} (nu\u202f: ${f.bareGrownResident}). Tous deux y avaient le même espace pour les objets jeunes (\`--max-semi-space-size=${young}\`), car V8 le double chaque fois que ce qu’il contient a survécu en somme, dans toute application qui vit assez longtemps\u202f: laissés libres, après ${f.freeMillions} millions de requêtes, le processus observé avait ${f.free}\u202fMo et le nu ${f.freeBare}. Ce réglage le borne, avec ou sans le moniteur, et convient à une instance de 256\u202fMo.`
    : `A long life (\`node scripts/monitor/soak.js\`, \`accuracy/monitor-soak.json\`): over ${f.millions} million requests to ${f.addresses} addresses, its history of a month full and ${f.labels} labels a minute, the heap of the watched process, collected, was ${f.heap} MB beside ${f.bareHeap} for the bare one, and its resident memory ${f.resident} MB beside ${f.bareResident}, ${f.more} more; over the second half, the heap changed by ${f.grown} MB (bare: ${f.bareGrown}) and resident memory by ${f.grownResident} (bare: ${f.bareGrownResident}). Both had the same space for young objects there (\`--max-semi-space-size=${young}\`), because V8 doubles it each time that as much as it holds has survived, in any application that lives long enough: left free, after ${f.freeMillions} million requests, the watched process had ${f.free} MB and the bare one ${f.freeBare}. That setting bounds it, with or without the monitor, and suits an instance of 256 MB.`;
}

/** @param {readonly Soak[]} runs */
function longest(runs) {
  const [found] = runs.toSorted((one, other) => other.requests - one.requests);
  if (found === undefined) throw new Error('no such soak on record');
  return found;
}

/** @param {Language} language */
function truth(language) {
  const number = numbersIn(language);
  /** @type {{ requests: number, isEqual: boolean, worstPercentileError: number, processor: readonly { error: number, allowed: number }[], attribution: { requests: number, exact: number } }} */
  const { requests, isEqual, worstPercentileError, processor, attribution } = kept('monitor-truth.json');
  const worst = Math.max(...processor.map(({ error }) => error)) * 1000;
  const f = {
    requests: number(requests),
    percentile: number(100 * worstPercentileError),
    worst: number(worst, 2),
    burns: processor.length,
    exact: number(attribution.exact),
    attributed: number(attribution.requests),
  };
  return language === 'fr'
    ? `Ce qu’il dit est vrai (\`node scripts/monitor/truth.js\`, \`accuracy/monitor-truth.json\`)\u202f: sur ${f.requests} requêtes comptées une à une, ses comptes sont ${isEqual ? 'les mêmes' : 'différents'}, ses centiles à ${f.percentile}\u202f% près au pire\u202f; le temps de processeur de ${f.burns} travaux connus, à ${f.worst}\u202fms près au pire\u202f; et ${f.exact} requêtes sur ${f.attributed}, cinquante à la fois, ont exactement leur propre travail.`
    : `What it says is true (\`node scripts/monitor/truth.js\`, \`accuracy/monitor-truth.json\`): over ${f.requests} requests counted one by one, its counts are ${isEqual ? 'the same' : 'not the same'}, its percentiles within ${f.percentile} % at worst; the processor time of ${f.burns} known pieces of work, within ${f.worst} ms at worst; and ${f.exact} requests of ${f.attributed}, fifty at once, have exactly their own work.`;
}

const page = (/** @type {Language} */ language) => (/** @type {string} */ text) =>
  filled(filled(filled(text, 'cost', cost(language)), 'long', long(language)), 'truth', truth(language));
writePages('scripts/write-monitor-doc.js', { 'docs/monitor.md': page('en'), 'docs/fr/monitor.md': page('fr') });
