import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, startCore } from '../../src/monitor/core.ts';
import { systemClock, unobserved } from '../../src/probe/index.ts';
import { listen, type Place, until } from './stage.ts';

// Events that others send: who, how late, and how many failed, from the headers that the senders document.

const NOW = 1_800_000_000;
let core: Core;
let place: Place;
beforeEach(async () => {
  core = startCore({ clock: { wall: () => NOW, steady: systemClock.steady }, folder: import.meta.dirname });
  place = await listen((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      // As a parser of bodies does.
      Object.assign(request, { body: text.startsWith('{') ? JSON.parse(text) : Buffer.from(text) });
      response.writeHead(request.url === '/fails' ? 500 : 200).end();
    });
  });
});
afterEach(async () => {
  core.stop();
  await place.close();
});

let sent = 0;
beforeEach(() => {
  sent = 0;
});
async function send(headers: Record<string, string>, body = 'raw', path = '/hook'): Promise<void> {
  sent += 1;
  await unobserved(async () => (await fetch(place.base + path, { method: 'POST', headers, body })).text());
  await until('its end', () => core.snapshot().current.total.requests === sent);
}

const webhooks = () => core.snapshot().current.webhooks;

describe('the lag of an event', () => {
  it.each([
    ['stripe', { 'stripe-signature': `t=${NOW - 40},v1=5f0a` }, 40],
    ['shopify', { 'x-shopify-topic': 'orders/create', 'x-shopify-triggered-at': '2027-01-15T07:59:50.000Z' }, 10],
    ['slack', { 'x-slack-signature': 'v0=a2', 'x-slack-request-timestamp': String(NOW - 3) }, 3],
    ['svix', { 'svix-id': 'msg_1', 'svix-timestamp': String(NOW - 90) }, 90],
    ['standard', { 'webhook-id': 'msg_2', 'webhook-timestamp': String(NOW - 7) }, 7],
    ['paypal', { 'paypal-transmission-id': 'a', 'paypal-transmission-time': '2027-01-15T07:58:20Z' }, 100],
  ])('is counted from when it was sent: %s', async (sender, headers, lag) => {
    await send(headers);
    expect(webhooks()[sender]).toMatchObject({ received: 1, failed: 0, lag: { count: 1, max: lag } });
  });

  it('is counted from when the event was created where its body says so, parsed or raw: a retry is late', async () => {
    const headers = { 'stripe-signature': `t=${NOW},v1=5f0a` };
    await send(headers, JSON.stringify({ id: 'evt_1', object: 'event', created: NOW - 3600 }));
    await send(headers, ` {"id": "evt_1", "object": "event", "created": ${NOW - 1800}, "data": {}}`);
    expect(webhooks()['stripe']).toMatchObject({ received: 2, lag: { count: 2, sum: 5400, max: 3600 } });
  });

  it('is unknown where nobody says when, and of what is too old to be an event', async () => {
    await send({ 'x-github-event': 'push' });
    await send({ 'webhook-id': 'x', 'webhook-timestamp': String(NOW - 90 * 86_400) });
    await send({ 'svix-id': 'x', 'svix-timestamp': 'yesterday' });
    for (const sender of ['github', 'standard', 'svix']) {
      expect(webhooks()[sender]).toMatchObject({ received: 1, lag: { count: 0 } });
    }
  });

  it('is unknown of an event that is malformed, which is counted all the same', async () => {
    await send({ 'stripe-signature': 'v1=;;t=,' }, ' {"id": "evt_1", "created": ');
    await send({ 'stripe-signature': `t=${NOW}0000,v1` }, '{"created": "1799999000"}');
    await send({ 'stripe-signature': '' }, '[{"created": {}}]', '/fails');
    expect(webhooks()['stripe']).toMatchObject({ received: 3, failed: 1, lag: { count: 0 } });
  });

  it('is zero for a sender whose clock is ahead', async () => {
    await send({ 'webhook-id': 'x', 'webhook-timestamp': String(NOW + 5) });
    expect(webhooks()['standard']).toMatchObject({ lag: { count: 1, max: 0 } });
  });
});

describe('an event that is refused', () => {
  it('is a failure of its sender, and an ordinary request is no event', async () => {
    await send({ 'x-github-event': 'push' }, 'raw', '/fails');
    await send({ 'x-github-event': 'push' });
    await send({ 'content-type': 'application/json' }, '{"created": 1799999000}');
    expect(webhooks()).toEqual({ github: expect.objectContaining({ received: 2, failed: 1 }) });
  });
});
