import { steadyState, type Transition } from '../src/solve/index.ts';

/** A step of a program: exponential stages at a station that shares its processors, or a token taken or given back. */
export type ExactStep =
  | { readonly at: string; readonly seconds: number; readonly stages: number }
  | { readonly take: string }
  | { readonly give: string };

/** Closed users, alike, each with one request at a time: its class is drawn, then its program is run. Small: the chain has a state for each crowd. */
export interface ExactSystem {
  readonly users: number;
  readonly thinkTime: number;
  /** Processors of each station, tokens of each pool; first come, first served. */
  readonly processors: Readonly<Record<string, number>>;
  readonly tokens: Readonly<Record<string, number>>;
  readonly classes: readonly { readonly share: number; readonly steps: readonly ExactStep[] }[];
}

/** One user who does not think: class, step, stage of it, and place in the line for a token (0: not in line). */
type User = readonly [requestClass: number, step: number, stage: number, place: number];

/** Throughput and mean response time from the Markov chain, exact. */
export function exactUsers(system: ExactSystem): { readonly throughput: number; readonly responseTime: number } {
  const chain = steadyState<readonly User[]>([], (crowd) => transitions(system, crowd));
  const present = chain.mean((crowd) => crowd.length);
  const throughput = (system.users - present) / system.thinkTime;
  return { throughput, responseTime: present / throughput };
}

function transitions(system: ExactSystem, crowd: readonly User[]): readonly Transition<readonly User[]>[] {
  const thinking = system.users - crowd.length;
  const come = system.classes.map(({ share }, c) => ({
    to: ordered(goOn(system, [...crowd, [c, -1, 0, 0]], crowd.length)),
    rate: (thinking * share) / system.thinkTime,
  }));
  const served = crowd.flatMap((user, i) => {
    const step = stepOf(system, user);
    if (step === undefined || !('at' in step)) return [];
    const there = crowd.filter((other) => placeOf(stepOf(system, other)) === step.at).length;
    const speed = Math.min(1, (system.processors[step.at] as number) / there);
    const [c, at, stage] = user;
    const to = stage + 1 < step.stages ? crowd.with(i, [c, at, stage + 1, 0]) : goOn(system, crowd, i);
    return [{ to: ordered(to), rate: (speed * step.stages) / step.seconds }];
  });
  return [...come, ...served];
}

const stepOf = ({ classes }: ExactSystem, [c, at]: User) => classes[c]?.steps[at];
const placeOf = (step: ExactStep | undefined) => (step !== undefined && 'at' in step ? step.at : undefined);

/** Takes user `i` to the next step that takes time, or to the line for a token, or home. */
function goOn(system: ExactSystem, crowd: readonly User[], i: number): readonly User[] {
  const [c, at] = crowd[i] as User;
  const moved = crowd.with(i, [c, at + 1, 0, 0]);
  const step = stepOf(system, [c, at + 1, 0, 0]);
  if (step === undefined) return moved.toSpliced(i, 1);
  if ('at' in step) return moved;
  if ('give' in step) return goOn(system, ...handOver(system, moved, i, step.give));
  const inLine = crowd.filter((user) => user[3] > 0 && isFor(system, user, step.take)).length;
  if (held(system, crowd, step.take) < (system.tokens[step.take] as number)) return goOn(system, moved, i);
  return crowd.with(i, [c, at + 1, 0, inLine + 1]);
}

const isFor = (system: ExactSystem, user: User, pool: string) => {
  const step = stepOf(system, user);
  return step !== undefined && 'take' in step && step.take === pool;
};

/** Tokens of a pool in use: takes behind, gives not yet. */
function held(system: ExactSystem, crowd: readonly User[], pool: string): number {
  return crowd.reduce((sum, [c, at, , place]) => {
    const behind = (system.classes[c]?.steps ?? []).slice(0, place > 0 ? at : at + 1);
    return (
      sum +
      behind.filter((step) => 'take' in step && step.take === pool).length -
      behind.filter((step) => 'give' in step && step.give === pool).length
    );
  }, 0);
}

/** The token goes to the first in line, who goes on; user `i` keeps its index. */
function handOver(
  system: ExactSystem,
  crowd: readonly User[],
  i: number,
  pool: string,
): readonly [crowd: readonly User[], i: number] {
  const first = crowd.findIndex((user) => user[3] === 1 && isFor(system, user, pool));
  if (first < 0) return [crowd, i];
  const moved = crowd.map(
    (user): User => (user[3] > 0 && isFor(system, user, pool) ? [user[0], user[1], 0, user[3] - 1] : user),
  );
  return [goOn(system, moved, first), i];
}

/** Users are alike: a crowd in any order is one state. */
function ordered(crowd: readonly User[]): readonly User[] {
  return crowd.toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]);
}
