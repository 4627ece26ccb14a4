import fc from 'fast-check';
import { constant } from '../src/model/expression.ts';
import type { Activity } from '../src/model/queueing-model.ts';

/** What random programs are made of. */
export interface Grammar {
  /** What does the work. */
  readonly leaf: fc.Arbitrary<Activity>;
  /** What else there is; steps of a sequence or of parallel branches are at least `fewest`, at most 3. */
  readonly kinds: readonly Exclude<Activity['kind'], 'serve'>[];
  readonly fewest: 0 | 1;
  /** Turns of a loop, one after the other or at the same time. */
  readonly turns: fc.Arbitrary<number>;
  readonly modes: readonly ('sequential' | 'parallel')[];
  /** The pool, and what holds its tokens: any program unless told. */
  readonly pool: string;
  readonly held?: fc.Arbitrary<Activity>;
  /** Probability of the first branch of two, the only one that may leave. */
  readonly first: number;
}

/** Random programs, a few levels deep. */
export function programs({ leaf, kinds, fewest, turns, modes, pool, held, first }: Grammar): fc.Arbitrary<Activity> {
  const tags = fc.constant([]);
  return fc.letrec<{ node: Activity }>((tie) => {
    const node = tie('node');
    const steps = fc.array(node, { minLength: fewest, maxLength: 3 });
    const made: Readonly<Record<Grammar['kinds'][number], fc.Arbitrary<Activity>>> = {
      sequence: fc.record({ kind: fc.constant('sequence' as const), steps }),
      parallel: fc.record({ kind: fc.constant('parallel' as const), steps }),
      repeat: fc.record({
        kind: fc.constant('repeat' as const),
        times: turns.map(constant),
        mode: fc.constantFrom(...modes),
        body: node,
        tags,
      }),
      hold: fc.record({ kind: fc.constant('hold' as const), pool: fc.constant(pool), body: held ?? node, tags }),
      detached: fc.record({ kind: fc.constant('detached' as const), body: node, tags }),
      choice: fc.tuple(node, node, fc.boolean()).map(([a, b, leaves]) => ({
        kind: 'choice',
        branches: [
          { probability: first, leaves, body: a },
          { probability: 1 - first, leaves: false, body: b },
        ],
      })),
    };
    return { node: fc.oneof({ maxDepth: 3, depthIdentifier: kinds.join() }, leaf, ...kinds.map((kind) => made[kind])) };
  }).node;
}
