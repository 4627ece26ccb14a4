// @ts-check
// How each small example is built, started and filled. Data: `size` customers, users or events, everything else in proportion.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ databaseUrl: string, standinsUrl: string }} Addresses
 * @typedef {{
 *   sizes: readonly number[], build: readonly (readonly string[])[], start: string, variables: (addresses: Addresses) => Record<string, string>,
 *   migrate: (client: any, folder: string, databaseUrl: string) => Promise<unknown>, seed: (size: number) => readonly string[],
 * }} Application `build`: commands of the application's own packages; `start`: the file that Node runs; `seed`: statements.
 */

const pick = (/** @type {string} */ salt, /** @type {number} */ n) =>
  `(1 + ('x' || substr(md5('${salt}' || n), 1, 7))::bit(28)::int % ${n})`;
/** bcrypt of « lecture2026 », cost 10; of « mesures2026 », cost 12. */
const readerHash = '$2b$10$mpXxH1w4oW5kMS8Tcy6wTOS4sDOxOc9s5l9BlXm718vBHIH/3vhwi';
const sensorHash = '$2b$12$DcLUGn5OLik3SSJPdqPBOuTOGrxtnnsruMyeMt3uEZaZFcn9JhRTi';
const organizerKey =
  '8bd757b1df49a929dff01fbac44c895e751e60edcb5ef4b2f16699f3e149623b67802baf370757003f510be022dd1c3ccf7e6100b9808420ef91bfd3a4806939';
const words =
  'Le récit d’une famille, d’une maison et d’un secret que personne ne voulait entendre, dans un pays que la mer mange un peu plus chaque hiver.';

/** @param {string} file @param {any} client */
async function runFile(file, client) {
  await client.query(await readFile(file, 'utf8'));
}

const esbuild = (/** @type {string} */ entry) => [
  'esbuild',
  entry,
  '--platform=node',
  '--packages=external',
  '--bundle',
  '--format=esm',
  '--outdir=dist',
  '--log-level=warning',
];

/** @type {Application} */
const librairie = {
  sizes: [1000, 20_000],
  build: [['prisma', 'generate'], esbuild('src/server.ts')],
  start: 'dist/server.js',
  variables: ({ standinsUrl }) => ({
    JWT_SECRET: 'exemple-local',
    STRIPE_URL: standinsUrl,
    STRIPE_SECRET_KEY: 'sk_test_exemple',
    CARRIER_URL: standinsUrl,
    LAPOSTE_KEY: 'exemple',
  }),
  migrate: (client, folder) => runFile(path.join(folder, 'prisma', 'migrations', '0001_init', 'migration.sql'), client),
  seed: (size) => {
    const books = size * 2;
    return [
      `INSERT INTO "Author" (name, bio) SELECT 'Auteur ' || n, '${words}' FROM generate_series(1, ${books / 10}) n`,
      `INSERT INTO "Category" (slug, name) SELECT 'rayon-' || n, 'Rayon ' || n FROM generate_series(1, 20) n`,
      `INSERT INTO "Book" (slug, title, description, "priceCents", stock, rating, "authorId", "categoryId", "createdAt")
        SELECT 'livre-' || n, 'Le livre n° ' || n, '${words} ${words}', 500 + n % 3000, 1000000, 4,
          1 + n % ${books / 10}, 1 + n % 20, now() - (n % 1000) * interval '1 hour'
        FROM generate_series(1, ${books}) n ORDER BY md5('b' || n)`,
      `INSERT INTO "Customer" (email, name, "passwordHash", "isAdmin", "createdAt")
        SELECT 'client' || n || '@librairie.example', 'Client ' || n, '${readerHash}', n = 1, now() - (n % 500) * interval '1 day'
        FROM generate_series(1, ${size}) n`,
      `INSERT INTO "Order" ("customerId", status, "totalCents", "createdAt")
        SELECT 1 + n % ${size}, (ARRAY['paid','paid','paid','shipped','pending'])[1 + n % 5], 4200, now() - (n % 400) * interval '7 hours'
        FROM generate_series(1, ${size * 3}) n ORDER BY md5('o' || n)`,
      `INSERT INTO "OrderLine" ("orderId", "bookId", quantity, "priceCents")
        SELECT 1 + n % ${size * 3}, ${pick('l', books)}, 1 + n % 2, 1400 FROM generate_series(1, ${size * 9}) n ORDER BY md5('l' || n)`,
      `INSERT INTO "Review" ("bookId", "customerId", stars, text, "createdAt")
        SELECT 1 + n % ${books}, 1 + n % ${size}, 1 + n % 5, '${words}', now() - (n % 300) * interval '1 day'
        FROM generate_series(1, ${size * 6}) n ORDER BY md5('r' || n)`,
    ];
  },
};

