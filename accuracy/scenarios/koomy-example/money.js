// @ts-check
// Payments, collections, support and files.
import { createHmac } from 'node:crypto';
import { uid } from './data.js';
import { anyCommunity, anyMember, anyOf, fourInFive, get, ownerOf, range, text, withBody } from './tools.js';

/**
 * @typedef {import('./tools.js').Maker} Maker
 * @typedef {import('./tools.js').Tools} Tools
 * @typedef {import('./tools.js').World} World
 */

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
export const money = {
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
export const support = {
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
