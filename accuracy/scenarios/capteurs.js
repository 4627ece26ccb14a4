// @ts-check
// Requests for examples/capteurs. Sensors, sites and users are drawn uniformly; the fifty sensors with a long history are the ones exported.
import { startApplication } from '../../examples/dev/start.js';
import { bearer } from '../../scripts/accuracy/credentials.js';
import { keepTables, openDatabase } from '../../scripts/accuracy/tables.js';

/**
 * @typedef {import('../../scripts/accuracy/scenarios.js').Maker} Maker
 * @typedef {import('../../scripts/accuracy/scenarios.js').Tools} Tools
 */

export const name = 'capteurs';
export const application = 'examples/capteurs';
export const sizes = [100, 500];
export const health = '/health';
export const packages = [
  'express',
  'pg',
  'bcrypt',
  'zod',
  'qrcode',
  'jsonwebtoken',
  'pino-http',
  'compression',
  'helmet',
  'ejs',
];
export const processes = { application: 'server.js', standins: 'standins.js' };

/** @param {number} size */
export const start = (size, environment = {}) => startApplication('capteurs', { size, environment });

/** @param {{ databaseUrl: string }} running @param {number} size */
export async function prepareData({ databaseUrl }, size) {
  const client = await openDatabase(databaseUrl);
  const { rows, restore, trim } = await keepTables(client);
  const tokens = await client.query('SELECT token FROM sensors ORDER BY id LIMIT 1000');
  const token = (/** @type {number} */ id) => bearer({ id, name: `Usager ${id}` }, 'exemple-local');
  const { rows: alerts } = await client.query('SELECT id FROM alerts ORDER BY id LIMIT 3000');
  return {
    accounts: size,
    sensors: size * 10,
    sites: size * 2,
    tokens: tokens.rows.map((/** @type {{ token: string }} */ row) => row.token),
    alerts: alerts.map((/** @type {{ id: number }} */ row) => row.id),
    token,
    rows,
    restore,
    trim,
    close: () => client.end(),
  };
}

/** @param {Tools} tools */
const signedIn = ({ world, random }) => ({ headers: { authorization: world.token(1 + random.below(world.accounts)) } });
/** @param {Tools} tools */
const sensor = ({ world, random }) => 1 + random.below(world.sensors);
/** @param {Tools} tools */
const site = ({ world, random }) => 1 + random.below(world.sites);

/** @type {Record<string, Maker>} */
export const makers = {
  'GET /': { make: () => ({ path: '/' }) },
  'GET /health': { make: () => ({ path: '/health' }) },
  'POST /api/login': {
    make: ({ world, random }) => ({
      method: 'POST',
      path: '/api/login',
      json: { email: `usager${1 + random.below(world.accounts)}@capteurs.example`, password: 'mesures2026' },
    }),
  },
  'GET /api/overview': { make: (tools) => ({ path: '/api/overview', ...signedIn(tools) }) },
  'POST /api/ingest': {
    writes: true,
    make: ({ world, random }) => ({
      method: 'POST',
      path: '/api/ingest',
      headers: { 'x-sensor-token': random.of(world.tokens) },
      json: {
        readings: Array.from({ length: 20 }, (_, i) => ({
          at: new Date(Date.now() + i * 1000).toISOString(),
          value: random.unit() < 0.01 ? 45 : 20 + random.unit(),
        })),
      },
    }),
  },
  'GET /api/sensors': { make: (tools) => ({ path: '/api/sensors', ...signedIn(tools) }) },
  'POST /api/sensors': {
    writes: true,
    make: (tools) => ({
      method: 'POST',
      path: '/api/sensors',
      json: { siteId: site(tools), name: `Capteur ${tools.serial()}`, kind: 'co2', threshold: 1200 },
      ...signedIn(tools),
    }),
  },
  'GET /api/sensors/:id': { make: (tools) => ({ path: `/api/sensors/${sensor(tools)}`, ...signedIn(tools) }) },
  'GET /api/sensors/:id/readings': {
    make: (tools) => ({ path: `/api/sensors/${sensor(tools)}/readings`, ...signedIn(tools) }),
  },
  'GET /api/sensors/:id/analysis': {
    make: (tools) => ({ path: `/api/sensors/${1 + tools.random.below(50)}/analysis`, ...signedIn(tools) }),
  },
  'GET /api/sensors/:id/export.csv': {
    make: (tools) => ({ path: `/api/sensors/${1 + tools.random.below(50)}/export.csv`, ...signedIn(tools) }),
  },
  'GET /api/sensors/:id/label.png': {
    make: (tools) => ({ path: `/api/sensors/${sensor(tools)}/label.png`, ...signedIn(tools) }),
  },
  'GET /api/sites': { make: (tools) => ({ path: '/api/sites', ...signedIn(tools) }) },
  'GET /api/sites/:id/summary': {
    make: (tools) => ({ path: `/api/sites/${site(tools)}/summary`, ...signedIn(tools) }),
  },
  'GET /api/sites/:id/search': {
    make: (tools) => ({
      path: `/api/sites/${site(tools)}/search?q=${10 + tools.random.below(90)}`,
      ...signedIn(tools),
    }),
  },
  'POST /api/sites/:id/recalibrate': {
    writes: true,
    make: (tools) => ({ method: 'POST', path: `/api/sites/${site(tools)}/recalibrate`, json: {}, ...signedIn(tools) }),
  },
  'GET /api/alerts': { make: (tools) => ({ path: '/api/alerts', ...signedIn(tools) }) },
  'PATCH /api/alerts/:id/acknowledge': {
    writes: true,
    make: (tools) => ({
      method: 'PATCH',
      path: `/api/alerts/${tools.random.of(tools.world.alerts)}/acknowledge`,
      json: {},
      ...signedIn(tools),
    }),
  },
  'POST /api/alerts/:id/notify': {
    writes: true,
    slow: true,
    make: (tools) => ({
      method: 'POST',
      path: `/api/alerts/${tools.random.of(tools.world.alerts)}/notify`,
      json: { phone: '+33600000000' },
      ...signedIn(tools),
    }),
  },
};

export const representative = Object.keys(makers);
