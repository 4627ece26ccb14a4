import { derive } from './derive/index.ts';
import { databases, factsDate } from './facts/index.ts';
import { inspect, type Project } from './inspect/index.ts';
import type { HostReading } from './model/deployment.ts';
import type { Estimate } from './model/estimate.ts';
import type { Inventory } from './model/inventory.ts';
import type { Settings } from './model/settings.ts';
import { plan, type Target } from './plan/index.ts';
import { checkSettings } from './settings/index.ts';

export type Stage = 'inspect' | 'derive' | 'plan';

export interface EstimateOptions {
  readonly settings?: Settings;
  /** The file they come from, named when they contradict the project. */
  readonly settingsFile?: string;
  /** What the machine says of itself, when the command runs inside the hosting. */
  readonly host?: HostReading;
  readonly target?: Target;
  /** Version of the tool, for the document. */
  readonly version?: string;
  /** Called when a stage begins, to show progress. */
  readonly onStage?: (stage: Stage) => void;
}

/**
 * The whole pipeline, and the only place where its stages meet: inspect, derive, plan.
 * Throws a JaugeError when the project cannot be read or holds no server. The same input gives the same estimate, digit for digit.
 */
export function estimate(project: Project, options: EstimateOptions = {}): Estimate {
  const settings = options.settings ?? {};
  options.onStage?.('inspect');
  const inventory = inspect(project, settings, options.host);
  checkSettings(settings, namesOf(inventory, settings), options.settingsFile);
  options.onStage?.('derive');
  const derivation = derive(inventory, settings);
  options.onStage?.('plan');
  const question = {
    ...(options.target === undefined ? {} : { target: options.target }),
    ...(settings.event === undefined ? {} : { event: settings.event }),
  };
  return {
    schemaVersion: 1,
    tool: { name: 'jauge', version: options.version ?? '0.0.0', factsDate },
    inventory,
    objective: derivation.objective,
    purposes: derivation.purposes,
    ...plan(inventory, derivation, question),
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
