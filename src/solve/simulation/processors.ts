import type { CompiledModel } from '../compile.ts';
import { type EventList, eventList, pop, push } from './event-list.ts';
import { NOBODY, PROCESSED, type Simulation } from './state.ts';

/**
 * Processors that stations of one instance share fairly: n busy servers on c processors each run at min(1, c/n). Served by virtual time, which
 * grows at that rate: a piece of work ends when it has grown by as much.
 */
export interface Processors {
  /** By physical station: its physical group, NOBODY when it has processors of its own. */
  readonly groupOf: Int32Array;
  // By physical group.
  readonly cpus: Float64Array;
  readonly virtual: Float64Array;
  readonly changedAt: Float64Array;
  /** Time of the event that is not out of date. */
  readonly scheduled: Float64Array;
  /** Pieces being served: the virtual time at which each ends. */
  readonly pieces: readonly EventList[];
}

/** The groups of a model, one copy per instance; `firstCopy` numbers the physical stations. */
export function processorsOf(compiled: CompiledModel, firstCopy: readonly number[], size: number): Processors {
  const groupOf = new Int32Array(size).fill(NOBODY);
  const cpus: number[] = [];
  for (const group of compiled.groups) {
    for (let copy = 0; copy < group.copies; copy++) {
      for (const s of group.stations) groupOf[(firstCopy[s] as number) + copy] = cpus.length;
      cpus.push(group.cpus);
    }
  }
  return {
    groupOf,
    cpus: Float64Array.from(cpus),
    virtual: new Float64Array(cpus.length),
    changedAt: new Float64Array(cpus.length),
    scheduled: new Float64Array(cpus.length).fill(Number.POSITIVE_INFINITY),
    pieces: cpus.map(() => eventList(16)),
  };
}

/** A server of the group starts a piece of work. */
export function start(sim: Simulation, group: number, task: number, piece: number): void {
  const { pieces, virtual } = sim.processors;
  elapse(sim, group);
  push(pieces[group] as EventList, (virtual[group] as number) + piece, task);
  schedule(sim, group);
}

/** The task whose piece ends now, or NOBODY when the event is out of date. */
export function ended(sim: Simulation, group: number): number {
  const { pieces, virtual, scheduled } = sim.processors;
  if (scheduled[group] !== sim.now) return NOBODY;
  const running = pieces[group] as EventList;
  const task = running.events[0] as number;
  elapse(sim, group);
  virtual[group] = running.times[0] as number;
  pop(running);
  scheduled[group] = Number.POSITIVE_INFINITY;
  schedule(sim, group);
  return task;
}

function rate({ processors: { pieces, cpus } }: Simulation, group: number): number {
  return Math.min(1, (cpus[group] as number) / Math.max(1, (pieces[group] as EventList).size));
}

function elapse(sim: Simulation, group: number): void {
  const { virtual, changedAt } = sim.processors;
  const elapsed = sim.now - (changedAt[group] as number);
  virtual[group] = (virtual[group] as number) + elapsed * rate(sim, group);
  changedAt[group] = sim.now;
}

function schedule(sim: Simulation, group: number): void {
  const { pieces, virtual, scheduled } = sim.processors;
  const running = pieces[group] as EventList;
  if (running.size === 0) return;
  const left = Math.max(0, (running.times[0] as number) - (virtual[group] as number));
  const time = sim.now + left / rate(sim, group);
  if (scheduled[group] === time) return;
  scheduled[group] = time;
  push(sim.list, time, PROCESSED + 8 * group);
}
