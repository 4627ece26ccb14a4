// @ts-check
// Requests for examples/billetterie. Events, orders and tickets are drawn uniformly; organizers are signed in once, before.
import { createHmac } from 'node:crypto';
import { startApplication } from '../../examples/dev/start.js';
import { keepTables, openDatabase } from '../../scripts/accuracy/tables.js';

/**
 * @typedef {import('../../scripts/accuracy/scenarios.js').Maker} Maker
 * @typedef {import('../../scripts/accuracy/scenarios.js').Tools} Tools
 */

export const name = 'billetterie';
export const application = 'examples/billetterie';
export const sizes = [200, 2000];
export const health = '/health';
export const packages = ['koa', '@koa/router', 'koa-session', 'knex', 'pg', 'zod', 'qrcode', 'handlebars', 'nanoid'];
export const processes = { application: 'dist/index.js', standins: 'standins.js' };

/** @param {number} size */
export const start = (size, environment = {}) => startApplication('billetterie', { size, environment });

/** Events of each organizer. */
const EVENTS = 10;

/** @param {string} url @param {number} n */
async function signIn(url, n) {
  const response = await fetch(`${url}/api/organizer/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `organisateur${n}@billetterie.example`, password: 'billets2026' }),
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** @param {{ url: string, databaseUrl: string }} running @param {number} size */
export async function prepareData({ url, databaseUrl }, size) {
  const client = await openDatabase(databaseUrl);
  const { rows, restore, trim } = await keepTables(client);
  const organizers = [];
  for (let n = 1; n <= size / EVENTS; n++) organizers.push(await signIn(url, n));
  const rates = await client.query('SELECT id, event_id FROM rates ORDER BY id');
  const codes = await client.query('SELECT code FROM tickets ORDER BY md5(code) LIMIT 4000');
  return {
    accounts: size,
    orders: size * 40,
    organizers,
    rates: rates.rows,
    codes: codes.rows.map((/** @type {{ code: string }} */ row) => row.code),
    rows,
    restore,
    trim,
    close: () => client.end(),
  };
}

/** @param {Tools} tools */
const event = ({ world, random }) => 1 + random.below(world.accounts);
/** @param {Tools} tools */
const organizer = ({ world, random }) => ({ cookie: random.of(world.organizers) });

/** @type {Record<string, Maker>} */
export const makers = {
  'GET /health': { make: () => ({ path: '/health' }) },
  'GET /api/events': { make: ({ random }) => ({ path: `/api/events?page=${1 + random.below(5)}` }) },
  'GET /api/events/search': { make: ({ random }) => ({ path: `/api/events/search?q=${10 + random.below(90)}` }) },
  'GET /api/events/:slug': { make: (tools) => ({ path: `/api/events/soiree-${event(tools)}` }) },
  'GET /e/:slug': { make: (tools) => ({ path: `/e/soiree-${event(tools)}` }) },
  'POST /api/orders': {
    writes: true,
    slow: true,
    make: (tools) => {
      const rate = tools.random.of(/** @type {{ id: number, event_id: number }[]} */ (tools.world.rates));
      const places = Array.from({ length: 1 + tools.random.below(4) }, (_, i) => ({
        rateId: rate.id,
        holder: `Porteur ${i}`,
      }));
      return {
        method: 'POST',
        path: '/api/orders',
        json: { eventId: rate.event_id, email: `acheteur-${tools.serial()}@exemple.fr`, places },
      };
    },
  },
  'GET /api/orders/:id': {
    make: ({ world, random }) => ({ path: `/api/orders/cmd-${1 + random.below(world.orders)}` }),
  },
  'GET /api/orders': {
    make: (tools) => ({
      path: `/api/orders?email=public${tools.random.below(10 * tools.world.accounts)}@exemple.fr`,
      ...organizer(tools),
    }),
  },
  'GET /api/tickets/:code/qr': { make: ({ world, random }) => ({ path: `/api/tickets/${random.of(world.codes)}/qr` }) },
  'POST /api/stripe/webhook': {
    writes: true,
    slow: true,
    make: ({ world, random }) => {
      const id = `cs_seed_${5 * (1 + random.below(world.orders / 5))}`;
      const raw = JSON.stringify({ type: 'checkout.session.completed', data: { object: { id } } });
      const signature = createHmac('sha256', 'exemple-local').update(raw).digest('hex');
      return { method: 'POST', path: '/api/stripe/webhook', raw, headers: { 'stripe-signature': signature } };
    },
  },
  'POST /api/organizer/register': {
    writes: true,
    make: ({ serial }) => ({
      method: 'POST',
      path: '/api/organizer/register',
      json: { email: `nouveau-${serial()}@exemple.fr`, name: 'Nouvelle salle', password: 'billets2026' },
    }),
  },
  'POST /api/organizer/login': {
    make: ({ world, random }) => ({
      method: 'POST',
      path: '/api/organizer/login',
      json: {
        email: `organisateur${1 + random.below(world.accounts / EVENTS)}@billetterie.example`,
        password: 'billets2026',
      },
    }),
  },
  'GET /api/organizer/events': { make: (tools) => ({ path: '/api/organizer/events', ...organizer(tools) }) },
  'GET /api/organizer/events/:id/dashboard': {
    make: (tools) => ({ path: `/api/organizer/events/${event(tools)}/dashboard`, ...organizer(tools) }),
  },
  'GET /api/organizer/events/:id/attendees.csv': {
    make: (tools) => ({ path: `/api/organizer/events/${event(tools)}/attendees.csv`, ...organizer(tools) }),
  },
  'POST /api/organizer/events': {
    writes: true,
    make: (tools) => ({
      method: 'POST',
      path: '/api/organizer/events',
      json: {
        title: `Soirée ${tools.serial()}`,
        description: 'Une soirée de plus, avec des amis et de la musique.',
        city: 'Lyon',
        startsAt: '2027-06-01T20:00:00.000Z',
        rates: [
          { name: 'Plein', priceCents: 2000, places: 200 },
          { name: 'Réduit', priceCents: 1200, places: 50 },
        ],
      },
      ...organizer(tools),
    }),
  },
  'POST /api/scan/:code': {
    writes: true,
    stock: (world) => world.codes,
    make: (tools, code) => ({ method: 'POST', path: `/api/scan/${code}`, json: {}, ...organizer(tools) }),
  },
};

export const representative = Object.keys(makers);
