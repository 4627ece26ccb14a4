// @ts-check
// Requests for examples/koomy: one maker for every route. Communities, members, events… are drawn uniformly; a route that staff and members
// both call comes from members four times out of five. People are signed in, and their browser sends its cookie to every route; registering,
// signing in, a forgotten password and the webhook come without. Routes that use something up (a card to claim, a payment to settle) draw from a
// stock, which the harness puts back, outside the measured time, before it runs out.
import { createHash, createHmac } from 'node:crypto';
import { prepareData } from './koomy-example-data.js';

/**
 * @typedef {import('../../scripts/accuracy/client.js').Request} Request
 * @typedef {import('../../scripts/accuracy/random.js').Random} Random
 * @typedef {Awaited<ReturnType<typeof prepareData>>} World
 * @typedef {{ world: World, random: Random, serial: () => string }} Tools
 * @typedef {{ writes?: boolean, slow?: boolean, stock?: (world: World) => any[], portion?: number, make: (tools: Tools, item: any) => Partial<Request> & { path: string } }} Maker
 *   `writes`: the data must be put back; `slow`: seconds of outside waiting per request; `portion`: share of the stock usable at once.
 */

export const application = 'examples/koomy';
export const name = 'koomy-example';
export { prepareData };

/**
 * Identifier that the seed gives to row `n`.
 * @param {string} kind
 * @param {number} n
 */
