/** A small club's back end, written as such products are: the project that the tests of the whole pipeline share. */
export interface ClubOptions {
  /** Package that hashes passwords. */
  readonly hash?: 'bcryptjs' | 'bcrypt';
  /** Give every foreign key an index. */
  readonly indexed?: boolean;
  readonly replit?: boolean;
}

const manifest = (hash: string): string => `{
  "name": "club",
  "type": "module",
  "engines": { "node": "20" },
  "scripts": { "start": "tsx server/index.ts" },
  "dependencies": {
    "express": "^4.21.0",
    "drizzle-orm": "^0.44.0",
    "pg": "^8.16.0",
    "stripe": "^18.0.0",
    "resend": "^4.0.0",
    "${hash}": "^3.0.0"
  }
}
`;

const schema = (
  indexed: boolean,
): string => `import { pgTable, text, integer, timestamp, index } from 'drizzle-orm/pg-core';

export const members = pgTable('members', {
  id: text('id').primaryKey(),
  email: text('email').notNull().unique(),
  passwordHash: text('password_hash').notNull(),
  name: text('name'),
});

export const clubs = pgTable('clubs', { id: text('id').primaryKey(), name: text('name').notNull() });

export const registrations = pgTable('registrations', {
  id: text('id').primaryKey(),
  memberId: text('member_id').references(() => members.id),
  clubId: text('club_id').references(() => clubs.id),
  status: text('status'),
  createdAt: timestamp('created_at'),
}${indexed ? ", (table) => [index('by_member').on(table.memberId), index('by_club').on(table.clubId)]" : ''});
`;

const database = `import { Pool } from 'pg';
import { drizzle } from 'drizzle-orm/node-postgres';
import * as schema from './schema';

export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
export const db = drizzle(pool, { schema });
`;

const server = (hash: string): string => `import express from 'express';
import bcrypt from '${hash}';
import Stripe from 'stripe';
import { Resend } from 'resend';
import { eq } from 'drizzle-orm';
import { db } from './db';
import { members, clubs, registrations } from './schema';

const app = express();
const stripe = new Stripe(process.env.STRIPE_SECRET_KEY);
const resend = new Resend(process.env.RESEND_API_KEY);

app.use(express.json());

app.post('/api/login', async (req, res) => {
  const [member] = await db.select().from(members).where(eq(members.email, req.body.email));
  if (!member) return res.status(401).json({ error: 'unknown' });
  const valid = await bcrypt.compare(req.body.password, member.passwordHash);
  if (!valid) return res.status(401).json({ error: 'unknown' });
  res.json({ id: member.id });
});

app.post('/api/register', async (req, res) => {
  const passwordHash = await bcrypt.hash(req.body.password, 12);
  const [member] = await db.insert(members).values({ ...req.body, passwordHash }).returning();
  await resend.emails.send({ from: 'club@example.org', to: req.body.email, subject: 'Bienvenue', text: 'Bonjour' });
  res.status(201).json(member);
});

app.get('/api/members/:id/registrations', async (req, res) => {
  const rows = await db.select().from(registrations).where(eq(registrations.memberId, req.params.id));
  res.json(rows);
});

app.get('/api/clubs/:id', async (req, res) => {
  const [club] = await db.select().from(clubs).where(eq(clubs.id, req.params.id));
  res.json(club);
});

app.get('/api/clubs/:id/registrations', async (req, res) => {
  const rows = await db.select().from(registrations).where(eq(registrations.clubId, req.params.id));
  res.json(rows);
});

app.post('/api/registrations/:id/check-in', async (req, res) => {
  const [row] = await db.update(registrations).set({ status: 'present' }).where(eq(registrations.id, req.params.id)).returning();
  res.json(row);
});

app.post('/api/registrations/:id/pay', async (req, res) => {
  const session = await stripe.checkout.sessions.create({ mode: 'payment' });
  res.json({ url: session.url });
});

app.listen(5000);
`;

const replit = `modules = ["nodejs-20", "postgresql-16"]

[deployment]
deploymentTarget = "autoscale"
run = ["npm", "start"]
`;

/** Files of the project, for `memoryProject`. */
export function club(options: ClubOptions = {}): Readonly<Record<string, string>> {
  const hash = options.hash ?? 'bcryptjs';
  return {
    'package.json': manifest(hash),
    'server/index.ts': server(hash),
    'server/db.ts': database,
    'server/schema.ts': schema(options.indexed ?? false),
    ...(options.replit === false ? {} : { '.replit': replit }),
  };
}
