// @ts-check
// Requests for examples/librairie. Books, authors and customers are drawn uniformly.
import { startApplication } from '../../examples/dev/start.js';
import { bearer } from '../../scripts/accuracy/credentials.js';
import { keepTables, openDatabase } from '../../scripts/accuracy/tables.js';

/**
 * @typedef {import('../../scripts/accuracy/scenarios.js').Maker} Maker
 * @typedef {import('../../scripts/accuracy/scenarios.js').Tools} Tools
 */

export const name = 'librairie';
export const application = 'examples/librairie';
export const sizes = [1000, 20_000];
export const health = '/health';
export const packages = ['fastify', '@prisma/client', '@prisma/adapter-pg', 'pg', 'bcryptjs', 'pdfkit'];
export const processes = { application: 'dist/server.js', standins: 'standins.js' };

/** @param {number} size */
export const start = (size, environment = {}) => startApplication('librairie', { size, environment });

/** @param {{ databaseUrl: string }} running @param {number} size */
export async function prepareData({ databaseUrl }, size) {
  const client = await openDatabase(databaseUrl);
  const { rows, restore, trim } = await keepTables(client);
  const orders = await client.query(
    'SELECT id, "customerId" FROM "Order" WHERE "customerId" > 1 ORDER BY md5(id::text) LIMIT 3000',
  );
  const token = (/** @type {number} */ id) => bearer({ id, admin: id === 1 }, 'exemple-local');
  return {
    accounts: size,
    books: size * 2,
    token,
    orders: orders.rows,
    rows,
    restore,
    trim,
    close: () => client.end(),
  };
}

/** @param {Tools} tools */
const book = ({ world, random }) => `livre-${1 + random.below(world.books)}`;
/** @param {Tools} tools */
const customer = ({ world, random }) => 2 + random.below(world.accounts - 1);
/** @param {Tools} tools @param {number} id */
const as = ({ world }, id) => ({ headers: { authorization: world.token(id) } });
/** @type {Record<string, Maker>} */
export const makers = {
  'GET /health': { make: () => ({ path: '/health' }) },
  'GET /api/books': {
    make: ({ random }) => ({
      path:
        random.unit() < 0.5
          ? `/api/books?page=${1 + random.below(5)}`
          : `/api/books?category=rayon-${1 + random.below(20)}`,
    }),
  },
  'GET /api/books/search': { make: ({ random }) => ({ path: `/api/books/search?q=${10 + random.below(90)}` }) },
  'GET /api/books/by-author/:id': {
    make: ({ world, random }) => ({ path: `/api/books/by-author/${1 + random.below(world.books / 10)}` }),
  },
  'GET /api/books/:slug': { make: (tools) => ({ path: `/api/books/${book(tools)}` }) },
  'POST /api/books/:slug/reviews': {
    writes: true,
    make: (tools) => ({
      method: 'POST',
      path: `/api/books/${book(tools)}/reviews`,
      json: {
        stars: 1 + tools.random.below(5),
        text: 'Une lecture que je recommande à qui aime la mer et les familles.',
      },
      ...as(tools, customer(tools)),
    }),
  },
  'POST /api/register': {
    writes: true,
    make: ({ serial }) => ({
      method: 'POST',
      path: '/api/register',
      json: { email: `nouveau-${serial()}@exemple.fr`, password: 'lecture2026', name: 'Nouvelle cliente' },
    }),
  },
  'POST /api/login': {
    make: (tools) => ({
      method: 'POST',
      path: '/api/login',
      json: { email: `client${customer(tools)}@librairie.example`, password: 'lecture2026' },
    }),
  },
  'GET /api/me': { make: (tools) => ({ path: '/api/me', ...as(tools, customer(tools)) }) },
  'GET /api/me/orders': { make: (tools) => ({ path: '/api/me/orders', ...as(tools, customer(tools)) }) },
  'GET /api/me/recommendations': {
    make: (tools) => ({ path: '/api/me/recommendations', ...as(tools, customer(tools)) }),
  },
  'POST /api/orders': {
    writes: true,
    slow: true,
    make: (tools) => ({
      method: 'POST',
      path: '/api/orders',
      json: { lines: Array.from({ length: 1 + tools.random.below(5) }, () => ({ slug: book(tools), quantity: 1 })) },
      ...as(tools, customer(tools)),
    }),
  },
  'GET /api/orders/:id': {
    make: (tools) => {
      const { id, customerId } = tools.random.of(
        /** @type {{ id: number, customerId: number }[]} */ (tools.world.orders),
      );
      return { path: `/api/orders/${id}`, ...as(tools, customerId) };
    },
  },
  'GET /api/orders/:id/tracking': {
    slow: true,
    make: (tools) => ({
      path: `/api/orders/${1 + tools.random.below(3 * tools.world.accounts)}/tracking`,
      ...as(tools, 2),
    }),
  },
  'GET /api/orders/:id/invoice.pdf': {
    make: (tools) => ({
      path: `/api/orders/${1 + tools.random.below(3 * tools.world.accounts)}/invoice.pdf`,
      ...as(tools, 2),
    }),
  },
  'GET /api/admin/stats': { make: (tools) => ({ path: '/api/admin/stats', ...as(tools, 1) }) },
  'GET /api/admin/customers': { make: (tools) => ({ path: '/api/admin/customers', ...as(tools, 1) }) },
  'GET /api/admin/orders': { make: (tools) => ({ path: '/api/admin/orders?status=shipped', ...as(tools, 1) }) },
  'POST /api/admin/books/import': {
    writes: true,
    make: (tools) => ({
      method: 'POST',
      path: '/api/admin/books/import',
      json: {
        books: Array.from({ length: 20 }, (_, i) => ({
          slug: i % 2 === 0 ? book(tools) : `arrivage-${tools.serial()}`,
          title: 'Un livre arrivé ce matin',
          description: 'Une présentation de l’éditeur, en quelques lignes.',
          priceCents: 1900,
          stock: 5,
          authorId: 1 + tools.random.below(tools.world.books / 10),
          categoryId: 1 + tools.random.below(20),
        })),
      },
      ...as(tools, 1),
    }),
  },
  'PATCH /api/admin/books/:id/stock': {
    writes: true,
    make: (tools) => ({
      method: 'PATCH',
      path: `/api/admin/books/${1 + tools.random.below(tools.world.books)}/stock`,
      json: { stock: 1_000_000 },
      ...as(tools, 1),
    }),
  },
};

export const representative = Object.keys(makers);
