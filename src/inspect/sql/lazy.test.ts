import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { memoryProject } from '../project.ts';
import { readServer } from '../server/index.ts';

const SCHEMA = `
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core';
export const members = pgTable('members', { id: serial('id').primaryKey(), email: text('email'), role: text('role'), visits: integer('visits') },
  (table) => [uniqueIndex('members_email').on(table.email), index('members_role').on(table.role)]);
`;

const SERVER = `
import express from 'express';
import { and, count, desc, eq, gte, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { members } from './schema.ts';
const db = drizzle(new Pool());
const app = express();
app.get('/members', async (req, res) => {
  await db.select({ n: count() }).from(members).where(sql\`\${members.role} IS NOT NULL\`);
  await db.select({ n: sql\`count(*)\` }).from(members).where(and(eq(members.role, 'a'), gte(members.visits, 3)));
  await db.update(members).set({ visits: sql\`COALESCE(\${members.visits}, 0) + 1\` }).where(eq(members.email, req.query.email));
  res.json(await db.select().from(members).where(eq(members.role, 'b')).orderBy(desc(members.visits)).limit(20));
});
FILTER
app.listen(3000);
`;

/** The queries of a project whose only route has this more in it. */
function queriesWith(filter: string): readonly string[] {
  const { routes } = readServer(
    memoryProject({
      'package.json': '{"dependencies":{"express":"4","drizzle-orm":"1","pg":"8"}}',
      'schema.ts': SCHEMA,
      'server.ts': SERVER.replace('FILTER', filter),
    }),
    'server.ts',
  );
  const text = JSON.stringify(routes);
  return [...text.matchAll(/"access":"(\w+)"/g)].map(([, access]) => access ?? '');
}

const isStarted = (): boolean =>
  Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('libpg-query'));

describe('the parser of PostgreSQL', () => {
  it('is not started for a schema in TypeScript and the conditions of its mapper, then is for the first expression written in SQL', () => {
    expect(queriesWith('')).toEqual(['scan', 'index', 'unique', 'index']);
    expect(isStarted()).toBe(false);
    const lower = `app.get('/one', async (req, res) =>
      res.json(await db.select().from(members).where(sql\`lower(\${members.email}) = \${req.query.email}\`)));`;
    expect(queriesWith(lower)).toEqual(['scan', 'index', 'unique', 'index', 'scan']);
    expect(isStarted()).toBe(true);
  });
});
