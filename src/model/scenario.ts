import type { Mix } from './workload.ts';

export type ScenarioName = 'normal' | 'peak';

/** What a route is for: the mixes are made from it. */
export type Purpose =
  | 'login'
  | 'register'
  | 'read'
  | 'list'
  | 'dashboard'
  | 'write'
  | 'check-in'
  | 'payment'
  | 'webhook'
  | 'upload'
  | 'ai'
  | 'email'
  | 'admin'
  | 'export'
  | 'page'
  | 'health'
  /** Called by a clock, at its hour, not by people. */
  | 'scheduled';

/** A mix of the project's own routes. */
export interface Scenario {
  readonly name: ScenarioName;
  readonly mix: Mix;
  /** `declared` in the configuration, `measured` in logs, or `assumed` from what each route is for. */
  readonly provenance: 'measured' | 'declared' | 'assumed';
}
