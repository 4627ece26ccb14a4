// @ts-check
// Costs of reaching something else: database libraries, services.
import { entry, formulas } from '../book.js';

/** @param {any} measurements @returns {import('../book.js').Entry[]} */
export function clientEntries(measurements) {
  const { of, minus, over, widened } = formulas(measurements);
  const wideRow = (/** @type {string} */ client) =>
    over(
      minus(
        over(minus(of('data', `${client}-wide-101`), of('data', `${client}-wide`)), 100),
        over(minus(of('data', `${client}-select-101`), of('data', `${client}-select`)), 100),
      ),
      60,
    );
  /** @param {string} library @param {string} client @param {string} alone @param {string} note @param {string} [suite] */
  const database = (library, client, alone, note, suite = 'data') => [
    entry(
      'query-client',
      library,
      'once',
      widened(
        of(suite, `${client}-select`),
        of(suite, alone),
        ...(client.startsWith('drizzle') ? [of(suite, `${client}-find-first`)] : []),
      ),
      `${note}: one parameterised select of one row of 10 columns through a pool of 10, 10 in flight; upper bound: one in flight`,
    ),
    entry(
      'query-client',
      library,
      'value',
      over(minus(of(suite, `${client}-wide`), of(suite, `${client}-select`)), 60),
      `${note}: select of one row of 70 columns against 10; per column beyond ten`,
    ),
    entry(
      'row-decode',
      library,
      'row',
      over(minus(of(suite, `${client}-select-101`), of(suite, `${client}-select`)), 100),
      `${note}: select of 101 rows of 10 columns (two dates) against one row`,
    ),
    entry(
      'row-decode',
      library,
      'value',
      wideRow(client),
      `${note}: 101 rows of 70 columns against 10; per row and column beyond ten`,
    ),
    entry(
      'transaction-client',
      library,
      'once',
      minus(of(suite, `${client}-transaction`), of(suite, `${client}-select`)),
      `${note}: begin, select, commit against the select alone`,
    ),
  ];
  return [
    ...database('pg', 'pg', 'pg-select-alone', 'pg 8'),
    ...database('neon-websocket', 'neon', 'neon-select-alone', '@neondatabase/serverless 1 over a WebSocket and TLS'),
    ...database('drizzle-orm', 'drizzle-pg', 'drizzle-pg-select-alone', 'Drizzle 0.45 over pg, driver included'),
    ...database(
      'drizzle-orm+neon-websocket',
      'drizzle-neon',
      'drizzle-neon-select-alone',
      'Drizzle 0.45 over @neondatabase/serverless, driver included',
    ),
    ...database('postgres', 'postgres', 'pg-select-alone', 'postgres.js 3, prepared statements'),
    ...database('prisma-7', 'prisma', 'prisma-select-alone', 'Prisma 7 over its pg adapter, driver included', 'prisma'),
    ...database('knex', 'knex', 'knex-select', 'Knex over pg, driver included'),
    ...database('kysely', 'kysely', 'kysely-select', 'Kysely over pg, driver included'),
    ...database('sequelize', 'sequelize', 'sequelize-select', 'Sequelize 6 over pg, driver included'),
    entry(
      'query-client',
      undefined,
      'once',
      widened(of('data', 'knex-select'), of('data', 'pg-select'), of('data', 'sequelize-select')),
      'Knex taken for a library not measured, bounds from pg to Sequelize',
    ),
    entry(
      'row-decode',
      undefined,
      'row',
      widened(
        over(minus(of('data', 'knex-select-101'), of('data', 'knex-select')), 100),
        over(minus(of('data', 'pg-select-101'), of('data', 'pg-select')), 100),
        over(minus(of('data', 'sequelize-select-101'), of('data', 'sequelize-select')), 100),
      ),
      'Knex taken for a library not measured, bounds from pg to Sequelize',
    ),
    entry(
      'transaction-client',
      undefined,
      'once',
      widened(
        minus(of('data', 'drizzle-pg-transaction'), of('data', 'drizzle-pg-select')),
        minus(of('data', 'pg-transaction'), of('data', 'pg-select')),
        minus(of('data', 'sequelize-transaction'), of('data', 'sequelize-select')),
      ),
      'begin and commit with Drizzle over pg, bounds from pg to Sequelize',
    ),
    entry(
      'call-client',
      undefined,
      'once',
      widened(of('calls', 'fetch-json'), of('calls', 'https-get'), of('calls', 'fetch-post')),
      'fetch of 2 kB of JSON over TLS, kept alive; bounds from https.get to a POST',
    ),
    entry(
      'call-client',
      'fetch',
      'once',
      widened(of('calls', 'fetch-json'), of('calls', 'fetch-json-alone'), of('calls', 'fetch-post')),
      'fetch of 2 kB of JSON over TLS, kept alive; bounds include a POST, and one in flight',
    ),
    entry('call-client', 'node:https', 'once', of('calls', 'https-get'), 'https.get of 2 kB of JSON, kept alive'),
    entry(
      'call-client',
      'stripe',
      'once',
      widened(of('calls', 'stripe-session'), of('calls', 'stripe-session-alone')),
      'stripe checkout.sessions.create over TLS, kept alive, 2 kB of answer',
    ),
    entry(
      'call-client',
      'stripe/constructor',
      'once',
      of('text', 'stripe-new'),
      'new Stripe(): to add when the client is built at each request',
    ),
    entry(
      'call-client',
      'sendgrid',
      'once',
      widened(of('calls', 'sendgrid-send'), of('calls', 'sendgrid-send-alone')),
      '@sendgrid/mail send over TLS, kept alive',
    ),
    entry(
      'call-client',
      'tls-connection',
      'once',
      widened(
        minus(of('calls', 'https-get-no-keep-alive'), of('calls', 'https-get')),
        minus(of('calls', 'https-get-full-handshake'), of('calls', 'https-get')),
      ),
      'https.get without keep-alive against with: one TLS 1.3 connection, RSA 2048; to add when connections are not kept',
    ),
  ];
}
