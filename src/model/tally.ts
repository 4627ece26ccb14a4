import { type Step, walk } from './program.ts';

/** How many steps of one kind a request makes: between `least` and `most` on the usual paths, and more with the rows or elements that a loop goes over. */
export interface Tally {
  readonly least: number;
  readonly most: number;
  /** Some are inside a loop whose number of turns depends on the data. */
  readonly perElement: boolean;
}

interface Count {
  readonly through: Tally | undefined;
  readonly left: Tally | undefined;
}

const ZERO: Tally = { least: 0, most: 0, perElement: false };

/**
 * Counts the steps that pass a test, over the paths a request may take. Rare branches (errors) are left out; a branch that leaves early ends
 * the count there; detached work is counted, since the request causes it.
 */
export function tally(program: Step, test: (step: Step) => boolean): Tally {
  const { through, left } = count(program, test);
  return either([through, left]) ?? ZERO;
}

/** Number of steps of each kind in a tree, composite ones included. Sequences are left out. */
export function kindsOf(program: Step): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {};
  for (const step of walk(program)) {
    if (step.kind === 'sequence') continue;
    const kind = step.kind === 'cpu' && CROSSING.has(step.work) ? 'middleware' : step.kind;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

const CROSSING: ReadonlySet<string> = new Set(['framework', 'middleware']);

function count(step: Step, test: (step: Step) => boolean): Count {
  switch (step.kind) {
    case 'sequence':
    case 'parallel':
      return inOrder(step.steps, test);
    case 'transaction':
    case 'detached':
      return count(step.body, test);
    case 'repeat':
      return repeated(count(step.body, test), step.times.kind === 'exactly' ? step.times.count : undefined);
    case 'choice': {
      const usual = step.branches.filter((branch) => branch.likelihood !== 'rare');
      const counts = usual.map((branch) => ({ branch, counted: count(branch.body, test) }));
      return {
        through: either(counts.map(({ branch, counted }) => (branch.leaves ? undefined : counted.through))),
        left: either(
          counts.flatMap(({ branch, counted }) => [counted.left, branch.leaves ? counted.through : undefined]),
        ),
      };
    }
    default:
      return { through: test(step) ? { least: 1, most: 1, perElement: false } : ZERO, left: undefined };
  }
}

function inOrder(steps: readonly Step[], test: (step: Step) => boolean): Count {
  let through: Tally | undefined = ZERO;
  let left: Tally | undefined;
  for (const step of steps) {
    if (through === undefined) break;
    const next = count(step, test);
    left = between(left, plus(through, next.left));
    through = plus(through, next.through);
  }
  return { through, left };
}

function repeated({ through, left }: Count, times: number | undefined): Count {
  const once = either([through, left]) ?? ZERO;
  if (times !== undefined)
    return { through: { ...once, least: once.least * times, most: once.most * times }, left: undefined };
  return { through: { least: 0, most: once.most, perElement: once.most > 0 }, left: undefined };
}

function plus(one: Tally, other: Tally | undefined): Tally | undefined {
  if (other === undefined || one === ZERO) return other;
  if (other === ZERO) return one;
  return {
    least: one.least + other.least,
    most: one.most + other.most,
    perElement: one.perElement || other.perElement,
  };
}

function either(all: readonly (Tally | undefined)[]): Tally | undefined {
  return all.reduce(between, undefined);
}

function between(one: Tally | undefined, other: Tally | undefined): Tally | undefined {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  return {
    least: Math.min(one.least, other.least),
    most: Math.max(one.most, other.most),
    perElement: one.perElement || other.perElement,
  };
}