export function uid(kind, n) {
  const digest = createHash('md5').update(`${kind}:${n}`).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 16)}-${digest.slice(16, 20)}-${digest.slice(20)}`;
}

/** @param {number} n */
const cardOf = (n) => `KMY-${createHash('md5').update(`card${n}`).digest('hex').slice(0, 12).toUpperCase()}`;
/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

/** @param {Tools} tools */
const anyCommunity = ({ world, random }) => 1 + random.below(world.communities);
/** @param {Tools} tools */
const anyMember = ({ world, random }) => random.of(world.members);
/** @param {Tools} tools @param {number} each */
const anyOf = ({ world, random }, each) => 1 + random.below(each * world.communities);
/** @param {World} world @param {number} n */
const communityOf = (world, n) => ((n - 1) % world.communities) + 1;
/** @param {Tools} tools */
const fourInFive = ({ random }) => random.unit() < 0.8;
/** @param {World} world @param {number} n Row whose community it is. */
const ownerOf = (world, n) => world.owners[communityOf(world, n) - 1]?.cookie;
/** @param {string} path @param {string | undefined} [cookie] */
const get = (path, cookie) => ({ method: 'GET', path, cookie });
/** @param {string} method @param {string} path @param {unknown} json @param {string | undefined} [cookie] */
const withBody = (method, path, json, cookie) => ({ method, path, json, cookie });

const text = 'Nous vous donnons des nouvelles de l’association, de ses projets et de ses prochains rendez-vous.';
const password = 'koomy2026';

/** Members of event `e` that the seed registered. @param {World} world @param {number} e */
const registeredAt = (world, e) =>
  range(1, 25).map((k) => communityOf(world, e) + world.communities * ((7 * k + e) % world.perCommunity));

/** @param {World} world @param {boolean} registered */
function eventsOfMembers(world, registered) {
  const taken = new Map(range(1, 10 * world.communities).map((e) => [e, new Set(registeredAt(world, e))]));
  return world.members.flatMap((member) =>
    range(0, 9)
      .map((k) => member.community + world.communities * k)
      .filter((e) => taken.get(e)?.has(member.n) === registered)
      .map((e) => ({ member, e })),
  );
}

/** @param {World} world @param {string} sessionId @param {string} intent */
function signedEvent(world, sessionId, intent) {
  const object = {
    id: sessionId,
    object: 'checkout.session',
    amount_total: 2500,
    currency: 'eur',
    customer_details: null,
    metadata: { paymentId: 'seed', membershipId: 'seed' },
    mode: 'payment',
    payment_intent: intent,
    payment_status: 'paid',
    status: 'complete',
    url: null,
  };
  const created = Math.floor(Date.now() / 1000);
  const event = {
    id: `evt_${sessionId}`,
    object: 'event',
    type: 'checkout.session.completed',
    created,
    livemode: false,
    data: { object },
  };
  const raw = JSON.stringify(event);
  const digest = createHmac('sha256', world.webhookSecret).update(`${created}.${raw}`).digest('hex');
  return { raw, headers: { 'stripe-signature': `t=${created},v1=${digest}` } };
}

/** @type {Record<string, Maker>} */
const members = {
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
const communities = {
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

/** @type {Record<string, Maker>} */
const events = {
  'GET /api/events': {
    make: (tools) => get(`/api/events?communityId=${uid('community', anyCommunity(tools))}`, anyMember(tools).cookie),
  },
  'GET /api/events/upcoming': { make: (tools) => get('/api/events/upcoming', anyMember(tools).cookie) },
  'GET /api/events/:eventId': {
    make: (tools) => get(`/api/events/${uid('event', anyOf(tools, 10))}`, anyMember(tools).cookie),
  },
  'POST /api/events': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const startsAt = new Date(Date.now() + 864e5).toISOString();
      const event = { communityId: uid('community', c), title: 'Concert', description: text, startsAt, capacity: 100 };
      return withBody('POST', '/api/events', event, ownerOf(tools.world, c));
    },
  },
  'PATCH /api/events/:eventId': {
    writes: true,
    make: (tools) => {
      const e = anyOf(tools, 10);
      const change = { title: 'Concert', description: text, location: 'Salle municipale', capacity: 100 };
      return withBody('PATCH', `/api/events/${uid('event', e)}`, change, ownerOf(tools.world, e));
    },
  },
  'DELETE /api/events/:eventId': {
    writes: true,
    portion: 0.1,
    stock: ({ communities: count }) => range(1, 10 * count),
    make: ({ world }, e) => ({
      method: 'DELETE',
      path: `/api/events/${uid('event', e)}`,
      cookie: ownerOf(world, e),
    }),
  },
  'POST /api/events/:eventId/register': {
    writes: true,
    stock: (world) => eventsOfMembers(world, false),
    make: (_tools, { member, e }) => withBody('POST', `/api/events/${uid('event', e)}/register`, {}, member.cookie),
  },
  'DELETE /api/events/:eventId/register': {
    writes: true,
    stock: (world) => eventsOfMembers(world, true),
    make: (_tools, { member, e }) => ({
      method: 'DELETE',
      path: `/api/events/${uid('event', e)}/register`,
      cookie: member.cookie,
    }),
  },
  'GET /api/events/:eventId/registrations': {
    make: (tools) => {
      const e = anyOf(tools, 10);
      return get(`/api/events/${uid('event', e)}/registrations`, ownerOf(tools.world, e));
    },
  },
  'POST /api/events/:eventId/check-in': {
    writes: true,
    stock: (world) =>
      range(6, 9)
        .flatMap((k) => range(1, world.communities).map((c) => c + world.communities * k))
        .flatMap((e) => registeredAt(world, e).map((n) => ({ e, n }))),
    make: ({ world }, { e, n }) =>
      withBody('POST', `/api/events/${uid('event', e)}/check-in`, { code: cardOf(n) }, ownerOf(world, e)),
  },
  'GET /api/events/:eventId/check-ins': {
    make: (tools) => {
      const e = anyOf(tools, 10);
      return get(`/api/events/${uid('event', e)}/check-ins`, ownerOf(tools.world, e));
    },
  },
  'POST /api/events/:eventId/remind': {
    writes: true,
    slow: true,
    make: (tools) => {
      const e = anyOf(tools, 10);
      return withBody('POST', `/api/events/${uid('event', e)}/remind`, {}, ownerOf(tools.world, e));
    },
  },
};

/** @type {Record<string, Maker>} */
const news = {
  'GET /api/news': {
    make: (tools) => get(`/api/news?communityId=${uid('community', anyCommunity(tools))}`, anyMember(tools).cookie),
  },
  'GET /api/news/:id': { make: (tools) => get(`/api/news/${uid('news', anyOf(tools, 20))}`, anyMember(tools).cookie) },
  'POST /api/news/draft': {
    writes: true,
    slow: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const body = { communityId: uid('community', c), topic: 'la fête de printemps', tone: 'chaleureux' };
      return withBody('POST', '/api/news/draft', body, ownerOf(tools.world, c));
    },
  },
  'POST /api/news': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const body = { communityId: uid('community', c), title: 'Nouvelle', body: text.repeat(6), status: 'published' };
      return withBody('POST', '/api/news', body, ownerOf(tools.world, c));
    },
  },
  'PATCH /api/news/:id': {
    writes: true,
    make: (tools) => {
      const i = anyOf(tools, 20);
      const body = { title: 'Nouvelle', body: text.repeat(6) };
      return withBody('PATCH', `/api/news/${uid('news', i)}`, body, ownerOf(tools.world, i));
    },
  },
  'POST /api/news/:id/publish': {
    writes: true,
    slow: true,
    make: (tools) => {
      const i = anyOf(tools, 20);
      return withBody('POST', `/api/news/${uid('news', i)}/publish`, { notify: true }, ownerOf(tools.world, i));
    },
  },
  'DELETE /api/news/:id': {
    writes: true,
    portion: 0.1,
    stock: ({ communities: count }) => range(1, 20 * count),
    make: ({ world }, i) => ({ method: 'DELETE', path: `/api/news/${uid('news', i)}`, cookie: ownerOf(world, i) }),
  },
};

/** A conversation, and someone who may read it. @param {Tools} tools */
function conversation(tools) {
  const { world, random } = tools;
  if (fourInFive(tools)) {
    const member = random.of(world.writers);
    return { v: member.n / 7, cookie: member.cookie };
  }
  const v = 1 + random.below(Math.floor(world.accounts / 7));
  return { v, cookie: ownerOf(world, v * 7) };
}

/** @type {Record<string, Maker>} */
const conversations = {
  'GET /api/conversations': {
    make: (tools) =>
      fourInFive(tools)
        ? get('/api/conversations', anyMember(tools).cookie)
        : get('/api/conversations', ownerOf(tools.world, anyCommunity(tools))),
  },
  'POST /api/conversations': {
    writes: true,
    make: (tools) => {
      const { n, cookie } = anyMember(tools);
      const body = { membershipId: uid('membership', n), subject: 'Question sur ma carte', body: text };
      return withBody('POST', '/api/conversations', body, cookie);
    },
  },
  'GET /api/conversations/:id/messages': {
    writes: true,
    make: (tools) => {
      const { v, cookie } = conversation(tools);
      return get(`/api/conversations/${uid('conversation', v)}/messages`, cookie);
    },
  },
  'POST /api/conversations/:id/messages': {
    writes: true,
    make: (tools) => {
      const { v, cookie } = conversation(tools);
      return withBody('POST', `/api/conversations/${uid('conversation', v)}/messages`, { body: text }, cookie);
    },
  },
  'POST /api/conversations/:id/close': {
    writes: true,
    make: (tools) => {
      const { v, cookie } = conversation(tools);
      return withBody('POST', `/api/conversations/${uid('conversation', v)}/close`, {}, cookie);
    },
  },
};

/** @type {Record<string, Maker>} */
const money = {
  'GET /api/payments/fees': {
    make: (tools) =>
      get(`/api/payments/fees?communityId=${uid('community', anyCommunity(tools))}`, anyMember(tools).cookie),
  },
  'POST /api/payments/fees': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const fee = { communityId: uid('community', c), label: 'Cotisation', amountCents: 2500, durationMonths: 12 };
      return withBody('POST', '/api/payments/fees', fee, ownerOf(tools.world, c));
    },
  },
  'PATCH /api/payments/fees/:id': {
    writes: true,
    make: (tools) => {
      const f = anyOf(tools, 2);
      const change = { label: 'Cotisation', amountCents: 2500, durationMonths: 12, active: true };
      return withBody('PATCH', `/api/payments/fees/${uid('fee', f)}`, change, ownerOf(tools.world, f));
    },
  },
  'POST /api/payments/checkout': {
    writes: true,
    make: (tools) => {
      const { n, community, cookie } = anyMember(tools);
      const body = { membershipId: uid('membership', n), feeId: uid('fee', community) };
      return withBody('POST', '/api/payments/checkout', body, cookie);
    },
  },
  'GET /api/payments': { make: (tools) => get('/api/payments', ownerOf(tools.world, anyCommunity(tools))) },
  'GET /api/payments/transactions': {
    make: (tools) => get('/api/payments/transactions', ownerOf(tools.world, anyCommunity(tools))),
  },
  'GET /api/payments/:id': {
    make: (tools) => {
      const { n, cookie } = tools.random.of(tools.world.payers);
      return get(`/api/payments/${uid('payment', n)}`, fourInFive(tools) ? cookie : ownerOf(tools.world, n));
    },
  },
  'POST /api/payments/:id/refund': {
    writes: true,
    stock: ({ accounts }) => range(1, accounts / 4).map((i) => i * 4 - 2),
    make: ({ world }, n) => withBody('POST', `/api/payments/${uid('payment', n)}/refund`, {}, ownerOf(world, n)),
  },
  'POST /api/stripe/webhook': {
    writes: true,
    stock: ({ accounts }) => range(1, accounts / 4).map((i) => i * 4),
    make: ({ world }, n) => ({
      method: 'POST',
      path: '/api/stripe/webhook',
      ...signedEvent(world, `cs_seed_${n}`, `pi_paid_${n}`),
    }),
  },
  'GET /api/collections': {
    make: (tools) =>
      get(`/api/collections?communityId=${uid('community', anyCommunity(tools))}`, anyMember(tools).cookie),
  },
  'POST /api/collections': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const body = { communityId: uid('community', c), title: 'Collecte', description: text, goalCents: 150000 };
      return withBody('POST', '/api/collections', body, ownerOf(tools.world, c));
    },
  },
  'GET /api/collections/:id': {
    make: (tools) => get(`/api/collections/${uid('collection', anyOf(tools, 2))}`, anyMember(tools).cookie),
  },
  'PATCH /api/collections/:id': {
    writes: true,
    make: (tools) => {
      const o = anyOf(tools, 2);
      const body = { title: 'Collecte', description: text, goalCents: 150000, status: 'open' };
      return withBody('PATCH', `/api/collections/${uid('collection', o)}`, body, ownerOf(tools.world, o));
    },
  },
  'POST /api/collections/:id/contribute': {
    writes: true,
    make: (tools) => {
      const { n, community, cookie } = anyMember(tools);
      const path = `/api/collections/${uid('collection', community)}/contribute`;
      const body = { membershipId: uid('membership', n), amountCents: 2000, anonymous: false };
      return withBody('POST', path, body, cookie);
    },
  },
};

/** @type {Record<string, Maker>} */
const support = {
  'GET /api/tickets': { make: (tools) => get('/api/tickets', anyMember(tools).cookie) },
  'POST /api/tickets': {
    writes: true,
    make: (tools) =>
      withBody(
        'POST',
        '/api/tickets',
        { subject: 'Ma carte', body: text, priority: 'normal' },
        anyMember(tools).cookie,
      ),
  },
  'GET /api/tickets/:id': {
    make: (tools) => {
      const k = 1 + tools.random.below(Math.floor(tools.world.accounts / 90));
      return get(`/api/tickets/${uid('ticket', k)}`, anyMember(tools).cookie);
    },
  },
  'POST /api/tickets/:id/replies': {
    writes: true,
    make: (tools) => {
      const k = 1 + tools.random.below(Math.floor(tools.world.accounts / 90));
      const cookie = fourInFive(tools) ? anyMember(tools).cookie : tools.world.platform;
      return withBody('POST', `/api/tickets/${uid('ticket', k)}/replies`, { body: text }, cookie);
    },
  },
  'GET /api/uploads': { make: (tools) => get('/api/uploads', ownerOf(tools.world, anyCommunity(tools))) },
  'POST /api/uploads': {
    writes: true,
    make: (tools) => {
      const c = anyCommunity(tools);
      const body = { communityId: uid('community', c), fileName: 'affiche.png', contentType: 'image/png' };
      return withBody('POST', '/api/uploads', body, ownerOf(tools.world, c));
    },
  },
  'POST /api/uploads/:id/complete': {
    writes: true,
    make: (tools) => {
      const u = 1 + tools.random.below(tools.world.uploads / 2);
      return withBody('POST', `/api/uploads/${uid('upload', u)}/complete`, {}, ownerOf(tools.world, u));
    },
  },
  'DELETE /api/uploads/:id': {
    writes: true,
    portion: 0.5,
    stock: ({ uploads }) => range(uploads / 2 + 1, uploads),
    make: ({ world }, u) => ({ method: 'DELETE', path: `/api/uploads/${uid('upload', u)}`, cookie: ownerOf(world, u) }),
  },
};

/** @type {Record<string, Maker>} */
const platform = {
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
