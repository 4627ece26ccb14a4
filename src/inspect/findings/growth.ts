import { growthRules } from '../../facts/growth/index.ts';
import type { BackgroundWork, Route } from '../../model/inventory.ts';
import { children, type Step } from '../../model/program.ts';
import type { Table } from '../../model/schema.ts';

/** The same rules as those that price the growth of the data, so that findings and figures agree. */
const RULES = growthRules.map((rule) => ({ ...rule, pattern: new RegExp(rule.pattern, 'i') }));

/**
 * Tables whose rows grow with the users: those the application inserts into, and those that refer to one of them,
 * reference data apart. A table that nothing inserts into and that refers to nothing is taken for small.
 */
export function growingTables(
  tables: readonly Table[],
  routes: readonly Route[],
  background: readonly BackgroundWork[],
): ReadonlySet<string> {
  const growing = new Set([...insertedTables(routes, background)].filter((name) => !isReference(name)));
  for (let before = -1; before !== growing.size; ) {
    before = growing.size;
    for (const table of tables) if (!isReference(table.name) && refersTo(table, growing)) growing.add(table.name);
  }
  return growing;
}

function refersTo(table: Table, growing: ReadonlySet<string>): boolean {
  return table.columns.some((column) => column.references !== undefined && growing.has(column.references.table));
}

/** Tables into which the application inserts on behalf of its users: they grow with them. */
function insertedTables(routes: readonly Route[], background: readonly BackgroundWork[]): ReadonlySet<string> {
  const tables = new Set<string>();
  const programs = [...routes.filter((route) => route.shadowedBy === undefined), ...background];
  const pending: Step[] = programs.map((owner) => owner.program);
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    const target = step.kind === 'query' && step.operation === 'insert' ? step.tables[0] : undefined;
    if (target !== undefined) tables.add(target);
    pending.push(...children(step));
  }
  return tables;
}

/** A handful of rows of the application's own, whatever the number of users: plans, roles, templates. */
function isReference(table: string): boolean {
  return RULES.find((rule) => rule.pattern.test(table))?.per === 'application';
}
