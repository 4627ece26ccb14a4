import type { MeasuredMachine, WayTaken } from './measurement.ts';
import type { Message } from './message.ts';
import type { Interval, Range } from './range.ts';
import type { ScenarioName } from './scenario.ts';

/** What measuring changed in an estimate. */
export interface MeasurementUse {
  readonly ways: readonly WayTaken[];
  readonly machine?: MeasuredMachine;
  /** Routes of the project whose cost was measured, of how many. */
  readonly routesMeasured: number;
  readonly routes: number;
  /** Inputs that were assumed and are measured now, those that moved or narrowed most first. */
  readonly replaced: readonly Replacement[];
  /** Requests per second of each scenario without the measurement, then with it. */
  readonly capacities: readonly {
    readonly scenario: ScenarioName;
    readonly before: Interval;
    readonly after: Interval;
  }[];
}

export interface Replacement {
  /** What it is about. */
  readonly message: Message;
  readonly unit: string;
  readonly before: Interval;
  readonly after: Range;
}
