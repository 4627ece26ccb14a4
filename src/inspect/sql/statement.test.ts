import { describe, expect, it } from 'vitest';
import { readSql } from './statement.ts';

describe('readSql', () => {
  it('is filtered by the conditions of inner joins and by those of named queries', () => {
    expect(
      readSql('SELECT a.* FROM articles a JOIN users u ON u.id = a.author_id AND a.draft = false WHERE u.name = $1'),
    ).toMatchObject({ tables: ['articles', 'users'], equal: ['draft'], unknownFilter: false });
    expect(
      readSql('WITH mine AS (SELECT * FROM orders WHERE user_id = $1) SELECT * FROM mine WHERE total > 5 LIMIT 3'),
    ).toMatchObject({ tables: ['orders'], equal: ['user_id'], compared: ['total'], limit: 3 });
  });

  it('is filtered by what stands in place of a table, and by the queries that stand in place of columns', () => {
    expect(
      readSql('SELECT (SELECT email FROM users WHERE id = $1) AS one, (SELECT email FROM users WHERE id = $2) AS two'),
    ).toMatchObject({ operation: 'select', tables: ['users'], equal: ['id'], aggregated: true, unknownFilter: false });
    expect(
      readSql('SELECT EXISTS (SELECT 1 FROM accounts WHERE user_id = $1 AND provider LIKE $2) AS linked'),
    ).toMatchObject({ tables: ['accounts'], equal: ['user_id'], loose: ['provider'], aggregated: true });
    expect(
      readSql('SELECT id, total FROM (SELECT * FROM orders WHERE user_id = $1) mine WHERE mine.total > 5'),
    ).toMatchObject({ tables: ['orders'], equal: ['user_id'] });
  });

  it('tells a column of each side of an OR, unless one of them has none', () => {
    expect(readSql('SELECT * FROM users WHERE email = $1 OR username = $2 AND active')).toMatchObject({
      loose: ['email', 'username', 'active'],
      either: [['email', 'username']],
    });
    expect(readSql('SELECT * FROM users WHERE email = $1 OR name LIKE $2').either).toBeUndefined();
  });

  it('tells lists, with their length when it is in the text', () => {
    expect(readSql('SELECT * FROM users WHERE id IN (1, 2, 3)')).toMatchObject({ compared: ['id'], listed: 3 });
    expect(readSql('SELECT * FROM users WHERE id = ANY($1)')).toMatchObject({ compared: ['id'] });
    expect(readSql("SELECT * FROM users WHERE state = 'a' OR state = 'b'")).toMatchObject({ compared: ['state'] });
  });

  it.each([
    ['lower(email) = lower($1)', { equal: ['lower(email)'] }],
    ['"u"."active" AND Lower( u.email ) = $1', { equal: ['lower(email)'], compared: ['active'] }],
    ['lower((u.email)::text) IN ($1, $2)', { compared: ['lower(email)'], listed: 2 }],
    ["data->>'kind' = $1", { equal: ["data->>'kind'"] }],
    ['created_at::date = $1', { equal: ['date(created_at)'] }],
    ['date_trunc($1, created_at) = $2', { equal: [], loose: ['created_at'] }],
    ['lower(email) LIKE $1', { equal: [], loose: ['email'] }],
    ['lower(email) = $1 OR id = $2', { equal: [], loose: ['lower(email)', 'id'] }],
  ])('compares the expression that an index may be on: %s', (condition, filter) => {
    expect(readSql(`SELECT * FROM users u WHERE ${condition}`)).toMatchObject(filter);
  });

  it('reads the tables of subqueries and of unions', () => {
    expect(readSql('SELECT id FROM users WHERE id IN (SELECT user_id FROM members WHERE club_id = $1)').tables).toEqual(
      ['users', 'members'],
    );
    expect(readSql('SELECT id FROM a WHERE x = 1 UNION ALL SELECT id FROM b').tables).toEqual(['a', 'b']);
  });

  it('counts the rows that an insert writes, and tells whether rows come back', () => {
    expect(readSql('INSERT INTO seats (hall) VALUES ($1), ($2)')).toMatchObject({
      operation: 'insert',
      tables: ['seats'],
      values: 2,
      returns: false,
    });
    expect(readSql('UPDATE seats SET taken = true WHERE id = $1 RETURNING *')).toMatchObject({
      operation: 'update',
      equal: ['id'],
      returns: true,
    });
  });

  it.each([
    ['MySQL', 'SELECT * FROM `users` WHERE `email` = ? LIMIT 1'],
    ['names for values', 'SELECT * FROM users WHERE email = :email LIMIT 1'],
    ['what only runs would tell', 'SELECT * FROM users WHERE email = {…} LIMIT 1'],
  ])('reads the places for values of %s', (_, text) => {
    expect(readSql(text)).toMatchObject({ tables: ['users'], equal: ['email'], limit: 1 });
  });

  it('reads what it can of a text in no dialect, and never throws', () => {
    expect(readSql('SELECT * FROM users WHERE email = ${ LIMIT 1')).toMatchObject({ tables: ['users'] });
    for (const text of ['', 'SELECT', ';;', 'SELECT FROM WHERE', '\u0000', "SELECT '", 'WITH x AS'])
      expect(readSql(text).tables).toEqual([]);
  });
});
