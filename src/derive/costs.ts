import { cpuCosts, databaseCosts } from '../facts/costs/index.ts';
import type { CpuCost, DatabaseCost } from '../model/knowledge.ts';
import type { Interval, Range } from '../model/range.ts';
import type { ParameterBook } from './parameter-book.ts';

/** Prices of the cost book, for one major of Node and one database engine, as parameters. */
export interface Prices {
  /** Identifier of the parameter that holds the CPU seconds of one unit of a work; undefined when the book does not price it. */
  cpu(work: CpuCost['work'], library?: string): { readonly id: string; readonly per: CpuCost['per'] } | undefined;
  database(work: DatabaseCost['work'], engine: string): string | undefined;
  /** Seconds spent waiting for the disk by one unit. */
  wait(work: DatabaseCost['work'], engine: string): string | undefined;
}

/** The cost book seen by a project that runs a given major of Node. */
export function prices(node: number, book: ParameterBook): Prices {
  return {
    cpu(work, library) {
      const cost = cpuCost(work, library);
      if (cost === undefined) return undefined;
      return { id: book.use(cpuParameter(cost), cpuRange(cost, node), `s/${cost.per}`), per: cost.per };
    },
    database(work, engine) {
      const cost = databaseCost(work, engine);
      return cost === undefined
        ? undefined
        : book.use(`database.${work}`, priced(cost.seconds, 1, cost.source, cost.date), 's');
    },
    wait(work, engine) {
      const cost = databaseCost(work, engine);
      return cost?.wait === undefined
        ? undefined
        : book.use(`database.${work}-wait`, priced(cost.wait, 1, cost.source, cost.date), 's');
    },
  };
}

/** CPU seconds of one unit of a work on a major of Node: the value of its parameter. */
export function cpuRange(cost: CpuCost, node: number): Range {
  return priced(cost.seconds, nodeFactor(cost, node), cost.source, cost.date);
}

export function cpuParameter(cost: CpuCost): string {
  return cost.library === undefined ? `cost.${cost.work}` : `cost.${cost.work}.${cost.library}`;
}

/** The cost of a work for a library, else for any library, else for the library that comes first in the book. */
export function cpuCost(work: CpuCost['work'], library?: string): CpuCost | undefined {
  const all = cpuCosts.filter((cost) => cost.work === work);
  const named = all.filter(
    (cost) => cost.library !== undefined && library !== undefined && sameLibrary(cost.library, library),
  );
  return named[0] ?? all.find((cost) => cost.library === undefined) ?? all[0];
}

function sameLibrary(known: string, used: string): boolean {
  return known === used || used.startsWith(`${known}@`) || used.startsWith(`${known} `);
}

function databaseCost(work: DatabaseCost['work'], engine: string): DatabaseCost | undefined {
  const all = databaseCosts.filter((cost) => cost.work === work);
  return all.find((cost) => cost.engine === engine) ?? all[0];
}

/** A major between two measured ones takes the factor of the one below. */
function nodeFactor(cost: CpuCost, node: number): number {
  const known = Object.entries(cost.byNode ?? {})
    .map(([major, factor]) => ({ major: Number(major), factor }))
    .filter(({ major }) => major <= node)
    .sort((a, b) => b.major - a.major);
  return known[0]?.factor ?? 1;
}

function priced(seconds: Interval, factor: number, source: string, date: string): Range {
  return {
    low: seconds.low * factor,
    typical: seconds.typical * factor,
    high: seconds.high * factor,
    source: { provenance: 'documented', confidence: 'measured', url: source, date, reason: 'reason.cost-book' },
  };
}
