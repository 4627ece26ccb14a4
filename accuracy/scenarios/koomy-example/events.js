// @ts-check
// Events, news and messages.
import { uid } from './data.js';
import {
  anyCommunity,
  anyMember,
  anyOf,
  cardOf,
  eventsOfMembers,
  fourInFive,
  get,
  ownerOf,
  range,
  registeredAt,
  text,
  withBody,
} from './tools.js';

/**
 * @typedef {import('./tools.js').Maker} Maker
 * @typedef {import('./tools.js').Tools} Tools
 * @typedef {import('./tools.js').World} World
 */

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
export const events = {
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
export const news = {
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

/** @type {Record<string, Maker>} */
export const conversations = {
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
