import type { Route } from '../../model/inventory.ts';
import type {
  Branch,
  CallStep,
  CpuStep,
  QueryStep,
  Repeat,
  Step,
  ThreadStep,
  Transaction,
} from '../../model/program.ts';
import { children } from '../../model/program.ts';

/** A step of a route's program, and what surrounds it there. */
export interface Site<S extends Step = Step> {
  readonly route: Route;
  readonly step: S;
  /** Loops around it, the innermost first. */
  readonly loops: readonly Repeat[];
  /** The innermost transaction around it. */
  readonly transaction?: Transaction;
  /** Only an unlikely branch reaches it: an error, a cache that is still empty. */
  readonly rare: boolean;
  /** The answer does not wait for it. */
  readonly detached: boolean;
}

/** Steps of the routes that can answer, by kind. Routes shadowed by another are dead code and left out. */
export interface Sites {
  readonly queries: readonly Site<QueryStep>[];
  readonly calls: readonly Site<CallStep>[];
  readonly cpu: readonly Site<CpuStep>[];
  readonly threads: readonly Site<ThreadStep>[];
  readonly loops: readonly Site<Repeat>[];
  readonly transactions: readonly Site<Transaction>[];
}

interface MutableSites {
  queries: Site<QueryStep>[];
  calls: Site<CallStep>[];
  cpu: Site<CpuStep>[];
  threads: Site<ThreadStep>[];
  loops: Site<Repeat>[];
  transactions: Site<Transaction>[];
}

type Surroundings = Omit<Site, 'route' | 'step'>;

const TOP: Surroundings = { loops: [], rare: false, detached: false };

/** Walks every live route once; every rule reads the result. */
export function collectSites(routes: readonly Route[]): Sites {
  const sites: MutableSites = { queries: [], calls: [], cpu: [], threads: [], loops: [], transactions: [] };
  for (const route of routes) if (route.shadowedBy === undefined) visit(route, route.program, TOP, sites);
  return sites;
}

function visit(route: Route, step: Step, around: Surroundings, sites: MutableSites): void {
  record(route, step, around, sites);
  if (step.kind === 'choice') {
    for (const branch of step.branches) visit(route, branch.body, inBranch(branch, around), sites);
    return;
  }
  const inside = surroundings(step, around);
  for (const child of children(step)) visit(route, child, inside, sites);
}

function record(route: Route, step: Step, around: Surroundings, sites: MutableSites): void {
  switch (step.kind) {
    case 'query':
      sites.queries.push({ ...around, route, step });
      break;
    case 'call':
      sites.calls.push({ ...around, route, step });
      break;
    case 'cpu':
      sites.cpu.push({ ...around, route, step });
      break;
    case 'thread':
      sites.threads.push({ ...around, route, step });
      break;
    case 'repeat':
      sites.loops.push({ ...around, route, step });
      break;
    case 'transaction':
      sites.transactions.push({ ...around, route, step });
      break;
    default:
  }
}

function inBranch(branch: Branch, around: Surroundings): Surroundings {
  return branch.likelihood === 'rare' ? { ...around, rare: true } : around;
}

function surroundings(step: Step, around: Surroundings): Surroundings {
  switch (step.kind) {
    case 'repeat':
      return { ...around, loops: [step, ...around.loops] };
    case 'transaction':
      return { ...around, transaction: step };
    case 'detached':
      // Work beside the answer has its own connection, outside the transaction that started it.
      return { loops: around.loops, rare: around.rare, detached: true };
    default:
      return around;
  }
}
