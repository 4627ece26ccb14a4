import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Cardinality, QueryStep } from '../../model/program.ts';
import { accessPath } from '../../model/schema.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, routeParams, routesOf } from './groups.ts';
import type { Site } from './sites.ts';

/** A list without a limit, read from a growing table: the answer grows with the data. One finding per query. */
export function unboundedList(evidence: Evidence): readonly Finding[] {
  const lists = evidence.sites.queries.filter(({ step, detached }) => !detached && isUnbounded(step, evidence));
  return [...byPlace(lists)].map(([subject, sites]) => finding(subject, sites));
}

function isUnbounded(query: QueryStep, evidence: Evidence): boolean {
  const table = query.tables[0];
  if (query.operation !== 'select' || query.limit !== undefined || !query.unbounded) return false;
  return table !== undefined && evidence.growing.has(table) && grows(query.rows) && !isByKey(query, evidence);
}

/** Rows looked up by a unique key, one for each key given: no more come back than were asked for. */
function isByKey(query: QueryStep, evidence: Evidence): boolean {
  const table = evidence.tables.find(({ name }) => name === query.tables[0]);
  return table !== undefined && accessPath(table, query.filter) === 'unique';
}

function grows(rows: Cardinality): boolean {
  switch (rows.kind) {
    case 'table':
    case 'matching':
      return true;
    case 'product':
      return rows.of.some(grows);
    default:
      return false;
  }
}

/** The columns of joined tables that the rows depend on. */
function narrowedBy(rows: Cardinality): readonly string[] {
  return rows.kind === 'matching' ? rows.columns : [];
}

function finding(subject: string, sites: readonly [Site<QueryStep>, ...Site<QueryStep>[]]): Finding {
  const { step } = sites[0];
  const columns = step.filter.length > 0 ? step.filter : narrowedBy(step.rows);
  const whole = columns.length === 0;
  const routes = routesOf(sites);
  const params = { table: step.tables[0] ?? '', ...routeParams(routes) };
  return {
    kind: 'unbounded-list',
    subject,
    severity: whole ? 'serious' : 'moderate',
    at: step.at,
    evidence: [],
    message: whole
      ? message('finding.unbounded-list-table', params)
      : message('finding.unbounded-list', { ...params, columns: [...new Set(columns)].sort() }),
    routes,
  };
}
