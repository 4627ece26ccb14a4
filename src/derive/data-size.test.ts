import { describe, expect, it } from 'vitest';
import { evaluate, valuesAt } from '../model/expression.ts';
import type { Column, Table } from '../model/schema.ts';
import { dataSize } from './data-size.ts';
import { parameterBook } from './parameter-book.ts';

const at = { file: 'shared/schema.ts', line: 1 };
const column = (name: string, type = 'text', references?: string): Column => ({
  name,
  type,
  at,
  ...(references === undefined ? {} : { references: { table: references, column: 'id' } }),
});
const primary = { columns: ['id'], unique: true, primary: true, at };
const table = (name: string, ...columns: readonly Column[]): Table => ({
  name,
  at,
  columns: [column('id', 'uuid'), ...columns],
  indexes: [primary],
});

const schema: readonly Table[] = [
  table('members', column('email'), column('password_hash')),
  table('clubs', column('name')),
  table('memberships', column('member_id', 'uuid', 'members'), column('club_id', 'uuid', 'clubs'), column('status')),
  table('news', column('club_id', 'uuid', 'clubs'), column('body')),
  table('plans', column('name')),
];

function sized(data: { accounts?: number; rows?: Record<string, number> } = {}) {
  const book = parameterBook();
  const size = dataSize(schema, { data }, book);
  book.use('accounts', size.accounts, 'accounts');
  const value = (expression: Parameters<typeof evaluate>[0], accounts?: number): number =>
    evaluate(expression, { ...valuesAt(book.list(), 'typical'), ...(accounts === undefined ? {} : { accounts }) });
  return { size, value };
}

describe('size of the data', () => {
  it('recognises the table that people sign in with', () => {
    expect(sized().size.accountTable).toBe('members');
  });

  it('takes declared rows as they are, and lets them grow with the accounts', () => {
    const { size, value } = sized({ accounts: 50_000, rows: { memberships: 50_600, clubs: 200 } });
    expect(value(size.rows('memberships'))).toBeCloseTo(50_600, 6);
    expect(value(size.rows('memberships'), 100_000)).toBeCloseTo(101_200, 6);
  });

  it('finds children per parent from both sizes, whatever the number of accounts', () => {
    const { size, value } = sized({ accounts: 50_000, rows: { memberships: 50_000, clubs: 200 } });
    const perClub = size.matching('memberships', ['club_id']);
    expect(value(perClub)).toBeCloseTo(250, 6);
    expect(value(perClub, 500_000)).toBeCloseTo(250, 6);
    expect(value(size.matching('memberships', ['member_id']))).toBeCloseTo(1, 6);
  });

  it('counts the rows that belong to those a joined table keeps', () => {
    const { size, value } = sized({ accounts: 50_000, rows: { memberships: 50_000, clubs: 200, news: 1000 } });
    const newsOfMyClubs = size.matching('news', ['memberships.member_id']);
    expect(value(newsOfMyClubs)).toBeCloseTo(1, 6);
    expect(value(size.matching('memberships', ['news.club_id']))).toBeCloseTo(250, 6);
  });

  it('keeps the most selective of several columns', () => {
    const { size, value } = sized({ accounts: 50_000, rows: { memberships: 50_000, clubs: 200 } });
    expect(value(size.matching('memberships', ['club_id', 'member_id', 'status']))).toBeCloseTo(1, 6);
  });

  it('knows that a table of plans does not grow', () => {
    const { size, value } = sized();
    expect(size.grows('plans')).toBe(false);
    expect(value(size.rows('plans'), 1e6)).toBe(value(size.rows('plans'), 1000));
  });

  it('gives every assumed size a reason', () => {
    const book = parameterBook();
    const size = dataSize(schema, {}, book);
    for (const { name } of schema) size.rows(name);
    for (const { range, id } of book.list()) {
      const explained = range.source.provenance === 'declared' || range.source.reason !== undefined;
      expect(explained, id).toBe(true);
    }
  });
});
