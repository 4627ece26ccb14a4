import { describe, expect, it } from 'vitest';
import { readLightly } from './light.ts';
import { readSql } from './statement.ts';

describe.each([
  ['the parser', readSql],
  ['the light reading', readLightly],
])('%s', (_, read) => {
  it('reads the table, the compared columns, the order and the limit', () => {
    const reading = read(
      'SELECT id, name FROM "members" WHERE club_id = $1 AND joined_at >= $2 ORDER BY joined_at DESC LIMIT 50',
    );
    expect(reading).toMatchObject({
      operation: 'select',
      tables: ['members'],
      equal: ['club_id'],
      compared: ['joined_at'],
      order: ['joined_at'],
      limit: 50,
      unknownFilter: false,
    });
  });

  it('keeps the columns of the main table only', () => {
    const reading = read(
      'SELECT * FROM cards c JOIN members m ON m.id = c.member_id WHERE m.email = $1 AND c.code = $2',
    );
    expect(reading.tables).toEqual(['cards', 'members']);
    expect(reading.equal).toEqual(['code']);
  });

  it('expects no help from an index for alternatives, differences and patterns', () => {
    expect(read("SELECT * FROM members WHERE email = 'a' OR phone = 'b'").loose).toEqual(['email', 'phone']);
    expect(read("SELECT * FROM members WHERE name ILIKE '%a%' AND state <> 'gone'").loose).toEqual(['name', 'state']);
  });

  it('tells groups of a category from one row per person', () => {
    expect(read('SELECT state, count(*) FROM cards GROUP BY state ORDER BY state').grouped).toBe(true);
    expect(read('SELECT m.id, count(*) FROM members m GROUP BY m.id').grouped).toBe(false);
    expect(read('SELECT count(*) FROM cards').grouped).toBe(false);
  });

  it('reads nothing in what is quoted', () => {
    const reading = read("SELECT * FROM cards WHERE note = 'from vault where token = 1' AND code = $1");
    expect(reading).toMatchObject({ tables: ['cards'], equal: ['note', 'code'], compared: [] });
  });

  it('tells writes and what they return', () => {
    expect(read('INSERT INTO cards (code) VALUES ($1) RETURNING id')).toMatchObject({
      operation: 'insert',
      tables: ['cards'],
      returns: true,
    });
    expect(read('UPDATE cards SET used = true WHERE code = $1')).toMatchObject({
      operation: 'update',
      equal: ['code'],
      returns: false,
    });
    expect(read('DELETE FROM cards')).toMatchObject({ operation: 'delete', tables: ['cards'], equal: [] });
  });

  it('counts', () => {
    expect(read('SELECT count(*) FROM cards WHERE used IS NULL')).toMatchObject({
      operation: 'count',
      aggregated: true,
      compared: ['used'],
    });
  });

  it('says so when it cannot tell', () => {
    expect(read('CALL renew_cards()')).toMatchObject({ operation: 'raw', tables: [], unknownFilter: true });
    expect(read('').unknownFilter).toBe(true);
  });
});
