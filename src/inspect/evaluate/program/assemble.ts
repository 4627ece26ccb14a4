import type { UnknownCall } from '../../../model/inventory.ts';
import { NOTHING, type Step } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import type { TableModel } from '../values/values.ts';
import { answers } from './contents.ts';
import { type Hashes, roundsOf } from './hash-rounds.ts';
import { commitOf, lastJoin, settles } from './pairing.ts';
import { queryStep } from './query-step.ts';
import { type Entry, inner, type RecordedBranch, type Recording, type Task } from './recording.ts';
import { isSame } from './same.ts';
import { addUnknown, isSilent } from './silent.ts';

interface Assembly {
  readonly tables: readonly TableModel[];
  readonly unknownCalls: Map<string, UnknownCall>;
  seen: Set<Task>;
  readonly hashes: Hashes;
  steps: number;
  /** Database of the transaction around what is assembled. */
  transaction: string | undefined;
}

/** Steps of one program, at most. */
const MOST_STEPS = 6000;

/** Turns what was recorded into a tree: promises that overlap become parallel, those nobody awaits are detached, calls lengthen the chain of lines. */
export function assemble(
  recording: Recording,
  tables: readonly TableModel[],
  hashes: Hashes,
): { readonly program: Step; readonly unknownCalls: readonly UnknownCall[]; readonly complete: boolean } {
  const assembly: Assembly = {
    tables,
    unknownCalls: new Map(),
    seen: new Set(),
    hashes,
    steps: 0,
    transaction: undefined,
  };
  const steps = flow(assembly, recording.entries, []);
  return {
    program: sequence(steps),
    unknownCalls: [...assembly.unknownCalls.values()],
    complete: assembly.steps < MOST_STEPS,
  };
}

function sequence(steps: readonly Step[]): Step {
  const only = steps[0];
  return steps.length === 1 && only !== undefined ? only : { kind: 'sequence', steps };
}

/** Steps of a flow, in order; what follows the answer is detached. */
function flow(assembly: Assembly, entries: readonly Entry[], via: readonly Location[]): Step[] {
  const after = entries.findIndex(settles);
  if (after === -1 || after === entries.length - 1) return overlap(assembly, entries, via);
  const before = overlap(assembly, entries.slice(0, after + 1), via);
  const rest = overlap(assembly, entries.slice(after + 1), via);
  const first = rest[0];
  if (first === undefined) return before;
  if (rest.every((step) => step.kind === 'detached')) return [...before, ...rest];
  return [...before, { kind: 'detached', at: placeOf(first), body: sequence(rest) }];
}

function placeOf(step: Step): Location {
  if (step.kind === 'sequence') return step.steps[0] === undefined ? { file: '', line: 1 } : placeOf(step.steps[0]);
  return step.at;
}

/** Pairs each spawn with its join: what happens in between happens at the same time. */
function overlap(assembly: Assembly, entries: readonly Entry[], via: readonly Location[]): Step[] {
  const steps: Step[] = [];
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry === undefined) continue;
    if (entry.kind === 'boundary' && entry.edge === 'begin') {
      const commit = commitOf(entries, index);
      const inside = entries.slice(index + 1, commit);
      steps.push(transaction(assembly, entry, () => overlap(assembly, inside, via)));
      index = commit;
      continue;
    }
    if (entry.kind !== 'spawn') {
      steps.push(...stepsOf(assembly, entry, via));
      continue;
    }
    const end = lastJoin(entries, index);
    if (end <= index + 1) {
      steps.push(...spawned(assembly, entry.task, via));
      if (end === index + 1) index = end;
      continue;
    }
    steps.push(...concurrent(assembly, entries.slice(index, end), via, entry.task.at));
    index = end;
  }
  return steps;
}

function concurrent(assembly: Assembly, entries: readonly Entry[], via: readonly Location[], at: Location): Step[] {
  const branches: Step[] = [];
  const own: Step[] = [];
  for (const entry of entries) {
    if (entry.kind === 'spawn') branches.push(sequence(spawned(assembly, entry.task, via)));
    else own.push(...stepsOf(assembly, entry, via));
  }
  const all = [...branches, ...(own.length === 0 ? [] : [sequence(own)])].filter((step) => !isEmpty(step));
  return all.length < 2 ? all : [{ kind: 'parallel', at, steps: all }];
}

function isEmpty(step: Step): boolean {
  return step.kind === 'sequence' && step.steps.length === 0;
}

/** Work started: part of the flow when someone awaits it or when it is what answers, else detached. */
function spawned(assembly: Assembly, task: Task, via: readonly Location[]): Step[] {
  if (assembly.seen.has(task) || task.consumed) return [];
  assembly.seen.add(task);
  const steps = flow(assembly, task.recording.entries, via);
  if (task.joined || answers(task.recording) || steps.length === 0) return steps;
  return [{ kind: 'detached', at: task.at, body: sequence(steps) }];
}

