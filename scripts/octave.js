// @ts-check
// Solves 200 random product-form models with the `queueing` package of GNU Octave, run as a process of its own, and records its answers:
// node scripts/octave.js (apt-get install octave octave-queueing). src/solve/textbook/octave.test.ts holds ours against them, anywhere.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.js';

const out = join(root, 'fixtures', 'solve', 'octave.json');

let state = 20_261_125;
/** Uniform in ]0, 1[ (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
}

/** @param {number} low @param {number} high */
const between = (low, high) => Number((low + (high - low) * random()).toPrecision(4));
/** @param {number} low @param {number} high */
const integer = (low, high) => low + Math.floor(random() * (high - low + 1));
/** @template T @param {number} size @param {(i: number) => T} of @returns {T[]} */
const list = (size, of) => Array.from({ length: size }, (_, i) => of(i));

/** @param {number[]} row */
const vector = (row) => `[${row.join(' ')}]`;
/** @param {number[][]} rows */
const matrix = (rows) => `[${rows.map((row) => row.join(' ')).join('; ')}]`;
/** Rows by class from rows by station. @param {number[][]} rows */
const byClass = (rows) => (rows[0] ?? []).map((_, r) => rows.map((row) => /** @type {number} */ (row[r])));

/** Services of every class that leave no station fuller than `load`. @param {number} stations @param {number[]} rates @param {number} load */
function openDemands(stations, rates, load) {
  return list(stations, () => {
    const raw = rates.map(() => between(0.05, 2));
    const busy = raw.reduce((sum, d, r) => sum + d * /** @type {number} */ (rates[r]), 0);
    const target = between(0.05, load);
    return raw.map((d) => Number(((d * target) / busy).toPrecision(6)));
  });
}

