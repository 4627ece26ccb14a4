import type { Expression, Parameter } from './expression.ts';
import type { Station, StationId } from './station.ts';

/**
 * What one request does, priced: the request program with service times in place of work.
 * `tag` names the cause of a demand (a finding, a kind of work, a service) so that a `Change` can rework it.
 */
export type Activity =
  | {
      readonly kind: 'serve';
      readonly station: StationId;
      /** Mean service time, seconds. */
      readonly time: Expression;
      /** Squared coefficient of variation of the service time: 0 constant, 1 exponential. */
      readonly variability: number;
      readonly tags: readonly string[];
    }
  | { readonly kind: 'sequence'; readonly steps: readonly Activity[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Activity[] }
  | {
      readonly kind: 'repeat';
      readonly times: Expression;
      readonly mode: 'sequential' | 'parallel';
      readonly body: Activity;
      readonly tags: readonly string[];
    }
  /** One of the branches, with probabilities that add up to 1; a branch that `leaves` skips what follows the choice, up to the end of the request. */
  | {
      readonly kind: 'choice';
      readonly branches: readonly { readonly probability: number; readonly leaves: boolean; readonly body: Activity }[];
    }
  /** Takes a token of a pool, or `tokens` of them (bytes of a memory), runs the body, gives them back. */
  | {
      readonly kind: 'hold';
      readonly pool: StationId;
      readonly tokens?: number;
      readonly body: Activity;
      readonly tags: readonly string[];
    }
  /** Runs beside; the answer does not wait for it. */
  | { readonly kind: 'detached'; readonly body: Activity; readonly tags: readonly string[] };

/** A kind of request: one route, as far as load goes. */
export interface RequestClass {
  /** Identifier of the route. */
  readonly id: string;
  readonly activity: Activity;
  /** Seconds after which who asked has given up: an error, though the work goes on, unseen. */
  readonly patience?: number;
  /** Requests that fail come back: users who try again, webhooks that are sent again. */
  readonly comesBack?: ComingBack;
}

/** At most `times` more attempts; the first comes `after` seconds, each later one `factor` times as long after the one before. */
export interface ComingBack {
  readonly times: number;
  readonly after: number;
  readonly factor: number;
  /** Squared coefficient of variation of these times: 0 constant, 1 exponential. */
  readonly variability: number;
}

/** Stations, request classes and the parameters that price them. Serialisable; the input of `solve` and `plan`. */
export interface QueueingModel {
  readonly parameters: readonly Parameter[];
  readonly stations: readonly Station[];
  readonly classes: readonly RequestClass[];
  /** Instances behind the balancer. */
  readonly instances: number;
}