/** @type {Application} */
const capteurs = {
  sizes: [100, 500],
  build: [],
  start: 'server.js',
  variables: ({ standinsUrl }) => ({
    JWT_SECRET: 'exemple-local',
    TWILIO_URL: standinsUrl,
    TWILIO_SID: 'AC0exemple',
    TWILIO_TOKEN: 'exemple',
  }),
  migrate: (client, folder) => runFile(path.join(folder, 'sql', 'schema.sql'), client),
  seed: (size) => [
    `INSERT INTO users (email, password_hash, name) SELECT 'usager' || n || '@capteurs.example', '${sensorHash}', 'Usager ' || n
      FROM generate_series(1, ${size}) n`,
    `INSERT INTO sites (owner_id, name, city, sensor_count) SELECT 1 + n % ${size}, 'Site ' || n, 'Ville ' || n % 40, 5
      FROM generate_series(1, ${size * 2}) n`,
    `INSERT INTO sensors (site_id, token, name, kind, threshold)
      SELECT 1 + n % ${size * 2}, md5('jeton' || n), 'Capteur ' || n, (ARRAY['temperature','humidity','co2','noise'])[1 + n % 4], 40
      FROM generate_series(1, ${size * 10}) n ORDER BY md5('s' || n)`,
    // Every sensor has a hundred and twenty readings, and the first fifty of them two thousand four hundred.
    `INSERT INTO readings (sensor_id, at, value)
      SELECT s, now() - k * interval '15 minutes', 20 + 5 * sin(k / 15.0) + (k * s % 7) / 10.0
      FROM generate_series(1, ${size * 10}) s, generate_series(1, 120) k`,
    `INSERT INTO readings (sensor_id, at, value)
      SELECT s, now() - k * interval '15 minutes', 20 + 5 * sin(k / 15.0) + (k * s % 7) / 10.0
      FROM generate_series(1, 50) s, generate_series(121, 2400) k`,
    `INSERT INTO alerts (sensor_id, message, value, acknowledged, created_at)
      SELECT 1 + n % ${size * 10}, 'Seuil dépassé', 41, n % 10 > 0, now() - (n % 900) * interval '1 hour'
      FROM generate_series(1, ${size * 30}) n ORDER BY md5('a' || n)`,
    `INSERT INTO audit (user_id, action, detail) SELECT 1 + n % ${size}, 'sensor.create', '{}' FROM generate_series(1, ${size}) n`,
  ],
};

/** @type {Application} */
const billetterie = {
  sizes: [200, 2000],
  build: [esbuild('src/index.ts')],
  start: 'dist/index.js',
  variables: ({ standinsUrl }) => ({
    SESSION_KEY: 'exemple-local',
    STRIPE_URL: standinsUrl,
    STRIPE_SECRET_KEY: 'sk_test_exemple',
    STRIPE_WEBHOOK_SECRET: 'exemple-local',
    BREVO_URL: standinsUrl,
    BREVO_KEY: 'exemple',
  }),
  migrate: async (_, folder, databaseUrl) => {
    const { default: knex } = await import(
      pathToFileURL(createRequire(path.join(folder, 'package.json')).resolve('knex')).href
    );
    const db = knex({
      client: 'pg',
      connection: databaseUrl,
      migrations: { directory: path.join(folder, 'migrations') },
    });
    await db.migrate.latest();
    await db.destroy();
  },
  seed: (size) => [
    // scrypt of « billets2026 », salt « sel ».
    `INSERT INTO organizers (email, name, password) SELECT 'organisateur' || n || '@billetterie.example', 'Organisateur ' || n,
      'sel:${organizerKey}' FROM generate_series(1, ${size / 10}) n`,
    `INSERT INTO events (organizer_id, slug, title, description, city, starts_at)
      SELECT 1 + n % ${size / 10}, 'soiree-' || n, 'Soirée n° ' || n, '${words} ${words}', 'Ville ' || n % 40,
        now() + (n % 400 - 100) * interval '1 day'
      FROM generate_series(1, ${size}) n ORDER BY md5('e' || n)`,
    `INSERT INTO rates (event_id, name, price_cents, "left") SELECT 1 + n % ${size}, (ARRAY['Plein','Réduit','Enfant'])[1 + n % 3],
      1000 + 500 * (n % 3), 1000000 FROM generate_series(1, ${size * 3}) n ORDER BY md5('t' || n)`,
    `INSERT INTO orders (id, event_id, email, status, total_cents, payment_id, created_at)
      SELECT 'cmd-' || n, 1 + n % ${size}, 'public' || n % ${size * 10} || '@exemple.fr', CASE WHEN n % 5 = 0 THEN 'pending' ELSE 'paid' END,
        3000, 'cs_seed_' || n, now() - (n % 60) * interval '1 day'
      FROM generate_series(1, ${size * 40}) n ORDER BY md5('o' || n)`,
    `INSERT INTO tickets (order_id, event_id, rate_id, code, holder, scanned_at)
      SELECT 'cmd-' || o, 1 + o % ${size}, 1 + (o * k) % ${size * 3}, 'BIL' || upper(substr(md5(o || '-' || k), 1, 12)), 'Porteur ' || o,
        CASE WHEN o % 3 = 0 THEN now() END
      FROM generate_series(1, ${size * 40}) o, generate_series(1, 2) k ORDER BY md5(o || 'k' || k)`,
  ],
};

/** @type {Readonly<Record<string, Application>>} */
export const applications = { librairie, capteurs, billetterie };
