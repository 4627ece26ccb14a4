// @ts-check
// What a query costs the client: building it, the protocol, decoding rows. Ten queries in flight, as in a busy pool; one in `-alone`.
import { Pool as NeonPool, neonConfig } from '@neondatabase/serverless';
import { eq, inArray, sql } from 'drizzle-orm';
import { drizzle as drizzleNeon } from 'drizzle-orm/neon-serverless';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { boolean, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import knexLibrary from 'knex';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import postgres from 'postgres';
import { DataTypes, Sequelize } from 'sequelize';
import ws from 'ws';
import { flights } from '../flights.js';

const url = process.env.COSTS_DATABASE_URL ?? '';
const proxy = process.env.COSTS_WS_PROXY;

const columns = () => ({
  id: text('id').primaryKey().default(sql`gen_random_uuid()`),
  communityId: text('community_id').notNull(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  email: text('email').notNull(),
  status: text('status').notNull(),
  points: integer('points').notNull(),
  claimed: boolean('claimed').notNull(),
  joinedAt: timestamp('joined_at').notNull().defaultNow(),
  paidAt: timestamp('paid_at'),
});
const member = pgTable('member', columns());
const message = pgTable('message', columns());
const wide = pgTable('wide', {
  id: text('id').primaryKey(),
  ...Object.fromEntries(Array.from({ length: 69 }, (_, index) => [`c${index + 1}`, text(`c${index + 1}`)])),
});

const INSERT = `insert into message (community_id, first_name, last_name, email, status, points, claimed) values ($1, $2, $3, $4, $5, $6, $7) returning *`;

/** @param {string} prefix @param {any} pool @param {any} db @param {string[]} ids */
function casesOf(prefix, pool, db, ids) {
  const key = ids[0];
  const hundred = ids.slice(0, 101);
  const fields = {
    communityId: key,
    firstName: 'Ada',
    lastName: 'Byron',
    email: 'ada@example.org',
    status: 'active',
    points: 1,
    claimed: true,
  };
  const values = Object.values(fields);
  const rawTransaction = async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('select * from member where id = $1', [key]);
    await client.query('commit');
    client.release();
  };
  return [
    { id: `${prefix}-select`, run: flights(() => pool.query('select * from member where id = $1', [key])) },
    { id: `${prefix}-select-alone`, run: flights(() => pool.query('select * from member where id = $1', [key]), 1) },
    {
      id: `${prefix}-select-101`,
      run: flights(() => pool.query('select * from member where id = any($1)', [hundred])),
    },
    { id: `${prefix}-wide`, run: flights(() => pool.query('select * from wide where id = $1', ['w7'])) },
    { id: `${prefix}-wide-101`, run: flights(() => pool.query('select * from wide limit 101')) },
    { id: `drizzle-${prefix}-wide`, run: flights(() => db.select().from(wide).where(eq(wide.id, 'w7'))) },
    { id: `drizzle-${prefix}-wide-101`, run: flights(() => db.select().from(wide).limit(101)) },
    { id: `${prefix}-insert`, run: flights(() => pool.query(INSERT, values)) },
    { id: `${prefix}-transaction`, run: flights(rawTransaction) },
    { id: `drizzle-${prefix}-select`, run: flights(() => db.select().from(member).where(eq(member.id, key))) },
    { id: `drizzle-${prefix}-select-alone`, run: flights(() => db.select().from(member).where(eq(member.id, key)), 1) },
    {
      id: `drizzle-${prefix}-select-101`,
      run: flights(() => db.select().from(member).where(inArray(member.id, hundred))),
    },
    {
      id: `drizzle-${prefix}-find-first`,
      run: flights(() => db.query.member.findFirst({ where: eq(member.id, key) })),
    },
    { id: `drizzle-${prefix}-insert`, run: flights(() => db.insert(message).values(fields).returning()) },
    {
      id: `drizzle-${prefix}-transaction`,
      run: flights(() => db.transaction((/** @type {any} */ tx) => tx.select().from(member).where(eq(member.id, key)))),
    },
  ];
}

/** Other libraries over the same server: one row, 101 rows, a transaction. @param {string[]} ids */
function others(ids) {
  const key = ids[0];
  const hundred = ids.slice(0, 101);
  const direct = postgres(url, { max: 10 });
  const knex = knexLibrary({ client: 'pg', connection: url, pool: { min: 0, max: 10 } });
  const kysely = /** @type {Kysely<any>} */ (
    new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 10 }) }) })
  );
  const sequelize = new Sequelize(url, { logging: false, pool: { max: 10 } });
  const string = { type: DataTypes.TEXT };
  const fields = {
    id: { ...string, primaryKey: true },
    communityId: string,
    firstName: string,
    lastName: string,
    email: string,
    status: string,
  };
  const rest = {
    points: { type: DataTypes.INTEGER },
    claimed: { type: DataTypes.BOOLEAN },
    joinedAt: { type: DataTypes.DATE },
    paidAt: { type: DataTypes.DATE },
  };
  const Member = sequelize.define(
    'member',
    { ...fields, ...rest },
    { tableName: 'member', underscored: true, timestamps: false },
  );
  const cases = [
    { id: 'postgres-select', run: flights(() => direct`select * from member where id = ${key}`) },
    { id: 'postgres-select-101', run: flights(() => direct`select * from member where id in ${direct(hundred)}`) },
    {
      id: 'postgres-transaction',
      run: flights(() => direct.begin((sql) => sql`select * from member where id = ${key}`)),
    },
    { id: 'knex-select', run: flights(() => knex('member').where({ id: key }).first()) },
    { id: 'knex-select-101', run: flights(() => knex('member').whereIn('id', hundred)) },
    { id: 'knex-transaction', run: flights(() => knex.transaction((trx) => trx('member').where({ id: key }).first())) },
    {
      id: 'kysely-select',
      run: flights(() => kysely.selectFrom('member').selectAll().where('id', '=', key).executeTakeFirst()),
    },
    {
      id: 'kysely-select-101',
      run: flights(() => kysely.selectFrom('member').selectAll().where('id', 'in', hundred).execute()),
    },
    {
      id: 'kysely-transaction',
      run: flights(() =>
        kysely
          .transaction()
          .execute((trx) => trx.selectFrom('member').selectAll().where('id', '=', key).executeTakeFirst()),
      ),
    },
    { id: 'sequelize-select', run: flights(() => Member.findByPk(key)) },
    { id: 'sequelize-select-101', run: flights(() => Member.findAll({ where: { id: hundred } })) },
    {
      id: 'sequelize-transaction',
      run: flights(() => sequelize.transaction((transaction) => Member.findByPk(key, { transaction }))),
    },
  ];
  return { cases, close: () => Promise.all([direct.end(), knex.destroy(), kysely.destroy(), sequelize.close()]) };
}

export async function open() {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const ids = (await pool.query('select id from member order by id limit 200')).rows.map((row) => row.id);
  const schema = { member, message };
  const other = others(ids);
  const cases = casesOf('pg', pool, drizzlePg(pool, { schema }), ids);
  cases.push(...other.cases);
  /** @type {NeonPool | undefined} */
  let neon;
  if (proxy) {
    neonConfig.webSocketConstructor = ws;
    neonConfig.wsProxy = () => proxy;
    neonConfig.useSecureWebSocket = true;
    neon = new NeonPool({ connectionString: url, max: 10 });
    cases.push(...casesOf('neon', neon, drizzleNeon({ client: neon, schema }), ids));
  }
  return {
    cases,
    close: async () => {
      await pool.query('truncate message');
      await other.close();
      await pool.end();
      await neon?.end();
    },
  };
}
