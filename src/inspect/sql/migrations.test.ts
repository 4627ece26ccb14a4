import { expect, it } from 'vitest';
import { walk } from '../../model/program.ts';
import { inspect, memoryProject } from '../index.ts';

const schema = `import { pgTable, serial, integer, text } from 'drizzle-orm/pg-core';
export const members = pgTable('members', { id: serial('id').primaryKey(), email: text('email').notNull() });
export const bookings = pgTable('bookings', {
  id: serial('id').primaryKey(),
  memberId: integer('member_id').references(() => members.id),
  court: text('court'),
});
`;
const server = `import express from 'express';
import { drizzle } from 'drizzle-orm/node-postgres';
import { eq } from 'drizzle-orm';
import { bookings } from './schema.js';
const db = drizzle(process.env.DATABASE_URL);
const app = express();
app.get('/api/members/:id/bookings', async (req, res) => {
  res.json(await db.select().from(bookings).where(eq(bookings.memberId, Number(req.params.id))));
});
app.post('/api/bookings', async (req, res) => {
  res.json(await db.insert(bookings).values(req.body).returning());
});
app.listen(3000);
`;
const club = (sql: Readonly<Record<string, string>> = {}) =>
  inspect(
    memoryProject({
      'package.json': JSON.stringify({
        name: 'tennis-club',
        scripts: { start: 'node server.js' },
        dependencies: { express: '^4.21.0', 'drizzle-orm': '^0.40.0', pg: '^8.0.0' },
      }),
      'server.js': server,
      'schema.js': schema,
      ...sql,
    }),
  );
type Club = ReturnType<typeof club>;
const faults = ({ findings }: Club) => findings.map(({ kind }) => kind).filter((kind) => kind.startsWith('unindexed'));
const bookingIndexes = ({ tables }: Club) =>
  tables.find(({ name }) => name === 'bookings')?.indexes.filter(({ primary }) => !primary);

it('reads the whole table when no file creates an index', () => {
  expect(faults(club())).toContain('unindexed-filter');
});

it('finds the index that a migration creates, at its line, and gives the query its path', () => {
  const found = club({
    'migrations/0002_indexes.sql': `-- CREATE INDEX nothing ON bookings(court);
BEGIN;
CREATE INDEX IF NOT EXISTS "bookings_member" ON "public"."bookings" USING btree ("member_id" DESC, court);
`,
  });
  expect(bookingIndexes(found)).toEqual([
    {
      columns: ['member_id', 'court'],
      unique: false,
      primary: false,
      at: { file: 'migrations/0002_indexes.sql', line: 3 },
    },
  ]);
  expect(faults(found)).toEqual([]);
  const steps = found.routes.flatMap(({ program }) => [...walk(program)]);
  expect(steps.find((step) => step.kind === 'query' && step.operation === 'select')).toMatchObject({
    access: 'index',
    scanned: { kind: 'matching', table: 'bookings', columns: ['member_id'] },
  });
});

it.each([
  ['an index dropped later', 'CREATE INDEX by_member ON bookings(member_id);\nDROP INDEX by_member;'],
  ['an index for texts', 'CREATE INDEX by_court ON bookings USING gin (court gin_trgm_ops);'],
  ['an index of another table', 'CREATE INDEX by_member ON invoices(member_id);'],
])('does not count %s', (_, sql) => {
  const found = club({ 'db/indexes.sql': sql });
  expect(bookingIndexes(found)).toEqual([]);
  expect(faults(found)).toContain('unindexed-filter');
});

it('does not take an index on an expression for one on its column', () => {
  const found = club({ 'db/indexes.sql': 'CREATE INDEX by_court ON bookings (lower(court));' });
  expect(bookingIndexes(found)).toMatchObject([{ columns: ['lower(court)'] }]);
  expect(faults(found)).toContain('unindexed-filter');
});

it('applies files in their order', () => {
  const later = {
    'sql/0001.sql': 'DROP INDEX IF EXISTS by_member;',
    'sql/0002.sql': 'CREATE INDEX by_member ON bookings(member_id);',
  };
  expect(faults(club(later))).toEqual([]);
});
