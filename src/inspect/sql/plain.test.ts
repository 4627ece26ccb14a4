import { describe, expect, it } from 'vitest';
import { readPlain } from './plain.ts';
import { readSql } from './statement.ts';

describe('readPlain', () => {
  it.each([
    'users.email = $0',
    'users."globalRole" IS NOT NULL',
    'global_role is null',
    'users.age >= $0',
    'users.age < $1',
    'users.plan <> $0',
    'Plan != $0',
  ])('reads %s as the parser of PostgreSQL does', (condition) => {
    const { equal, compared, loose } = readSql(`SELECT 1 FROM users WHERE ${condition}`);
    expect(readPlain(condition)).toEqual({ equal, compared, loose });
  });

  it.each([
    'lower(users.email) = $0',
    'users.a = $0 AND users.b = $0',
    'users.a = users.b',
    'users.data @> $0',
    'users.a IS NULL $0',
    'users.a =',
    'NOT users.a = $0',
    '',
  ])('leaves %s to it', (condition) => {
    expect(readPlain(condition)).toBeUndefined();
  });
});
