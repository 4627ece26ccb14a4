import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureInstalled } from '../examples/koomy/dev/install.js';
import type { Example } from '../examples/koomy/dev/start.d.ts';

// One person's path through examples/koomy, on a real PostgreSQL, at 2,000 accounts. Steps follow one another.

let example: Example;

/** A person with a browser: keeps the session's cookie. */
function visitor() {
  let cookie = '';
  return async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${example.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const raw = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    const content = type.includes('json') ? JSON.parse(raw.toString()) : undefined;
    return { status: response.status, type, raw, content };
  };
}

const newcomer = { email: 'Nadia@Exemple.FR', password: 'bleu-de-Prusse', firstName: 'Nadia', lastName: 'Benali' };
const nadia = visitor();
const owner = visitor();
const platform = visitor();

let community: { id: string; name: string };
let membership: { id: string; cardCode: string };
let event: { id: string; title: string };
let payment: { paymentId: string; url: string };

beforeAll(async () => {
  ensureInstalled(() => undefined);
  const { startExample } = await import('../examples/koomy/dev/start.js');
  example = await startExample({ size: 2000 });
}, 600_000);

afterAll(async () => {
  await example?.stop();
});

describe('examples/koomy', () => {
  it('creates an account once, and tells nobody its password', async () => {
    const created = await nadia('POST', '/api/auth/register', newcomer);
    expect(created.status).toBe(201);
    expect(created.content.account).toMatchObject({ email: 'nadia@exemple.fr', firstName: 'Nadia' });
    expect(created.content.account).not.toHaveProperty('passwordHash');
    expect((await visitor()('POST', '/api/auth/register', newcomer)).status).toBe(409);
  });

  it('logs in with the right password only, and remembers it until logging out', async () => {
    expect((await nadia('POST', '/api/auth/logout')).status).toBe(200);
    expect((await nadia('GET', '/api/auth/me')).status).toBe(401);
    const wrong = await nadia('POST', '/api/auth/login', { email: newcomer.email, password: 'vert-de-gris' });
    expect(wrong.status).toBe(401);
    expect((await nadia('POST', '/api/auth/login', newcomer)).status).toBe(200);
    expect((await nadia('GET', '/api/auth/me')).content.account.lastName).toBe('Benali');
  });

  it('lists the communities and joins one, with a card', async () => {
    const communities = await nadia('GET', '/api/communities');
    expect(communities.content).toHaveLength(20);
    community = communities.content.find((each: { slug: string }) => each.slug === 'communaute-1');
    const joined = await nadia('POST', '/api/memberships/join', { communityId: community.id });
    expect(joined.status).toBe(201);
    membership = joined.content;
    expect(membership.cardCode).toMatch(/^KMY-[A-Z2-9]{10}$/);
    const mine = await nadia('GET', '/api/memberships/mine');
    expect(mine.content).toMatchObject([{ id: membership.id, feeStatus: 'due', community: { name: community.name } }]);
  });

  it('draws the card as a QR code, for its owner only', async () => {
    const svg = await nadia('GET', `/api/memberships/${membership.id}/card`);
    expect(svg.type).toContain('image/svg+xml');
    expect(svg.raw.toString()).toContain('Nadia Benali');
    expect(svg.raw.toString()).toContain(membership.cardCode);
    expect(svg.raw.toString()).toContain('href="data:image/png;base64,');
    const png = await nadia('GET', `/api/memberships/${membership.id}/card?format=png`);
    expect(png.raw.subarray(1, 4).toString()).toBe('PNG');
    expect((await visitor()('GET', `/api/memberships/${membership.id}/card`)).status).toBe(401);
    const verified = await visitor()('GET', `/api/memberships/verify/${membership.cardCode}`);
    expect(verified.content).toMatchObject({ valid: true, displayName: 'Nadia Benali', community: community.name });
  });

  it('registers to a coming event, once', async () => {
    const all = await nadia('GET', `/api/events?communityId=${community.id}`);
    expect(all.content).toHaveLength(10);
    expect(all.content[0].registered).toBe(25);
    const upcoming = await nadia('GET', '/api/events/upcoming');
    expect(upcoming.content).toHaveLength(4);
    event = upcoming.content[0];
    expect((await nadia('POST', `/api/events/${event.id}/register`)).status).toBe(201);
    expect((await nadia('POST', `/api/events/${event.id}/register`)).status).toBe(409);
    expect((await nadia('GET', `/api/events/${event.id}`)).content.registered).toBe(26);
  });

  it('lets a card in once at the door of the event', async () => {
    const login = { email: example.logins.owner, password: example.logins.password };
    expect((await owner('POST', '/api/admin/login', login)).status).toBe(200);
    const door = `/api/events/${event.id}/check-in`;
    expect((await nadia('POST', door, { code: membership.cardCode })).status).toBe(401);
    const scanned = `${example.url}/carte/${membership.cardCode}`;
    const first = await owner('POST', door, { code: scanned });
    expect(first.status).toBe(201);
    expect(first.content).toMatchObject({ displayName: 'Nadia Benali', present: 1 });
    expect((await owner('POST', door, { code: scanned })).status).toBe(409);
    expect((await owner('POST', door, { code: 'KMY-INCONNUE00' })).status).toBe(404);
  });

  it('prepares the payment of a fee', async () => {
    const fees = await nadia('GET', `/api/payments/fees?communityId=${community.id}`);
    expect(fees.content.map((fee: { amountCents: number }) => fee.amountCents)).toEqual([2500, 6000]);
    const checkout = await nadia('POST', '/api/payments/checkout', {
      membershipId: membership.id,
      feeId: fees.content[0].id,
    });
    expect(checkout.status).toBe(201);
    payment = checkout.content;
    expect((await nadia('GET', `/api/payments/${payment.paymentId}`)).content).toMatchObject({
      status: 'pending',
      amountCents: 2500,
    });
  });

  it('refuses a payment event that Stripe did not sign', async () => {
    const forged = await fetch(`${example.url}/api/stripe/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=00' },
      body: JSON.stringify({ type: 'checkout.session.completed', data: { object: {} } }),
    });
    expect(forged.status).toBe(400);
  });

  it('marks the fee paid when the signed event comes', async () => {
    const paid = await fetch(payment.url, { method: 'POST', redirect: 'manual' });
    expect(paid.status).toBe(303);
    expect(paid.headers.get('x-webhook-status')).toBe('200');
    expect((await nadia('GET', `/api/payments/${payment.paymentId}`)).content.status).toBe('paid');
    const card = await nadia('GET', `/api/memberships/${membership.id}`);
    expect(card.content.feeStatus).toBe('paid');
    expect(new Date(card.content.expiresAt).getTime()).toBeGreaterThan(Date.now() + 360 * 86_400_000);
  });

  it('refunds it from the back office', async () => {
    expect((await owner('POST', `/api/payments/${payment.paymentId}/refund`)).content.status).toBe('refunded');
    expect((await owner('POST', `/api/payments/${payment.paymentId}/refund`)).status).toBe(409);
    const ledger = await owner('GET', `/api/payments/transactions?communityId=${community.id}`);
    const ours = ledger.content.filter((each: { paymentId: string }) => each.paymentId === payment.paymentId);
    expect(ours.map((each: { kind: string; amountCents: number }) => [each.kind, each.amountCents])).toEqual([
      ['refund', -2500],
      ['fee', 2500],
    ]);
  });

  it('shows the community to its owner, and to no other', async () => {
    const dashboard = await owner('GET', `/api/communities/${community.id}/dashboard`);
    expect(dashboard.content.members.total).toBe(111);
    expect(dashboard.content.events).toHaveLength(4);
    expect(dashboard.content.events[0]).toMatchObject({ id: event.id, registered: 26, present: 1 });
    const members = await owner('GET', `/api/communities/${community.id}/members`);
    expect(members.content).toHaveLength(111);
    const communities = await owner('GET', '/api/communities');
    const other = communities.content.find((each: { slug: string }) => each.slug === 'communaute-2');
    expect((await owner('GET', `/api/communities/${other.id}/dashboard`)).status).toBe(403);
  });

  it('drafts an article with the assistant, publishes it, and members read it', async () => {
    const draft = await owner('POST', '/api/news/draft', { communityId: community.id, topic: 'Chantier du jardin' });
    expect(draft.status).toBe(201);
    expect(draft.content).toMatchObject({ status: 'draft' });
    expect(draft.content.title).toContain('Chantier du jardin');
    expect(draft.content.body).toContain(community.name);
    const before = await nadia('GET', `/api/news?communityId=${community.id}`);
    expect((await owner('POST', `/api/news/${draft.content.id}/publish`, {})).content.status).toBe('published');
    const after = await nadia('GET', `/api/news?communityId=${community.id}`);
    expect(after.content).toHaveLength(before.content.length + 1);
  });

  it('exchanges messages between a member and the community', async () => {
    const question = { membershipId: membership.id, subject: 'Clé du local', body: 'Qui a la clé ?' };
    const conversation = await nadia('POST', '/api/conversations', question);
    const path = `/api/conversations/${conversation.content.id}/messages`;
    expect((await owner('POST', path, { body: 'Elle est chez la gardienne.' })).status).toBe(201);
    const bodies = (await nadia('GET', path)).content.map((message: { body: string }) => message.body);
    expect(bodies).toEqual(['Qui a la clé ?', 'Elle est chez la gardienne.']);
  });

  it('stores a file through a signed address', async () => {
    const request = { communityId: community.id, fileName: 'affiche.txt', contentType: 'text/plain' };
    const { content } = await owner('POST', '/api/uploads', request);
    const put = await fetch(content.uploadUrl, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: 'Fête le 12',
    });
    expect(put.status).toBe(200);
    const complete = await owner('POST', `/api/uploads/${content.upload.id}/complete`);
    expect(complete.content).toMatchObject({ status: 'ready', sizeBytes: Buffer.byteLength('Fête le 12') });
    expect(await (await fetch(complete.content.url)).text()).toBe('Fête le 12');
    expect((await owner('DELETE', `/api/uploads/${content.upload.id}`)).status).toBe(200);
  });

  it('sent the e-mails, and the Koomy team can see their log', async () => {
    expect((await owner('GET', '/api/admin/email-logs')).status).toBe(403);
    const login = { email: example.logins.platform, password: example.logins.password };
    expect((await platform('POST', '/api/admin/login', login)).status).toBe(200);
    const logs = await platform('GET', '/api/admin/email-logs');
    const ours = logs.content.filter((log: { recipient: string }) => log.recipient === 'nadia@exemple.fr');
    expect(ours.map((log: { templateType: string }) => log.templateType).toReversed()).toEqual([
      'welcome',
      'card_ready',
      'event_confirmation',
      'payment_receipt',
      'payment_refunded',
      'new_message',
    ]);
    expect(ours.every((log: { status: string; providerId: string }) => log.status === 'sent' && log.providerId)).toBe(
      true,
    );
    const outbox = await (await fetch(`${example.standinsUrl}/sendgrid/outbox`)).json();
    expect(outbox).toContainEqual(expect.objectContaining({ to: 'nadia@exemple.fr', subject: 'Votre reçu' }));
  });

  it('gives the Koomy team its figures', async () => {
    const overview = await platform('GET', '/api/admin/overview');
    expect(overview.content).toMatchObject({ communities: 20, accounts: 2001 });
    const communities = await platform('GET', '/api/admin/communities');
    const ours = communities.content.find((each: { id: string }) => each.id === community.id);
    expect(ours).toMatchObject({ members: 111, plan: 'Fédération' });
  });

  it('serves its page', async () => {
    const page = await visitor()('GET', '/');
    expect(page.type).toContain('text/html');
    expect(page.raw.toString()).toContain('<h1>Koomy</h1>');
  });

  it('writes each answer whole to its log, passwords excepted', async () => {
    const written = await readFile(example.logFile, 'utf8');
    expect(written).toMatch(/GET \/api\/memberships\/mine 200 in \d+ms :: \[\{"id":"/);
    expect(written.length).toBeGreaterThan(500_000);
    expect(written).not.toContain(newcomer.password);
  });

  it('leaves nothing behind once stopped', async () => {
    await example.stop();
    await expect(fetch(`${example.url}/api/config`)).rejects.toThrow();
    await expect(fetch(example.standinsUrl)).rejects.toThrow();
    expect(existsSync(dirname(example.logFile))).toBe(false);
  });
});