function stepsOf(assembly: Assembly, entry: Entry, via: readonly Location[]): Step[] {
  assembly.steps += 1;
  if (assembly.steps > MOST_STEPS) return [];
  if (isSilent(entry)) {
    addUnknown(assembly.unknownCalls, entry);
    return [];
  }
  switch (entry.kind) {
    case 'leaf':
      return [leaf(assembly, entry, via)];
    case 'query':
      return [queryStep(assembly.tables, entry.plan, via, assembly.transaction)];
    case 'call':
      return called(assembly, entry, via);
    case 'spawn':
      return spawned(assembly, entry.task, via);
    case 'parallel': {
      const steps = entry.tasks
        .map((task) => sequence(flow(assembly, task.recording.entries, via)))
        .filter((step) => !isEmpty(step));
      return steps.length < 2 ? steps : [{ kind: 'parallel', at: entry.at, steps }];
    }
    case 'repeat':
      return repeated(assembly, entry, via);
    case 'choice':
      return choice(assembly, entry.at, entry.branches, via);
    case 'next':
      return flow(assembly, entry.recording.entries, []);
    case 'transaction':
      return [transaction(assembly, entry, () => flow(assembly, entry.recording.entries, via))];
    case 'detached': {
      const steps = flow(assembly, entry.recording.entries, via);
      return steps.every((step) => step.kind === 'detached')
        ? steps
        : [{ kind: 'detached', at: entry.at, body: sequence(steps) }];
    }
    default:
      return [];
  }
}

/** A call that several entries share starts its work anew each time. */
function called(assembly: Assembly, { at, recording }: Entry & { kind: 'call' }, via: readonly Location[]): Step[] {
  const { seen } = assembly;
  if (recording.whole === true) assembly.seen = new Set();
  const steps = flow(assembly, recording.entries, [...via, at]);
  assembly.seen = seen;
  return steps;
}

/** Assembles what runs between begin and commit. */
function transaction(
  assembly: Assembly,
  { at, database }: Entry & { kind: 'transaction' | 'boundary' },
  body: () => Step[],
): Step {
  const around = assembly.transaction;
  assembly.transaction = database;
  const steps = body();
  assembly.transaction = around;
  return { kind: 'transaction', at, database, body: sequence(steps) };
}

function leaf(assembly: Assembly, entry: Entry & { kind: 'leaf' }, via: readonly Location[]): Step {
  const { step, hashedWith } = entry;
  const placed = via.length === 0 ? step : { ...step, via };
  if (placed.kind !== 'call' && placed.work === 'hash' && assembly.hashes.isKey(placed.at))
    return { ...placed, derives: 'key' };
  if (hashedWith === undefined || placed.kind === 'call') return placed;
  return { ...placed, ...roundsOf(hashedWith, assembly.hashes) };
}

function repeated(assembly: Assembly, entry: Entry & { kind: 'repeat' }, via: readonly Location[]): Step[] {
  const steps = overlap(assembly, entry.recording.entries, via);
  if (steps.length === 0) return [];
  const { driver } = entry;
  const confirmed = driver !== undefined && flowsInto(entry.recording, driver);
  return [
    {
      kind: 'repeat',
      at: entry.at,
      times: entry.times,
      mode: entry.mode,
      body: sequence(steps),
      ...(confirmed ? { rowsFrom: driver } : {}),
    },
  ];
}

/** Rows of the driving query flow into an argument of a query inside. */
function flowsInto(recording: Recording, driver: Location): boolean {
  return recording.entries.some(
    (entry) =>
      (entry.kind === 'query' && entry.plan.inputs.some((at) => at.file === driver.file && at.line === driver.line)) ||
      inner(entry).some((inside) => flowsInto(inside, driver)),
  );
}

function choice(
  assembly: Assembly,
  at: Location,
  branches: readonly RecordedBranch[],
  via: readonly Location[],
): Step[] {
  const bodies = branches.map((branch) => {
    const steps = flow(assembly, branch.recording.entries, via);
    return {
      likelihood: branch.likelihood,
      leaves: branch.leaves,
      body: steps.length === 0 ? NOTHING : sequence(steps),
    };
  });
  if (bodies.every((branch) => isEmpty(branch.body) && !branch.leaves)) return [];
  const [first] = bodies;
  // Alternatives that do the same are no choice.
  if (first !== undefined && bodies.every((branch) => !branch.leaves && isSame(branch.body, first.body)))
    return first.body.kind === 'sequence' ? [...first.body.steps] : [first.body];
  return [{ kind: 'choice', at, branches: bodies }];
}
