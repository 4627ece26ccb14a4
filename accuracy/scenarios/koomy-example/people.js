// @ts-check
// Members and communities.
import { uid } from './data.js';
import { anyCommunity, anyMember, cardOf, fourInFive, get, ownerOf, password, range, text, withBody } from './tools.js';

/**
 * @typedef {import('./tools.js').Maker} Maker
 * @typedef {import('./tools.js').Tools} Tools
 * @typedef {import('./tools.js').World} World
 */

/** @type {Record<string, Maker>} */
export const members = {
  'GET /api/config': { make: (tools) => get('/api/config', anyMember(tools).cookie) },
  'POST /api/auth/register': {
    writes: true,
    make: ({ serial }) =>
      withBody('POST', '/api/auth/register', {
        email: `nouveau-${serial()}@koomy.example`,
        password,
        firstName: 'Camille',
        lastName: 'Martin',
        phone: '0612345678',
      }),
  },
  'POST /api/auth/login': {
    writes: true,
    make: ({ world, random }) => {
      const n = 1 + random.below(world.accounts);
      // Accounts whose number is a multiple of ten change their password in another route.
      return withBody('POST', '/api/auth/login', {
        email: `membre${n % 10 === 0 ? n - 1 : n}@koomy.example`,
        password,
      });
    },
  },
  'POST /api/auth/logout': {
    writes: true,
    stock: ({ leaving }) => leaving,
    make: (_tools, cookie) => withBody('POST', '/api/auth/logout', {}, cookie),
  },
  'GET /api/auth/me': { make: (tools) => get('/api/auth/me', anyMember(tools).cookie) },
  'PATCH /api/auth/me': {
    writes: true,
    make: (tools) =>
      withBody(
        'PATCH',
        '/api/auth/me',
        { firstName: 'Camille', lastName: 'Martin', phone: '0612345678' },
        anyMember(tools).cookie,
      ),
  },
  'POST /api/auth/forgot-password': {
    writes: true,
    make: ({ world, random }) =>
      withBody('POST', '/api/auth/forgot-password', {
        email: `membre${1 + random.below(world.accounts)}@koomy.example`,
      }),
  },
  'POST /api/auth/reset-password': {
    writes: true,
    stock: ({ accounts }) => range(1, accounts / 10).map((i) => `jeton-${i * 10}`),
    make: (_tools, token) => withBody('POST', '/api/auth/reset-password', { token, password }),
  },
  'GET /api/memberships/mine': { make: (tools) => get('/api/memberships/mine', anyMember(tools).cookie) },
  'POST /api/memberships/join': {
    writes: true,
    stock: (world) =>
      world.members.flatMap((member) =>
        range(1, 9).map((k) => ({ member, community: ((member.community + k - 1) % world.communities) + 1 })),
      ),
    make: (_tools, { member, community }) =>
      withBody('POST', '/api/memberships/join', { communityId: uid('community', community) }, member.cookie),
  },
  'POST /api/memberships/claim': {
    writes: true,
    stock: ({ accounts }) => range(accounts + 1, accounts + Math.round(accounts / 10)).map(cardOf),
    make: (tools, code) => withBody('POST', '/api/memberships/claim', { code }, anyMember(tools).cookie),
  },
  'GET /api/memberships/verify/:code': {
    make: (tools) => {
      const n = 1 + tools.random.below(tools.world.accounts);
      return get(`/api/memberships/verify/${cardOf(n)}`, ownerOf(tools.world, n));
    },
  },
  'GET /api/memberships/:id': {
    make: (tools) => {
      const { n, cookie } = anyMember(tools);
      return get(`/api/memberships/${uid('membership', n)}`, fourInFive(tools) ? cookie : ownerOf(tools.world, n));
    },
  },
  'PATCH /api/memberships/:id': {
    writes: true,
    make: (tools) => {
      const n = 1 + tools.random.below(tools.world.accounts);
      const change = { displayName: 'Camille Martin', role: 'member', status: 'active', feeStatus: 'paid' };
      return withBody('PATCH', `/api/memberships/${uid('membership', n)}`, change, ownerOf(tools.world, n));
    },
  },
  'GET /api/memberships/:id/card': {
    make: (tools) => {
      const { n, cookie } = anyMember(tools);
      return get(`/api/memberships/${uid('membership', n)}/card`, cookie);
    },
  },
  'GET /api/memberships/:id/payments': {
    make: (tools) => {
      const { n, cookie } = anyMember(tools);
      return get(`/api/memberships/${uid('membership', n)}/payments`, cookie);
    },
  },
};

/** @type {Record<string, Maker>} */
export const communities = {
  'GET /api/communities': { make: (tools) => get('/api/communities', anyMember(tools).cookie) },
  'POST /api/communities': {
    writes: true,
    make: ({ world, serial }) => {
      const slug = `nouvelle-${serial()}`;
      return withBody(
        'POST',
        '/api/communities',
        { slug, name: 'Chorale – Lyon', city: 'Lyon', description: text, planId: uid('plan', 2) },
        world.platform,
      );
    },
  },
  'GET /api/communities/by-slug/:slug': {
    make: (tools) => get(`/api/communities/by-slug/communaute-${anyCommunity(tools)}`, anyMember(tools).cookie),
  },
  'GET /api/communities/:communityId': {
    make: (tools) => get(`/api/communities/${uid('community', anyCommunity(tools))}`, anyMember(tools).cookie),
  },
  'PATCH /api/communities/:communityId': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      return withBody(
        'PATCH',
        `/api/communities/${uid('community', c)}`,
        { name: 'Chorale – Lyon', description: text, city: 'Lyon' },
        ownerOf(tools.world, c),
      );
    },
  },
  'GET /api/communities/:communityId/sections': {
    make: (tools) => get(`/api/communities/${uid('community', anyCommunity(tools))}/sections`, anyMember(tools).cookie),
  },
  'POST /api/communities/:communityId/sections': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const path = `/api/communities/${uid('community', c)}/sections`;
      return withBody('POST', path, { name: 'Section nouvelle', city: 'Lyon' }, ownerOf(tools.world, c));
    },
  },
  ...Object.fromEntries(
    ['members', 'members/export', 'dashboard'].map((last) => [
      `GET /api/communities/:communityId/${last}`,
      {
        make: (/** @type {Tools} */ tools) => {
          const c = anyCommunity(tools);
          return get(`/api/communities/${uid('community', c)}/${last}`, ownerOf(tools.world, c));
        },
      },
    ]),
  ),
  'POST /api/communities/:communityId/members': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const body = { displayName: 'Camille Martin', email: `${tools.serial()}@koomy.example`, role: 'member' };
      return withBody('POST', `/api/communities/${uid('community', c)}/members`, body, ownerOf(tools.world, c));
    },
  },
  'POST /api/communities/:communityId/members/import': {
    writes: true,
    slow: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const rows = range(1, 10).map((i) => ({
        displayName: `Camille Martin ${i}`,
        email: `${tools.serial()}@koomy.example`,
      }));
      const path = `/api/communities/${uid('community', c)}/members/import`;
      return withBody('POST', path, { members: rows }, ownerOf(tools.world, c));
    },
  },
};
