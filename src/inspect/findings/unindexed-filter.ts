import type { Finding } from '../../model/finding.ts';
import { filterSubject } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { QueryStep } from '../../model/program.ts';
import { columnsNamed, type Table } from '../../model/schema.ts';
import type { Evidence } from './evidence.ts';
import { distinctPlaces, groupSites, routeParams, routesOf } from './groups.ts';
import type { Site } from './sites.ts';

/** A filter reached by so many routes is part of the application's everyday work. */
const EVERYDAY_ROUTES = 3;

/** A query that reads a whole growing table to find the rows of its filter. One finding per table and columns. */
export function unindexedFilter(evidence: Evidence): readonly Finding[] {
  const scans = evidence.sites.queries.filter(
    ({ step }) => step.access === 'scan' && isGrowing(step, evidence) && !tellsTwoSortsApart(step, evidence),
  );
  return [...groupSites(scans, (site) => filterSubject(site.step))].map(([subject, sites]) =>
    finding(
      subject,
      sites,
      evidence.tables.find((table) => table.name === sites[0].step.tables[0]),
    ),
  );
}

const BOOLEAN = /^(?:bool(?:ean)?|tinyint\(1\)|bit(?:\(1\))?)$/i;

/** A filter on nothing but columns that are true or false keeps a large share of the rows: an index would not spare the reading of the table. */
function tellsTwoSortsApart({ filter, tables }: QueryStep, evidence: Evidence): boolean {
  const table = evidence.tables.find(({ name }) => name === tables[0]);
  const types = filter.map((name) => table?.columns.find((column) => column.name === name)?.type ?? '');
  return types.length > 0 && types.every((type) => BOOLEAN.test(type));
}

function isGrowing(query: QueryStep, evidence: Evidence): boolean {
  const table = query.tables[0];
  return table !== undefined && evidence.growing.has(table);
}

function finding(
  subject: string,
  sites: readonly [Site<QueryStep>, ...Site<QueryStep>[]],
  table: Table | undefined,
): Finding {
  const { step } = sites[0];
  const columns = [...new Set(step.filter)].sort();
  const named = columns.flatMap(columnsNamed);
  const declared = table?.columns.find((column) => named.includes(column.name));
  const places = distinctPlaces(sites.map((site) => site.step.at));
  const routes = routesOf(sites);
  const refers = table?.columns.some((column) => columns.includes(column.name) && column.references !== undefined);
  return {
    kind: 'unindexed-filter',
    subject,
    severity: refers || routes.length >= EVERYDAY_ROUTES ? 'serious' : 'moderate',
    at: declared?.at ?? table?.at ?? step.at,
    evidence: places,
    message: message('finding.unindexed-filter', {
      table: step.tables[0] ?? '',
      columns,
      queries: places.length,
      ...routeParams(routes),
    }),
    routes,
  };
}
