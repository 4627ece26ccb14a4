import type { CompiledModel } from '../compile.ts';
import { type EventList, eventList, pop, push } from './event-list.ts';
import { KINDS, PROCESSED, type Simulation } from './state.ts';
import { NOBODY } from './tasks.ts';

/**
 * Processors that stations of one instance share fairly: n busy servers on c processors each run at min(1, c/n). Served by virtual time, which
 * grows at that rate: a piece of work ends when it has grown by as much. With a period, c is a quota as Linux enforces it (CFS bandwidth control,
 * Turner, Rao & Rao, Linux Symposium 2010): all run at full speed until they have had c × period together, then stop until the next period.
 */
export interface Processors {
  /** By physical station: its physical group, NOBODY when it has processors of its own. */
  readonly groupOf: Int32Array;
  // By physical group.
  readonly cpus: Float64Array;
  readonly virtual: Float64Array;
  readonly changedAt: Float64Array;
  /** Seconds of the period, Infinity when the quota is steady; when the present one ends, and the work that it still allows. */
  readonly period: Float64Array;
  readonly periodEnd: Float64Array;
  readonly budget: Float64Array;
  /** Time of the event that is not out of date. */
  readonly scheduled: Float64Array;
  /** Pieces being served: the virtual time at which each ends. */
  readonly pieces: readonly EventList[];
}

/** The groups of a model, one copy per instance; `firstCopy` numbers the physical stations. */
export function processorsOf(compiled: CompiledModel, firstCopy: readonly number[], size: number): Processors {
  const groupOf = new Int32Array(size).fill(NOBODY);
  const cpus: number[] = [];
  const periods: number[] = [];
  for (const group of compiled.groups) {
    for (let copy = 0; copy < group.copies; copy++) {
      for (const s of group.stations) groupOf[(firstCopy[s] as number) + copy] = cpus.length;
      cpus.push(group.cpus);
      periods.push(group.period);
    }
  }
  return {
    groupOf,
    cpus: Float64Array.from(cpus),
    period: Float64Array.from(periods),
    periodEnd: Float64Array.from(periods),
    budget: Float64Array.from(periods, (period, g) => period * (cpus[g] as number)),
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

/** The task whose piece ends now, or NOBODY when the event is out of date, or that of a quota spent or renewed. */
export function ended(sim: Simulation, group: number): number {
  const { pieces, virtual, scheduled } = sim.processors;
  if (scheduled[group] !== sim.now) return NOBODY;
  const running = pieces[group] as EventList;
  elapse(sim, group);
  scheduled[group] = Number.POSITIVE_INFINITY;
  const task = isOver(sim, group) ? (running.events[0] as number) : NOBODY;
  if (task !== NOBODY) {
    virtual[group] = running.times[0] as number;
    pop(running);
  }
  schedule(sim, group);
  return task;
}

/** Seconds below which work is done: far above the rounding of a clock that shows days, or an event would come again at the same instant. */
const NOTHING = 1e-9;

/** Without a period, an event is the end of a piece; with one, it may be that of the quota. */
function isOver({ processors: { pieces, virtual, period } }: Simulation, group: number): boolean {
  if (period[group] === Number.POSITIVE_INFINITY) return true;
  return ((pieces[group] as EventList).times[0] as number) - (virtual[group] as number) <= NOTHING;
}

function rate({ processors: { pieces, cpus, period, budget } }: Simulation, group: number): number {
  if (period[group] !== Number.POSITIVE_INFINITY) return (budget[group] as number) > NOTHING ? 1 : 0;
  return Math.min(1, (cpus[group] as number) / Math.max(1, (pieces[group] as EventList).size));
}

function elapse(sim: Simulation, group: number): void {
  const { virtual, changedAt, period } = sim.processors;
  const elapsed = sim.now - (changedAt[group] as number);
  virtual[group] = (virtual[group] as number) + elapsed * rate(sim, group);
  if (period[group] !== Number.POSITIVE_INFINITY) spend(sim, group, elapsed);
  changedAt[group] = sim.now;
}

/** Takes the work of the last so many seconds off the quota, renewed where a period has ended. */
function spend({ now, processors }: Simulation, group: number, elapsed: number): void {
  const { pieces, cpus, period, periodEnd, budget } = processors;
  const running = (pieces[group] as EventList).size;
  const length = period[group] as number;
  const late = now - (periodEnd[group] as number);
  if (late < -NOTHING) {
    const left = (budget[group] as number) - running * elapsed;
    budget[group] = (budget[group] as number) > NOTHING ? left : 0;
    return;
  }
  const periods = Math.floor(Math.max(0, late) / length) + 1;
  periodEnd[group] = (periodEnd[group] as number) + periods * length;
  const since = Math.max(0, now - ((periodEnd[group] as number) - length));
  budget[group] = length * (cpus[group] as number) - running * since;
}

function schedule(sim: Simulation, group: number): void {
  const { pieces, virtual, scheduled, period } = sim.processors;
  const running = pieces[group] as EventList;
  if (running.size === 0) return;
  const left = Math.max(0, (running.times[0] as number) - (virtual[group] as number));
  const time =
    period[group] === Number.POSITIVE_INFINITY
      ? sim.now + left / rate(sim, group)
      : rate(sim, group) > 0
        ? Math.min(sim.now + left, nextChange(sim, group))
        : (sim.processors.periodEnd[group] as number);
  if (scheduled[group] === time) return;
  scheduled[group] = time;
  push(sim.list, time, PROCESSED + KINDS * group);
}

/** When the quota will be spent; Infinity when it suffices. */
function nextChange({ now, processors }: Simulation, group: number): number {
  const { pieces, cpus, period, periodEnd, budget } = processors;
  const end = periodEnd[group] as number;
  const running = (pieces[group] as EventList).size;
  const spent = now + (budget[group] as number) / running;
  if (spent < end) return spent;
  const quota = (period[group] as number) * (cpus[group] as number);
  return running * (period[group] as number) <= quota ? Number.POSITIVE_INFINITY : end + quota / running;
}
