import type { Simulation } from './state.ts';

export const NOBODY = -1;
/** In place of the parent of a task that nobody waits for. */
export const DETACHED = -2;

/** One task per request, branch or detached body. */
export interface Tasks {
  size: number;
  pc: Int32Array;
  parent: Int32Array;
  pending: Int32Array;
  next: Int32Array;
  failed: Uint8Array;
  /** Where its response time is counted: its class, or the step of the burst in which it arrived. */
  group: Int32Array;
  classIndex: Int32Array;
  /** Times it has come back. */
  attempt: Int32Array;
  /** When who asked gives up; 0 once the answer is there, or counted as late. */
  deadline: Float64Array;
  instance: Int32Array;
  random: Int32Array;
  start: Float64Array;
  since: Float64Array;
  left: Float64Array;
  at: Int32Array;
  counters: Int32Array;
}

/** Arrays for so many tasks, with so many loop counters each. */
export function tasksOf(capacity: number, counters: number): Tasks {
  return {
    size: 0,
    pc: new Int32Array(capacity),
    parent: new Int32Array(capacity),
    pending: new Int32Array(capacity),
    next: new Int32Array(capacity),
    failed: new Uint8Array(capacity),
    group: new Int32Array(capacity),
    classIndex: new Int32Array(capacity),
    attempt: new Int32Array(capacity),
    deadline: new Float64Array(capacity),
    instance: new Int32Array(capacity),
    random: new Int32Array(capacity),
    start: new Float64Array(capacity),
    since: new Float64Array(capacity),
    left: new Float64Array(capacity),
    at: new Int32Array(capacity),
    counters: new Int32Array(capacity * counters),
  };
}

/** A task from the free list, or a new one. */
export function newTask(sim: Simulation, pc: number, parent: number, random: number): number {
  let task = sim.free;
  if (task === NOBODY) {
    if (sim.tasks.size === sim.tasks.pc.length) growTasks(sim);
    task = sim.tasks.size++;
  } else sim.free = sim.tasks.next[task] as number;
  const { tasks } = sim;
  tasks.pc[task] = pc;
  tasks.parent[task] = parent;
  tasks.random[task] = random;
  tasks.failed[task] = 0;
  tasks.deadline[task] = 0;
  return task;
}

/** A task that can go on, as soon as the one at work stops. */
export function wakeUp(sim: Simulation, task: number): void {
  if (sim.readyCount === sim.ready.length) {
    const grown = new Int32Array(sim.ready.length * 2);
    grown.set(sim.ready);
    sim.ready = grown;
  }
  sim.ready[sim.readyCount++] = task;
}

/** Gives a task back. */
export function freeTask(sim: Simulation, task: number): void {
  sim.tasks.next[task] = sim.free;
  sim.free = task;
}

/** Tasks that end a run: work started and not waited for, without end. */
const MOST_TASKS = 2 ** 22;

function growTasks(sim: Simulation): void {
  const old = sim.tasks;
  if (old.pc.length >= MOST_TASKS) sim.effort = Number.POSITIVE_INFINITY;
  const grown = tasksOf(old.pc.length * 2, sim.counterCount);
  for (const key of Object.keys(grown) as (keyof Tasks)[]) {
    const [to, from] = [grown[key], old[key]];
    if (typeof to !== 'number' && typeof from !== 'number') to.set(from);
  }
  grown.size = old.size;
  sim.tasks = grown;
}
