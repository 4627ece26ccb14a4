import type { Expression } from './expression.ts';
import type { StationId } from './station.ts';

/** A serialisable edit of a queueing model. Remedies, tiers and what-if questions are lists of them. */
export type Change =
  | { readonly kind: 'set-instances'; readonly instances: number }
  /** Processors that stations share: every station whose `processor.id` is this one. */
  | { readonly kind: 'set-processors'; readonly processor: string; readonly cpus: number }
  | { readonly kind: 'set-servers'; readonly station: StationId; readonly servers: number }
  | {
      readonly kind: 'set-parameter';
      readonly parameter: string;
      readonly low: number;
      readonly typical: number;
      readonly high: number;
    }
  /** Reworks every `serve` step that carries the tag: scales its time, replaces it, or moves it to another station. */
  | {
      readonly kind: 'rework';
      readonly tag: string;
      readonly factor?: number;
      readonly time?: Expression;
      readonly station?: StationId;
    }
  | { readonly kind: 'remove'; readonly tag: string }
  /** Turns of the `repeat` steps that carry the tag. */
  | { readonly kind: 'set-times'; readonly tag: string; readonly times: Expression }
  /** The answer no longer waits for the steps that carry the tag. */
  | { readonly kind: 'detach'; readonly tag: string }
  /** The body of a `hold` with the tag no longer holds: each station visit inside takes its own token. */
  | { readonly kind: 'release-early'; readonly tag: string }
  | { readonly kind: 'set-acquire-timeout'; readonly station: StationId; readonly seconds: number };
