import type { Inventory, Route } from '../../model/inventory.ts';
import type { MeasuredTable, Measurement } from '../../model/measurement.ts';
import type { QueryStep, Step } from '../../model/program.ts';
import { accessPath, type Index, type Table } from '../../model/schema.ts';

/**
 * The inventory with the indexes that the database really has in place of those that the code declares: a migration that never ran, an index made
 * by hand. Findings about a filter without an index go when the index is there.
 */
export function withRealIndexes(inventory: Inventory, { database }: Measurement): Inventory {
  const measured = database?.tables ?? {};
  if (Object.keys(measured).length === 0) return inventory;
  const tables = inventory.tables.map((table) => withIndexes(table, measured[table.name]));
  const byName = new Map(tables.filter(({ name }) => measured[name] !== undefined).map((table) => [table.name, table]));
  const rerouted = (route: Route): Route => ({ ...route, program: reread(route.program, byName) });
  return {
    ...inventory,
    tables,
    routes: inventory.routes.map(rerouted),
    ...(inventory.pages === undefined ? {} : { pages: inventory.pages.map(rerouted) }),
    findings: inventory.findings.filter(
      ({ kind, subject }) => kind !== 'unindexed-filter' || !covered(subject, byName),
    ),
  };
}

function withIndexes(table: Table, measured: MeasuredTable | undefined): Table {
  if (measured === undefined) return table;
  // A partial index serves some queries only, and an expression is not a column: neither may be counted on.
  const usable = measured.indexes.filter(({ partial, columns }) => partial !== true && !columns.includes('(…)'));
  const indexes: readonly Index[] = usable.map(({ columns, unique, primary }) => ({
    columns,
    unique,
    primary,
    at: table.indexes.find((index) => index.columns.join() === columns.join())?.at ?? table.at,
  }));
  return { ...table, indexes };
}

function covered(subject: string, tables: ReadonlyMap<string, Table>): boolean {
  const cut = subject.indexOf('.');
  const table = tables.get(subject.slice(0, cut));
  return table !== undefined && accessPath(table, subject.slice(cut + 1).split(',')) !== 'scan';
}

type Tables = ReadonlyMap<string, Table>;

function reread(step: Step, tables: Tables): Step {
  switch (step.kind) {
    case 'query':
      return found(step, tables);
    case 'sequence':
    case 'parallel':
      return { ...step, steps: step.steps.map((each) => reread(each, tables)) };
    case 'choice':
      return { ...step, branches: step.branches.map((each) => ({ ...each, body: reread(each.body, tables) })) };
    case 'repeat':
    case 'transaction':
    case 'detached':
      return { ...step, body: reread(step.body, tables) };
    default:
      return step;
  }
}

/** How the database really finds the rows; by an index it reads only those it returns, by a scan the whole table. */
function found(step: QueryStep, tables: Tables): QueryStep {
  const table = tables.get(step.tables[0] ?? '');
  if (table === undefined || step.filter.length === 0 || !['unique', 'index', 'scan'].includes(step.access))
    return step;
  const access = accessPath(table, step.filter);
  if (access === step.access) return step;
  if (access === 'scan') return { ...step, access, scanned: { kind: 'table', table: table.name } };
  if (step.access !== 'scan') return { ...step, access };
  const rows = { kind: 'matching', table: table.name, columns: step.filter } as const;
  return { ...step, access, scanned: access === 'unique' ? { kind: 'exactly', count: 1 } : rows };
}
