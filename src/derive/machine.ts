import { databases } from '../facts/databases/index.ts';
import type { Database, Inventory } from '../model/inventory.ts';
import type { DatabaseKnowledge, DatabasePlan } from '../model/knowledge.ts';
import type { Measurement } from '../model/measurement.ts';
import type { Range } from '../model/range.ts';
import type { Settings } from '../model/settings.ts';
import { measuredRange } from './measured/ranges.ts';
import { knownRange, type ParameterBook } from './parameter-book.ts';

/** How much slower than the reference core another core may be, when nothing measured it: cloud cores of the last years against a shared EPYC core. */
const SLOWNESS: Range = {
  low: 0.7,
  typical: 1,
  high: 1.5,
  source: { provenance: 'assumed', reason: 'reason.core-speed' },
};

/** Registers the factors of the machine and of the database: those of the machine measured when it is the one that serves. */
export function machineParameters(
  inventory: Inventory,
  settings: Settings,
  book: ParameterBook,
  { machine, database }: Measurement,
): void {
  const slowness = machine?.serves === true ? measuredRange(machine.slowness) : SLOWNESS;
  const trip = machine?.serves === true ? database?.roundTrip : undefined;
  book.use('machine.slowness', slowness, 'ratio');
  book.use('machine.share', shareOf(inventory.deployment.machine.cpu), 'ratio');
  const plan = databasePlan(inventory, settings);
  book.use('database.slowness', slowness, 'ratio');
  book.use('database.share', shareOf(plan.cpu), 'ratio');
  const measured = trip === undefined || settings.database?.roundTrip !== undefined ? undefined : measuredRange(trip);
  book.use('database.round-trip', measured ?? roundTrip(plan.knowledge, settings), 's');
}

/** A core that is only lent for a share of the time takes that much longer; more than one core does not make one thread faster. */
function shareOf(cpu: Range): Range {
  const slower = (value: number): number => 1 / Math.min(1, Math.max(0.05, value));
  return { low: slower(cpu.high), typical: slower(cpu.typical), high: slower(cpu.low), source: cpu.source };
}

function roundTrip(knowledge: DatabaseKnowledge | undefined, settings: Settings): Range {
  const declared = settings.database?.roundTrip;
  if (declared !== undefined)
    return { low: declared, typical: declared, high: declared, source: { provenance: 'declared' } };
  if (knowledge !== undefined) return knownRange(knowledge.roundTrip);
  return { low: 0.0003, typical: 0.001, high: 0.005, source: { provenance: 'assumed', reason: 'reason.round-trip' } };
}

/** The database the routes query most, and what is known of its plan. */
export interface PlanInUse {
  readonly database?: Database;
  readonly knowledge?: DatabaseKnowledge;
  readonly plan?: DatabasePlan;
  /** Virtual CPUs. */
  readonly cpu: Range;
  readonly declared: boolean;
}

/** Plan of the main database: from the configuration, else the one assumed for its host. */
export function databasePlan(inventory: Inventory, settings: Settings): PlanInUse {
  const database = inventory.databases.find((candidate) => candidate.engine !== 'redis');
  const host = settings.database?.host ?? database?.host.value;
  const knowledge = databases.find((candidate) => candidate.id === host);
  const wanted = settings.database?.plan;
  const plan = knowledge?.plans.find((candidate) => candidate.id === (wanted ?? knowledge.defaultPlan));
  const declared = wanted !== undefined && plan !== undefined;
  return {
    ...(database === undefined ? {} : { database }),
    ...(knowledge === undefined ? {} : { knowledge }),
    ...(plan === undefined ? {} : { plan }),
    cpu: planCpu(settings.database?.cpu, plan, declared),
    declared,
  };
}

function planCpu(cpu: number | undefined, plan: DatabasePlan | undefined, declared: boolean): Range {
  if (cpu !== undefined) return { low: cpu, typical: cpu, high: cpu, source: { provenance: 'declared' } };
  const fact = plan?.facts[0];
  if (plan?.cpu === null || plan?.cpu === undefined)
    return { low: 0.25, typical: 1, high: 2, source: { provenance: 'assumed', reason: 'reason.database-cpu' } };
  if (declared)
    return {
      low: plan.cpu,
      typical: plan.cpu,
      high: plan.cpu,
      source: { provenance: 'documented', ...(fact === undefined ? {} : { fact }) },
    };
  return {
    low: plan.cpu / 2,
    typical: plan.cpu,
    high: Math.max(1, plan.cpu * 2),
    source: { provenance: 'assumed', reason: 'reason.database-plan' },
  };
}
