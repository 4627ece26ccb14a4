// @ts-check
// What the requests need beside the seeded data: sessions, payments that wait for their webhook, links to change a password, files; and a copy
// of every table, to put the data back after routes that write.
import { createHash, createHmac } from 'node:crypto';
import { keepTables, openDatabase } from '../../../scripts/accuracy/tables.js';

/** Given to the application by `examples/koomy/dev/start.js`, and by its stand-in for Stripe. */
const sessionSecret = 'exemple-local';
const webhookSecret = 'local-webhook-secret';

const sizes = /** @type {const} */ ({
  2000: { accounts: 2000, communities: 20 },
  50000: { accounts: 50000, communities: 200 },
});

/**
 * Identifier that the seed gives to row `n`.
 * @param {string} kind
 * @param {number} n
 */
export function uid(kind, n) {
  const digest = createHash('md5').update(`${kind}:${n}`).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @param {string} sid */
function cookieOf(sid) {
  const signature = createHmac('sha256', sessionSecret).update(sid).digest('base64').replace(/=+$/, '');
  return `connect.sid=${encodeURIComponent(`s:${sid}.${signature}`)}`;
}

/**
 * @param {any} client
 * @param {string} prefix
 * @param {{ accountId?: string, staffId?: string }[]} owners
 * @returns {Promise<string[]>} Their cookies.
 */
async function openSessions(client, prefix, owners) {
  const expires = new Date(Date.now() + 30 * 864e5).toISOString();
  const cookie = { originalMaxAge: 30 * 864e5, expires, secure: false, httpOnly: true, path: '/', sameSite: 'lax' };
  // As long as those of express-session, and spread like them over the index.
  const ids = owners.map((_, i) => createHash('sha256').update(`${prefix}${i}`).digest('base64url').slice(0, 32));
  const contents = owners.map((owner) => JSON.stringify({ cookie, ...owner }));
  await client.query(
    `INSERT INTO user_sessions (sid, sess, expire)
     SELECT s, c::json, $3::timestamptz FROM unnest($1::text[], $2::text[]) AS t(s, c)`,
    [ids, contents, expires],
  );
  return ids.map(cookieOf);
}

/** @param {number} size */
function dimensions(size) {
  const found = size === 2000 ? sizes[2000] : size === 50000 ? sizes[50000] : undefined;
  if (found === undefined) throw new Error(`Taille inconnue\u202f: ${size}.`);
  return { ...found, perCommunity: Math.round(found.accounts / found.communities) };
}

const UPLOADS = 400;
const LEAVING = 1000;

/** @param {any} client @param {number} accounts @param {number} communities */
async function addWhatRequestsNeed(client, accounts, communities) {
  await client.query(`UPDATE accounts SET reset_token = 'jeton-' || substr(email, 7, position('@' in email) - 7),
      reset_token_expires_at = now() + interval '10 days' WHERE email LIKE 'membre%0@%'`);
  await client.query(`UPDATE payments SET status = 'pending', paid_at = NULL, stripe_payment_intent_id = NULL
      WHERE stripe_session_id LIKE 'cs_seed_%' AND substr(stripe_session_id, 9)::int % 4 = 0`);
  const uploads = Array.from({ length: UPLOADS }, (_, i) => i + 1);
  await client.query(
    `INSERT INTO uploads (id, community_id, uploaded_by, object_key, content_type, size_bytes, status)
     SELECT i, c, 'seed', c || '/affiche-' || n || '.png', 'image/png', 1000, 'ready'
     FROM unnest($1::text[], $2::text[], $3::int[]) AS t(i, c, n)`,
    [uploads.map((u) => uid('upload', u)), uploads.map((u) => uid('community', ((u - 1) % communities) + 1)), uploads],
  );
  return accounts;
}

/** @param {string} standinsUrl @param {number} communities */
async function storeFiles(standinsUrl, communities) {
  for (let u = 1; u <= UPLOADS; u++) {
    const key = `${uid('community', ((u - 1) % communities) + 1)}/affiche-${u}.png`;
    await fetch(`${standinsUrl}/storage/koomy-files/${key}`, { method: 'PUT', body: 'x'.repeat(1000) });
  }
}

/**
 * The stand-in for Stripe remembers what it refunded.
 * @param {any} client
 * @param {number} round
 */
async function renamePayments(client, round) {
  await client.query(
    `UPDATE accuracy_copy.payments SET stripe_payment_intent_id = 'pi_' || $1 || '_' || id
      WHERE stripe_payment_intent_id IS NOT NULL`,
    [String(round)],
  );
}

/**
 * Completes the data of a started example.
 * @param {{ url: string, standinsUrl: string, databaseUrl: string }} example
 * @param {number} size Accounts.
 */
export async function prepareData({ url, standinsUrl, databaseUrl }, size) {
  const { accounts, communities, perCommunity } = dimensions(size);
  const client = await openDatabase(databaseUrl);
  // The application creates the table of sessions at the first one.
  await fetch(`${url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'responsable1@koomy.example', password: 'koomy2026' }),
  });
  await addWhatRequestsNeed(client, accounts, communities);
  await storeFiles(standinsUrl, communities);

  const count = Math.min(accounts / 4, 1000);
  const numbers = Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 7 * (i / 2 + 1) : 7 * ((i + 1) / 2) + 3));
  const memberCookies = await openSessions(
    client,
    'member',
    numbers.map((n) => ({ accountId: uid('account', n) })),
  );
  const members = numbers.map((n, i) => ({
    n,
    community: ((n - 1) % communities) + 1,
    cookie: memberCookies[i] ?? '',
  }));
  const staff = Array.from({ length: communities + 1 }, (_, n) => ({ staffId: uid('staff', n) }));
  const [platform = '', ...staffCookies] = await openSessions(client, 'staff', staff);
  const leaving = await openSessions(
    client,
    'leaving',
    Array.from({ length: LEAVING }, (_, i) => ({ accountId: uid('account', i + 1) })),
  );
  const { rows, restore, trim } = await keepTables(client, renamePayments);
  return {
    accounts,
    communities,
    perCommunity,
    members,
    writers: members.filter(({ n }) => n % 7 === 0 && n <= 7 * Math.floor(accounts / 7)),
    payers: members.filter(({ n }) => n % 2 === 0),
    owners: staffCookies.map((cookie) => ({ cookie })),
    platform,
    leaving,
    uploads: UPLOADS,
    webhookSecret,
    rows,
    /** Puts every table back as it was. */
    restore,
    trim,
    close: () => client.end(),
  };
}
