import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../src/inspect/index.ts';
import { openProject } from '../src/inspect/project.ts';
import type { Finding } from '../src/model/finding.ts';

describe('the reference application, against what was counted by hand', () => {
  const example = new URL('../examples/koomy/', import.meta.url).pathname;
  const truth = JSON.parse(readFileSync(join(example, 'TRUTH.json'), 'utf8'));
  const inventory = inspect(openProject(example));
  const of = (kind: Finding['kind']): readonly Finding[] =>
    inventory.findings.filter((finding) => finding.kind === kind);

  it('every route, and those that never answer', () => {
    expect(inventory.routes.map((route) => route.id.replace(/ \(\d+\)$/, ''))).toEqual(truth.routes.list);
    expect(of('duplicate-route')).toHaveLength(truth.routes.duplicates.length);
  });

  it('every loop that queries, and no other', () => {
    const files = truth.queryInLoop.list.map((loop: { file: string }) => loop.file).sort();
    expect(
      of('query-in-loop')
        .map((finding) => finding.at.file)
        .sort(),
    ).toEqual(files);
  });

  it('every filter without an index', () => {
    const expected = Object.keys(truth.unindexedFilters.foreignKeysAndReferences);
    const found = new Set(
      of('unindexed-filter').flatMap((finding) => {
        const [table, columns = ''] = finding.subject.split('.');
        return columns.split(',').map((column) => `${table}.${column}`);
      }),
    );
    expect(expected.filter((column) => !found.has(column))).toEqual([]);
  });

  it.each([
    ['nested-acquisition', truth.nestedAcquisition],
    ['call-in-transaction', truth.callInTransaction],
    ['sync-file', truth.synchronousFile],
  ] as const)('%s: these routes, and no other', (kind, list) => {
    const routes = of(kind).flatMap((finding) => finding.routes);
    expect([...new Set(routes)].sort()).toEqual(list.map((each: { route: string }) => each.route).sort());
  });

  it('tables, sessions and pool', () => {
    expect(inventory.tables).toHaveLength(truth.tables.count);
    expect(inventory.stack.sessions.store).toBe(truth.sessions.store);
    expect(inventory.stack.sessions.unusedPackages.map((each) => each.name)).toEqual(truth.sessions.unusedPackages);
    expect(inventory.databases.map((database) => database.pool.size.typical)).toEqual([truth.database.pool]);
    expect(of('missing-pool-timeout')).toHaveLength(1);
  });
});
