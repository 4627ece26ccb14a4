import { expect, test } from 'vitest';
import type { CpuWork } from '../../model/program.ts';
import { cpuCosts, databaseCosts, referenceMachine } from './index.ts';

/** Every kind of work on the loop; the compiler refuses a list that lacks one. */
const WORKS: Record<CpuWork, true> = {
  framework: true,
  middleware: true,
  'body-parse': true,
  'json-stringify': true,
  'body-log': true,
  'log-line': true,
  validation: true,
  hash: true,
  'token-sign': true,
  'token-verify': true,
  'signature-verify': true,
  template: true,
  compression: true,
  'qr-code': true,
  image: true,
  pdf: true,
  spreadsheet: true,
  'file-sync': true,
  'static-file': true,
  computation: true,
};

test.each([...Object.keys(WORKS), 'hash-thread', 'query-client', 'row-decode', 'call-client', 'transaction-client'])(
  '%s has a cost for any library',
  (work) => {
    expect(cpuCosts.filter((cost) => cost.work === work && cost.library === undefined)).not.toEqual([]);
  },
);

test.each([
  'statement',
  'index-lookup',
  'row-scanned',
  'row-returned',
  'row-indexed',
  'table-joined',
  'row-joined',
  'row-written',
  'commit',
  'row-sorted',
])('PostgreSQL has a cost for %s', (work) => {
  expect(databaseCosts.filter((cost) => cost.work === work && cost.engine === 'postgresql')).toHaveLength(1);
});

test('every cost is an ordered range, above zero, of less than ten seconds', () => {
  const intervals = [...cpuCosts, ...databaseCosts].map((cost) => cost.seconds);
  const waits = databaseCosts.flatMap((cost) => (cost.wait ? [cost.wait] : []));
  for (const { low, typical, high } of [...intervals, ...waits]) {
    expect(low).toBeGreaterThan(0);
    expect(typical).toBeGreaterThanOrEqual(low);
    expect(high).toBeGreaterThanOrEqual(typical);
    expect(high).toBeLessThan(10);
  }
});

test('every cost says what was run, and when', () => {
  for (const cost of [...cpuCosts, ...databaseCosts]) {
    expect(cost.source.length).toBeGreaterThan(10);
    expect(cost.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

test('one work, library and unit has one cost', () => {
  const keys = cpuCosts.map(({ work, library, per }) => `${work} ${library ?? ''} ${per}`);
  expect(keys).toEqual([...new Set(keys)]);
});

test('factors of Node are for majors other than the reference, and plausible', () => {
  for (const [major, factor] of cpuCosts.flatMap((cost) => Object.entries(cost.byNode ?? {}))) {
    expect(['22', '24', '26']).toContain(major);
    expect(factor).toBeGreaterThan(0.02);
    expect(factor).toBeLessThan(10);
  }
});

test('bcryptjs costs on the loop what bcrypt costs on a thread, within a factor of three', () => {
  const seconds = (work: string, library: string): number =>
    cpuCosts.find((cost) => cost.work === work && cost.library === library)?.seconds.typical ?? Number.NaN;
  const ratio = seconds('hash', 'bcryptjs') / seconds('hash-thread', 'bcrypt');
  expect(ratio).toBeGreaterThan(1);
  expect(ratio).toBeLessThan(3);
});

test('the book is data: equal to its JSON round trip', () => {
  for (const data of [cpuCosts, databaseCosts, referenceMachine]) {
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  }
});
