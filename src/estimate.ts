import { derive, replacedBy, withRealIndexes } from './derive/index.ts';
import { databases, factsDate } from './facts/index.ts';
import { inspect, type Project } from './inspect/index.ts';
import type { HostReading } from './model/deployment.ts';
import type { Derivation } from './model/derivation.ts';
import type { Estimate } from './model/estimate.ts';
import type { Inventory } from './model/inventory.ts';
import type { Measurement } from './model/measurement.ts';
import type { MeasurementUse } from './model/measurement-use.ts';
import type { Settings } from './model/settings.ts';
import { type Begin, narrowing, type Plan, plan, type Target } from './plan/index.ts';
import { checkSettings } from './settings/index.ts';

export type Stage = 'inspect' | 'derive' | 'plan';

export interface EstimateOptions {
  readonly settings?: Settings;
  /** The file they come from, named when they contradict the project. */
  readonly settingsFile?: string;
  /** What the machine says of itself, when the command runs inside the hosting. */
  readonly host?: HostReading;
  readonly target?: Target;
  /** What was measured: it replaces what would be assumed. */
  readonly measurement?: Measurement;
  /** Version of the tool, for the document. */
  readonly version?: string;
  /** Where the studies of the plan are carried out, when it is not here. */
  readonly begin?: Begin;
  /** Called when a stage begins, to show progress. */
  readonly onStage?: (stage: Stage) => void;
}

/**
 * The whole pipeline, and the only place where its stages meet: inspect, derive, plan.
 * Throws a JaugeError when the project cannot be read or holds no server. The same input gives the same estimate, digit for digit.
 */
export function estimate(project: Project, options: EstimateOptions = {}): Estimate {
  const settings = options.settings ?? {};
  const { measurement } = options;
  options.onStage?.('inspect');
  const inspected = inspect(project, settings, options.host);
  const inventory = measurement === undefined ? inspected : withRealIndexes(inspected, measurement);
  checkSettings(settings, namesOf(inventory, settings), options.settingsFile);
  options.onStage?.('derive');
  const derivation = derive(inventory, settings, measurement);
  options.onStage?.('plan');
  const question = {
    ...(options.target === undefined ? {} : { target: options.target }),
    ...(settings.event === undefined ? {} : { event: settings.event }),
  };
  const planned = plan(inventory, derivation, question, options.begin);
  return {
    schemaVersion: 1,
    tool: { name: 'jauge', version: options.version ?? '0.0.0', factsDate },
    inventory,
    objective: derivation.objective,
    ...(measurement === undefined
      ? {}
      : { measurement: useOf(measurement, { before: derive(inspected, settings), after: derivation, planned }) }),
    purposes: derivation.purposes,
    ...(derivation.unread.length === 0 ? {} : { unread: derivation.unread }),
    ...planned,
  };
}

interface Comparison {
  readonly before: Derivation;
  readonly after: Derivation;
  readonly planned: Plan;
}

function useOf(measurement: Measurement, { before, after, planned }: Comparison): MeasurementUse {
  const ids = after.model.classes.map(({ id }) => id);
  return {
    ways: measurement.ways,
    ...(measurement.machine === undefined ? {} : { machine: measurement.machine }),
    routesMeasured: ids.filter((id) => measurement.routes[id]?.cpu !== undefined).length,
    routes: ids.length,
    replaced: replacedBy(before, after),
    capacities: narrowing(before, planned.capacities),
  };
}

function namesOf(inventory: Inventory, settings: Settings): Parameters<typeof checkSettings>[1] {
  const host = settings.database?.host ?? inventory.databases[0]?.host.value;
  const plans = databases.find((database) => database.id === host)?.plans ?? [];
  return {
    routes: [...inventory.routes, ...(inventory.pages ?? [])].map((route) => route.id),
    tables: inventory.tables.map((table) => table.name),
    databases: databases.map((database) => database.id),
    plans: plans.map((candidate) => candidate.id),
  };
}
