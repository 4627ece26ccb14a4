import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { CallStep, Cardinality, QueryStep, Repeat } from '../../model/program.ts';
import type { Evidence } from './evidence.ts';
import { byPlace, distinctPlaces, placeParam, routeParams, routesOf } from './groups.ts';
import type { Site } from './sites.ts';

/** Turns that nobody minds: a fixed handful of queries. */
const HANDFUL = 10;

/** A query sent once per turn of a loop whose length follows the data or the request: N + 1 queries where one or two would do. */
export function queryInLoop(evidence: Evidence): readonly Finding[] {
  const innermost = new Map<Repeat, Site<Asking>[]>();
  const stores = evidence.sites.calls.filter(({ step }) => step.on !== undefined);
  for (const site of [...evidence.sites.queries, ...stores]) {
    const loop = site.loops[0];
    if (loop === undefined) continue;
    innermost.set(loop, [...(innermost.get(loop) ?? []), site]);
  }
  const loops = evidence.sites.loops.filter((site) => isLong(site.step, innermost.get(site.step)));
  return [...byPlace(loops)].map(([subject, sites]) =>
    finding(
      subject,
      sites,
      sites.flatMap((site) => innermost.get(site.step) ?? []),
    ),
  );
}

/** A query, or a call about a table or a collection of a store outside. */
type Asking = QueryStep | CallStep;

function isLong(loop: Repeat, queries: readonly Site<Asking>[] | undefined): boolean {
  if (queries === undefined) return false;
  if (loop.rowsFrom !== undefined) return true;
  return isUnknownLength(loop.times) && !isSearch(loop, queries);
}

/** So many attempts at most, each looking one row up by its key, stop at the first that suits: a free name, a free code. */
function isSearch(loop: Repeat, queries: readonly Site<Asking>[]): boolean {
  if (loop.times.kind !== 'exactly' || loop.mode === 'parallel') return false;
  return queries.every(({ step }) => step.kind === 'query' && step.operation === 'select' && step.access === 'unique');
}

/** Follows the data or the request. A length that nothing tells proves nothing: it may be a retry. */
function isUnknownLength(times: Cardinality): boolean {
  switch (times.kind) {
    case 'exactly':
      return times.count > HANDFUL;
    case 'at-most':
      return times.limit > HANDFUL && isUnknownLength(times.of);
    case 'product':
      return times.of.some(isUnknownLength);
    case 'unknown':
      return false;
    default:
      return true;
  }
}

function finding(
  subject: string,
  loops: readonly [Site<Repeat>, ...Site<Repeat>[]],
  queries: readonly Site<Asking>[],
): Finding {
  const confirmed = loops.find((site) => site.step.rowsFrom !== undefined) ?? loops[0];
  const { at, rowsFrom, mode } = confirmed.step;
  const routes = routesOf(loops);
  const tables = [
    ...new Set(queries.flatMap(({ step }) => (step.kind === 'query' ? step.tables.slice(0, 1) : (step.on ?? [])))),
  ].sort();
  const params = {
    tables,
    perTurn: distinctPlaces(queries.map((site) => site.step.at)).length,
    ...routeParams(routes),
  };
  return {
    kind: 'query-in-loop',
    subject,
    severity: rowsFrom === undefined ? 'moderate' : 'serious',
    at,
    evidence: distinctPlaces(
      [...(rowsFrom === undefined ? [] : [rowsFrom]), ...queries.map((site) => site.step.at)],
      [at],
    ),
    message:
      rowsFrom === undefined
        ? message('finding.query-in-loop', params)
        : message(mode === 'parallel' ? 'finding.query-in-loop-parallel' : 'finding.query-in-loop-confirmed', {
            ...params,
            rowsFrom: placeParam(rowsFrom),
          }),
    routes,
  };
}
