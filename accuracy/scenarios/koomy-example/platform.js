// @ts-check
// The back office.
import { uid } from './data.js';
import { anyCommunity, get, ownerOf, password, withBody } from './tools.js';

/**
 * @typedef {import('./tools.js').Maker} Maker
 * @typedef {import('./tools.js').Tools} Tools
 * @typedef {import('./tools.js').World} World
 */

/** @type {Record<string, Maker>} */
export const platform = {
  'POST /api/admin/register': {
    writes: true,
    make: ({ serial }) => {
      const each = serial();
      const body = { email: `bureau-${each}@koomy.example`, password, name: 'Camille Martin', city: 'Lyon' };
      return withBody('POST', '/api/admin/register', { ...body, communityName: 'Chorale', slug: `bureau-${each}` });
    },
  },
  'POST /api/admin/login': {
    writes: true,
    make: (tools) =>
      withBody('POST', '/api/admin/login', { email: `responsable${anyCommunity(tools)}@koomy.example`, password }),
  },
  'GET /api/admin/me': { make: (tools) => get('/api/admin/me', ownerOf(tools.world, anyCommunity(tools))) },
  ...Object.fromEntries(
    ['overview', 'communities', 'accounts', 'transactions', 'tickets', 'email-logs', 'email-templates'].map((last) => [
      `GET /api/admin/${last}`,
      { make: (/** @type {Tools} */ { world }) => get(`/api/admin/${last}`, world.platform) },
    ]),
  ),
  'PATCH /api/admin/tickets/:id': {
    writes: true,
    make: ({ world, random }) => {
      const k = 1 + random.below(Math.floor(world.accounts / 90));
      return withBody(
        'PATCH',
        `/api/admin/tickets/${uid('ticket', k)}`,
        { status: 'open', priority: 'high' },
        world.platform,
      );
    },
  },
  'PUT /api/admin/email-templates/:type': {
    writes: true,
    make: ({ world }) =>
      withBody(
        'PUT',
        '/api/admin/email-templates/fee_due',
        { subject: 'Votre cotisation arrive à échéance', html: '<p>{{name}}, pensez à la renouveler.</p>' },
        world.platform,
      ),
  },
  'POST /api/admin/email-templates/:type/test': {
    writes: true,
    make: ({ world }) => withBody('POST', '/api/admin/email-templates/welcome/test', {}, world.platform),
  },
  'POST /api/admin/plans': {
    writes: true,
    make: ({ world, serial }) => {
      const plan = { code: `formule-${serial()}`, name: 'Formule', monthlyPriceCents: 2900, position: 4 };
      return withBody('POST', '/api/admin/plans', { ...plan, features: ['cartes'] }, world.platform);
    },
  },
  'PATCH /api/admin/plans/:id': {
    writes: true,
    make: ({ world, random }) => {
      const change = { name: 'Formule', monthlyPriceCents: 2900, features: ['cartes'], position: 2 };
      return withBody('PATCH', `/api/admin/plans/${uid('plan', 1 + random.below(3))}`, change, world.platform);
    },
  },
};
