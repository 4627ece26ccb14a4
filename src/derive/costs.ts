import { cpuCosts, databaseCosts } from '../facts/costs/index.ts';
import type { CpuCost, DatabaseCost } from '../model/knowledge.ts';
import type { Interval, Range } from '../model/range.ts';
import type { ParameterBook } from './parameter-book.ts';

/** One price of the cost book: the parameter that holds the CPU seconds of one unit, and the unit. */
export interface Price {
  readonly id: string;
  readonly per: CpuCost['per'];
}

/** Prices of the cost book, for one major of Node, as parameters. */
export interface Prices {
  /**
   * Prices that add up to the cost of a work, one for each unit it is counted in. Libraries in order of preference: the first one that the
   * book prices wins; failing all of them, the price of any library. Empty when the book does not price the work.
   */
  cpu(work: CpuCost['work'], ...libraries: readonly (string | undefined)[]): readonly Price[];
  database(work: DatabaseCost['work'], engine: string): string | undefined;
  /** Seconds spent waiting for the disk by one unit. */
  wait(work: DatabaseCost['work'], engine: string): string | undefined;
}

/** The cost book seen by a project that runs a given major of Node. */
export function prices(node: number, book: ParameterBook): Prices {
  return {
    cpu: (work, ...libraries) =>
      cpuCostsOf(work, libraries).map((cost) => ({
        id: book.use(cpuParameter(cost), cpuRange(cost, node), `s/${cost.per}`),
        per: cost.per,
      })),
    database(work, engine) {
      const cost = databaseCost(work, engine);
      if (cost === undefined) return undefined;
      return book.use(`database.${work}`, priced(cost.seconds, 1, cost.source, cost.date), 's');
    },
    wait(work, engine) {
      const cost = databaseCost(work, engine);
      if (cost?.wait === undefined) return undefined;
      return book.use(`database.${work}-wait`, priced(cost.wait, 1, cost.source, cost.date), 's');
    },
  };
}

/** CPU seconds of one unit of a work on a major of Node: the value of its parameter. */
export function cpuRange(cost: CpuCost, node: number): Range {
  return priced(cost.seconds, nodeFactor(cost, node), cost.source, cost.date);
}

export function cpuParameter(cost: CpuCost): string {
  const library = cost.library === undefined ? '' : `.${cost.library}`;
  return `cost.${cost.work}${library}${cost.per === 'once' ? '' : `/${cost.per}`}`;
}

function cpuCostsOf(work: CpuCost['work'], libraries: readonly (string | undefined)[]): readonly CpuCost[] {
  const all = cpuCosts.filter((cost) => cost.work === work);
  for (const library of libraries) {
    const named = all.filter(
      (cost) => cost.library !== undefined && library !== undefined && sameLibrary(cost.library, library),
    );
    if (named.length > 0) return named;
  }
  return all.filter((cost) => cost.library === undefined);
}

/** `bcrypt` is `bcrypt`, `express@4` is `express@4.21`, `koa` any version of it; `stripe/constructor` is only itself. */
function sameLibrary(known: string, used: string): boolean {
  return known === used || used.startsWith(`${known}.`) || used.startsWith(`${known}@`) || used.startsWith(`${known} `);
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
