// @ts-check
// Adds up the book for the routes of one measured application (Koomy, Node 20, Express 4, Drizzle over pg) and sets it beside the
// measurement. Nothing in the book is fitted to these figures: a gap names a missing primitive.

/** @typedef {[work: string, library: string | undefined, per: string, amount: number]} Item */

/** One statement through Drizzle: columns selected, rows returned. @param {number} columns @param {number} rows @returns {Item[]} */
const query = (columns, rows) => [
  ['query-client', 'drizzle-orm', 'once', 1],
  ['query-client', 'drizzle-orm', 'value', Math.max(0, columns - 10)],
  ['row-decode', 'drizzle-orm', 'row', Math.max(0, rows - 1)],
  ['row-decode', 'drizzle-orm', 'value', Math.max(0, rows - 1) * Math.max(0, columns - 10)],
];

/** What every API route of the application does: dispatch, routes tried before, five functions, a stamped line with the body. @param {number} routes @param {number} bytes @returns {Item[]} */
const api = (routes, bytes) => [
  ['framework', 'express@4', 'once', 1],
  ['framework', 'express@4', 'value', routes],
  ['middleware', undefined, 'once', 5],
  ['log-line', undefined, 'line', 1],
  ['log-line', 'toLocaleTimeString', 'line', 1],
  ['json-stringify', undefined, 'byte', bytes],
  ['body-log', undefined, 'byte', bytes],
];

/** @param {number} bytes @returns {Item[]} */
const body = (bytes) => [
  ['body-parse', undefined, 'once', 1],
  ['body-parse', undefined, 'byte', bytes],
];

/** Measured at saturation, and in the highest passing run, milliseconds; then what the code does. @type {{ route: string, measured: [number, number], items: Item[] }[]} */
const ROUTES = [
  {
    route: 'spa_index',
    measured: [0.379, 0.395],
    items: [
      ['framework', 'express@4', 'once', 1],
      ['framework', 'express@4', 'value', 120],
      ['middleware', undefined, 'once', 5],
      ['static-file', undefined, 'once', 1],
      ['log-line', undefined, 'line', 1],
      ['log-line', 'toLocaleTimeString', 'line', 1],
    ],
  },
  { route: 'plans', measured: [0.607, 0.648], items: [...api(17, 2000), ...query(13, 5)] },
  {
    route: 'create_message',
    measured: [0.593, 0.637],
    items: [...api(54, 330), ...body(200), ['validation', undefined, 'value', 6], ...query(8, 1)],
  },
  { route: 'verify', measured: [0.968, 1.09], items: [...api(7, 120), ...query(27, 1), ...query(70, 1)] },
  { route: 'news', measured: [0.99, 1.05], items: [...api(37, 14_000), ...query(12, 20)] },
  {
    route: 'members',
    measured: [9.55, 8.83],
    items: [...api(25, 181_000), ...query(27, 250), ['computation', undefined, 'row', 250]],
  },
  {
    route: 'login',
    measured: [325, 295],
    items: [...api(3, 900), ...body(80), ...query(12, 1), ['hash', 'bcryptjs', 'once', 4], ...query(27, 1)],
  },
  {
    route: 'pay_session',
    measured: [4.01, 3.87],
    items: [
      ...api(110, 250),
      ...body(150),
      ...query(70, 1),
      ...query(27, 1),
      ['call-client', 'fetch', 'once', 1],
      ['call-client', 'stripe/constructor', 'once', 1],
      ['call-client', 'stripe', 'once', 1],
    ],
  },
  {
    route: 'webhook',
    measured: [2.36, 2.34],
    items: [
      ...api(120, 60),
      ...body(1500),
      ['signature-verify', undefined, 'once', 1],
      ...query(20, 1),
      ...query(70, 1),
      ...query(27, 1),
      ...query(20, 1),
      ...query(27, 1),
    ],
  },
];

/** @param {any[]} cpu @param {Item} item */
function price(cpu, [work, library, per, amount]) {
  const found = cpu.find((one) => one.work === work && one.library === library && one.per === per);
  if (!found) throw new Error(`no cost for ${work} ${library ?? ''} per ${per}`);
  const { low, typical, high } = found.seconds;
  return [low, typical, high].map((value) => value * amount);
}

/** What the statements of a route ask of PostgreSQL: measured at saturation and at capacity, milliseconds. @type {{ route: string, measured: [number, number], items: [string, number][] }[]} */
const STATEMENTS = [
  {
    route: 'plans',
    measured: [0.171, 0.172],
    items: [
      ['statement', 1],
      ['row-scanned', 5],
      ['row-sorted', 5],
      ['row-returned', 5],
    ],
  },
  {
    route: 'verify',
    measured: [0.459, 0.482],
    items: [
      ['statement', 2],
      ['index-lookup', 2],
    ],
  },
  {
    route: 'create_message',
    measured: [0.289, 0.305],
    items: [
      ['statement', 1],
      ['row-written', 1],
      ['commit', 1],
    ],
  },
  {
    route: 'news',
    measured: [0.664, 0.688],
    items: [
      ['statement', 1],
      ['row-scanned', 4000],
      ['row-sorted', 20],
      ['row-returned', 20],
    ],
  },
  {
    route: 'my_memberships',
    measured: [5.56, 5.95],
    items: [
      ['statement', 2],
      ['row-scanned', 50_600],
      ['index-lookup', 1],
    ],
  },
  {
    route: 'members',
    measured: [6.16, 6.25],
    items: [
      ['statement', 1],
      ['row-scanned', 50_600],
      ['row-returned', 250],
    ],
  },
];

/** @param {{ route: string, measured: [number, number] }} one @param {number[][]} parts */
function line({ route, measured }, parts) {
  const totals = parts.reduce((sum, part) => sum.map((value, index) => value + part[index]));
  const [low, typical, high] = totals.map((value) => value * 1e3);
  const gap = Math.round((typical / measured[0] - 1) * 100);
  const inside = measured.some((value) => value >= low && value <= high);
  const sign = gap > 0 ? '+' : '';
  return `| ${route} | ${low.toPrecision(3)} | **${typical.toPrecision(3)}** | ${high.toPrecision(3)} | ${measured.join(' | ')} | ${sign}${gap} % | ${inside ? 'yes' : 'no'} |`;
}

const HEAD =
  '| route | low | **predicted** | high | measured, saturated | measured, at capacity | gap | in the range |\n|---|---|---|---|---|---|---|---|\n';

/** Two Markdown tables, milliseconds of CPU: the application, the database. @param {any[]} cpu @param {any[]} database */
export function crosscheck(cpu, database) {
  const application = ROUTES.map((one) =>
    line(
      one,
      one.items.map((item) => price(cpu, item)),
    ),
  );
  const stored = STATEMENTS.map((one) =>
    line(
      one,
      one.items.map(([work, amount]) => {
        const { low, typical, high } = database.find((cost) => cost.work === work).seconds;
        return [low * amount, typical * amount, high * amount];
      }),
    ),
  );
  return { application: HEAD + application.join('\n'), database: HEAD + stored.join('\n') };
}
