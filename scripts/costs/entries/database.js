// @ts-check
// What statements cost PostgreSQL.
import { formulas } from '../book.js';

/** @param {any} measurements */
export function databaseEntries(measurements) {
  const { of: measured, minus, over, plus, widened } = formulas(measurements);
  const of = (/** @type {string} */ id) => measured('postgresql', id);
  const scanned = widened(
    over(of('scan-text'), 50_600),
    ...['scan-uuid', 'count', 'scan-wide', 'scan-wide-last'].map((id) => over(of(id), 50_600)),
  );
  const returned = over(minus(of('rows-1000'), of('rows-1')), 999);
  const lookup = minus(of('lookup'), of('rows-1'));
  // The filter of the many rows is itself a lookup by key.
  const found = minus(minus(of('index-rows-253'), of('lookup')), lookup);
  const joined = minus(of('join'), of('lookup'));
  return [
    {
      work: 'statement',
      cost: widened(plus(of('rows-1'), of('apart')), of('select-1'), of('rows-1-alone')),
      source:
        'select of one row of 10 columns, any row: receive, parse, plan, run, answer; and what seven small statements cost beyond their blocks when each follows one of another kind on another connection (a run of 2026-11-26, in which the select cost what it did): its process wakes up, and finds the caches full of something else; lower bound: select 1 in a block',
    },
    {
      work: 'index-lookup',
      cost: widened(lookup, minus(of('lookup-uuid'), of('rows-1')), minus(of('lookup-wide'), of('rows-1'))),
      source:
        'select of one row of 10 columns by text primary key, against any row: its share of planning included; bounds from uuid and 70 columns',
    },
    {
      work: 'row-scanned',
      cost: scanned,
      source:
        'sequential scan of 50,600 rows of 10 columns, cached, filter on text that no row meets; bounds from uuid, count(*), and 26 columns with a filter on the last',
    },
    {
      work: 'row-returned',
      cost: returned,
      source: 'select of 1,000 rows of 10 columns against one row',
    },
    {
      work: 'row-indexed',
      cost: minus(over(found, 252), returned),
      source:
        'select of 253 rows found by an index on another column, in no order of the table, beyond what returning them costs',
    },
    {
      work: 'table-joined',
      cost: joined,
      source:
        'select of one row and its match in another table by primary key, against one row: most of it is planning',
    },
    {
      work: 'row-joined',
      cost: over(minus(minus(of('join-rows-253'), of('index-rows-253')), joined), 253),
      source:
        '253 rows, each with its match in a table of 50,600 by primary key, one column more, against the rows alone (a run of 2026-11-26, in which the rows alone cost what they did)',
    },
    {
      work: 'row-sorted',
      cost: widened(over(minus(of('sort-date'), of('sort-0')), 5000), over(minus(of('sort-text'), of('sort-0')), 5000)),
      source: 'sort of 5,000 whole rows by date; upper bound by text, with the collation of the database',
    },
    {
      work: 'row-written',
      cost: widened(
        minus(of('insert-1-in-transaction'), of('rows-1')),
        over(minus(of('insert-500'), of('insert-1')), 499),
        minus(of('update-in-transaction'), of('rows-1')),
      ),
      source:
        'insert of one row (primary key, foreign key, 10 columns) against a select of any row; bounds from rows of a batch of 500 and an update',
    },
    {
      work: 'commit',
      cost: minus(of('insert-1'), of('insert-1-in-transaction')),
      wait: of('commit-wait'),
      source:
        'insert that commits against the same inside a transaction of 50; wait: one at a time, with and without synchronous_commit',
    },
  ];
}