/** Each kind: how many, a random input, the Octave statements that print `answer`. */
const kinds = {
  mmm: {
    count: 20,
    make: () => {
      const servers = integer(1, 40);
      return { rate: Number((servers * between(0.05, 0.97)).toPrecision(6)), service: 1, servers };
    },
    /** @param {any} m */
    ask: (m) => `[U R Q X p0 pm] = qsmmm(${m.rate}, ${1 / m.service}, ${m.servers}); answer([U R Q pm]);`,
  },
  mmmk: {
    count: 20,
    make: () => {
      const servers = integer(1, 12);
      return { rate: between(0.1, 2 * servers), service: 1, servers, most: servers + integer(0, 20) };
    },
    /** @param {any} m */
    ask: (m) =>
      `[U R Q X p0 pK] = qsmmmk(${m.rate}, ${1 / m.service}, ${m.servers}, ${m.most}); answer([U R Q X p0 pK]);`,
  },
  open: {
    count: 30,
    make: () => {
      const rates = list(integer(1, 4), () => between(0.1, 3));
      return { rates, demands: openDemands(integer(1, 6), rates, 0.95) };
    },
    /** @param {any} m */
    ask: (m) => {
      const demands = byClass(m.demands);
      // Visits of a class are counted per arrival of any class.
      const total = m.rates.reduce((/** @type {number} */ sum, /** @type {number} */ rate) => sum + rate, 0);
      const visits = matrix(m.rates.map((/** @type {number} */ rate) => list(m.demands.length, () => rate / total)));
      return `[U R Q X] = qnom(${vector(m.rates)}, ${matrix(demands)}, ${visits}); answer([sum(U, 1) (sum(R, 2))' Q(:)']);`;
    },
  },
  servers: {
    count: 20,
    make: () => {
      const servers = list(integer(1, 5), () => integer(1, 8));
      const rate = between(0.5, 5);
      const services = servers.map((m) => Number(((m * between(0.05, 0.95)) / rate).toPrecision(6)));
      return { rate, services, servers };
    },
    /** @param {any} m */
    ask: (m) =>
      `[U R Q X] = qnos(${m.rate}, ${vector(m.services)}, ones(1, ${m.services.length}), ${vector(m.servers)}); answer([U sum(R)]);`,
  },
  closed: {
    count: 40,
    make: () => ({
      demands: list(integer(1, 8), () => between(0.01, 2)),
      users: integer(1, 60),
      thinkTime: random() < 0.3 ? 0 : between(0.1, 20),
    }),
    /** @param {any} m */
    ask: (m) => {
      const network = `${vector(m.demands)}, ones(1, ${m.demands.length})`;
      const demands = vector(m.demands);
      return `[U R Q X] = qncsmva(${m.users}, ${network}, ones(1, ${m.demands.length}), ${m.thinkTime}); [Xl Xu Rl Ru] = qncsaba(${m.users}, ${demands}, ones(1, ${m.demands.length}), ones(1, ${m.demands.length}), ${m.thinkTime}); answer([X(1) sum(R) Q Xu Rl]);`;
    },
  },
  classes: {
    count: 30,
    make: () => {
      const users = list(integer(2, 3), () => integer(1, 8));
      return {
        demands: list(integer(1, 5), () => users.map(() => between(0.01, 2))),
        users,
        thinkTimes: users.map(() => between(0, 10)),
      };
    },
    /** @param {any} m */
    ask: (m) => {
      const size = `${m.users.length}, ${m.demands.length}`;
      const network = `${vector(m.users)}, ${matrix(byClass(m.demands))}, ones(${size}), ones(1, ${m.demands.length}), ${vector(m.thinkTimes)}`;
      return `[U R Q X] = qncmmva(${network}); [U2 R2 Q2 X2] = qncmmvabs(${network}, 1e-12, 100000); answer([X(:, 1)' Q(:)' X2(:, 1)']);`;
    },
  },
  'several servers': {
    count: 20,
    make: () => {
      const users = list(2, () => integer(1, 6));
      const demands = list(integer(1, 4), () => users.map(() => between(0.01, 2)));
      return { demands, servers: demands.map(() => integer(1, 4)), users, thinkTimes: users.map(() => between(0, 10)) };
    },
    /** @param {any} m */
    ask: (m) =>
      // One service time for all classes at a station of several servers, as its method asks: visits carry the difference.
      `[U R Q X] = qncmmva(${vector(m.users)}, ones(2, ${m.demands.length}), ${matrix(byClass(m.demands))}, ${vector(m.servers)}, ${vector(m.thinkTimes)}); answer([X(:, 1)' ./ [${byClass(
        m.demands,
      )
        .map((row) => row[0])
        .join(' ')}] Q(:)']);`,
  },
  mixed: {
    count: 20,
    make: () => {
      const rates = list(integer(1, 2), () => between(0.1, 1));
      const stations = integer(1, 4);
      const users = list(integer(1, 2), () => integer(1, 6));
      return {
        open: { demands: openDemands(stations, rates, 0.7), rates },
        closed: { demands: list(stations, () => users.map(() => between(0.05, 2))), users },
      };
    },
    /** @param {any} m */
    ask: (m) => {
      const services = [...byClass(m.open.demands), ...byClass(m.closed.demands)];
      const [o, c] = [m.open.rates.length, m.closed.users.length];
      return `[U R Q X] = qnmix([${m.open.rates.join(' ')} ${list(c, () => 0).join(' ')}], [${list(o, () => 0).join(' ')} ${m.closed.users.join(' ')}], ${matrix(services)}, ones(${o + c}, ${m.open.demands.length})); answer([X(:, 1)' Q(:)']);`;
    },
  },
};

const models = Object.entries(kinds).flatMap(([kind, { count, make, ask }]) =>
  list(count, () => {
    const input = make();
    return { kind, input, ask: ask(input) };
  }),
);
const program = [
  'warning("off", "all"); pkg load queueing;',
  'function answer(x) printf("%.12g ", x); printf("\\n"); endfunction',
  ...models.map(({ ask }) => ask),
  'p = pkg("list", "queueing"); printf("version %s %s\\n", version(), p{1}.version);',
].join('\n');
const { stdout, stderr, error } = spawnSync('octave-cli', ['-q', '--no-history', '--eval', program], {
  encoding: 'utf8',
  maxBuffer: 1e8,
});
if (error !== undefined) throw error;
const lines = stdout.trim().split('\n');
const [, octave, queueing] = (lines.pop() ?? '').split(' ');
if (lines.length !== models.length) throw new Error(`${lines.length} answers to ${models.length} models\n${stderr}`);
const recorded = models.map(({ kind, input }, i) => ({
  kind,
  input,
  answer: (lines[i] ?? '').trim().split(/\s+/).map(Number),
}));
const written = recorded.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
writeFileSync(
  out,
  `{\n  "recorded": "${new Date().toISOString().slice(0, 10)}",\n  "octave": "${octave}",\n  "queueing": "${queueing}",\n  "models": [\n${written}\n  ]\n}\n`,
);
console.log(`${models.length} models, Octave ${octave}, queueing ${queueing}`);
