import type { CompiledModel } from '../compile.ts';
import { type EventList, eventList } from './event-list.ts';
import { type Histogram, histogram } from './histogram.ts';
import { type Processors, processorsOf } from './processors.ts';
import { assemble, type Program } from './program.ts';

/** Kinds of events; the rest of the number says whose: `kind + 8 × index`. */
export const SERVED = 0;
export const DELAYED = 1;
export const ARRIVAL = 2;
export const SHARED = 3;
export const TIMEOUT = 4;
export const THOUGHT = 5;
export const PROCESSED = 6;
export const NOBODY = -1;
/** In place of the parent of a task that nobody waits for. */
export const DETACHED = -2;

export const QUEUE = 0;
const SHARING = 1;
export const DELAY = 2;
const POOL = 3;
const TYPES = { queue: QUEUE, sharing: SHARING, delay: DELAY, pool: POOL } as const;

/** Everything a run reads and writes, in flat arrays. Stations are physical: one per instance where the model says so. */
export interface Simulation {
  readonly code: Int32Array;
  readonly numbers: Float64Array;
  readonly laws: Float64Array;
  readonly entries: Int32Array;
  readonly counterCount: number;
  readonly list: EventList;
  now: number;
  /** Tasks woken and not yet advanced, and how many. */
  ready: Int32Array;
  readyCount: number;
  /** The service just drawn, seconds. A number that a call returned would be boxed. */
  readonly drawn: Float64Array;
  /** Station whose single server the advancing task has just left: going on there is not a new visit. NOBODY if none. */
  holding: number;

  // By logical station.
  readonly type: Uint8Array;
  readonly firstCopy: Int32Array;
  readonly copies: Int32Array;
  readonly stationOf: Int32Array;
  /** What goes on at once with what came before: 1 + station at a single server, −1 in any delay, 0 nowhere else. */
  readonly chained: Int32Array;
  // By physical station.
  readonly servers: Float64Array;
  readonly slice: Float64Array;
  readonly rateLimit: Float64Array;
  readonly timeout: Float64Array;
  readonly busy: Int32Array;
  readonly head: Int32Array;
  readonly tail: Int32Array;
  readonly tokens: Float64Array;
  readonly tokensAt: Float64Array;
  readonly virtual: Float64Array;
  readonly changedAt: Float64Array;
  readonly scheduled: Float64Array;
  readonly sharers: EventList[];
  readonly processors: Processors;
  // Sums since the end of the warm-up, by physical station.
  readonly busyTime: Float64Array;
  readonly waitTime: Float64Array;
  readonly visits: Float64Array;

  tasks: Tasks;
  free: number;
  inSystem: number;
  areaInSystem: number;
  areaAt: number;
  requests: number;
  events: number;

  /** Requests that arrived from here on count. */
  countFrom: number;
  readonly histograms: Histogram[];
  /** All response times since it was last cleared; absent when nobody asks. */
  batch: Histogram | undefined;
  /** Seconds beyond which a response is counted in `over`, by group. */
  readonly limits: Float64Array;
  readonly over: Float64Array;
  readonly errors: Float64Array;
  readonly arrivals: Float64Array;
  /** Called when a request ends; closed users think again. */
  ended: (task: number) => void;
}

/** One task per request, branch or detached body. */
export interface Tasks {
  size: number;
  pc: Int32Array;
  parent: Int32Array;
  pending: Int32Array;
  next: Int32Array;
  failed: Uint8Array;
  /** Class of the request, or step of the burst: where its response time is counted. */
  group: Int32Array;
  instance: Int32Array;
  random: Int32Array;
  start: Float64Array;
  since: Float64Array;
  left: Float64Array;
  at: Int32Array;
  counters: Int32Array;
}

/** A run about to start. `groups` is the number of histograms. */
export function simulation(compiled: CompiledModel, groups: number): Simulation {
  const program = programOf(compiled);
  const firstCopy: number[] = [];
  const stationOf: number[] = [];
  compiled.stations.forEach((station, s) => {
    firstCopy.push(stationOf.length);
    for (let i = 0; i < station.copies; i++) stationOf.push(s);
  });
  const size = stationOf.length;
  const of = (f: (station: (typeof compiled.stations)[number]) => number) =>
    Float64Array.from(stationOf, (s) => f(compiled.stations[s] as (typeof compiled.stations)[number]));
  return {
    code: program.code,
    numbers: program.numbers,
    laws: program.laws,
    entries: program.entries,
    counterCount: program.counters,
    list: eventList(),
    now: 0,
    ready: new Int32Array(64),
    readyCount: 0,
    drawn: new Float64Array(1),
    holding: NOBODY,
    type: Uint8Array.from(compiled.stations, (station) => TYPES[station.type]),
    firstCopy: Int32Array.from(firstCopy),
    copies: Int32Array.from(compiled.stations, (station) => station.copies),
    stationOf: Int32Array.from(stationOf),
    chained: Int32Array.from(compiled.stations, chainOf),
    servers: of((station) => station.servers),
    slice: of((station) => station.slice),
    rateLimit: of((station) => station.rateLimit),
    timeout: of((station) => station.acquireTimeout),
    busy: new Int32Array(size),
    head: new Int32Array(size).fill(NOBODY),
    tail: new Int32Array(size).fill(NOBODY),
    tokens: of((station) => Math.max(1, station.rateLimit)),
    tokensAt: new Float64Array(size),
    virtual: new Float64Array(size),
    changedAt: new Float64Array(size),
    scheduled: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    sharers: stationOf.map(() => eventList(16)),
    processors: processorsOf(compiled, firstCopy, size),
    busyTime: new Float64Array(size),
    waitTime: new Float64Array(size),
    visits: new Float64Array(size),
    tasks: tasksOf(256, program.counters),
    free: NOBODY,
    inSystem: 0,
    areaInSystem: 0,
    areaAt: 0,
    requests: 0,
    events: 0,
    countFrom: 0,
    histograms: Array.from({ length: groups }, histogram),
    batch: undefined,
    limits: new Float64Array(groups).fill(Number.POSITIVE_INFINITY),
    over: new Float64Array(groups),
    errors: new Float64Array(groups),
    arrivals: new Float64Array(groups),
    ended: () => {},
  };
}

function chainOf({ type, servers, rateLimit }: CompiledModel['stations'][number], station: number): number {
  if (rateLimit < Number.POSITIVE_INFINITY) return 0;
  if (type === 'delay') return -1;
  return type === 'queue' && servers === 1 ? station + 1 : 0;
}

const programs = new WeakMap<CompiledModel, Program>();

/** The program of a compiled model, assembled once for all its runs. */
function programOf(compiled: CompiledModel): Program {
  const program = programs.get(compiled) ?? assemble(compiled);
  programs.set(compiled, program);
  return program;
}

function tasksOf(capacity: number, counters: number): Tasks {
  return {
    size: 0,
    pc: new Int32Array(capacity),
    parent: new Int32Array(capacity),
    pending: new Int32Array(capacity),
    next: new Int32Array(capacity),
    failed: new Uint8Array(capacity),
    group: new Int32Array(capacity),
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

function growTasks(sim: Simulation): void {
  const old = sim.tasks;
  const grown = tasksOf(old.pc.length * 2, sim.counterCount);
  for (const key of Object.keys(grown) as (keyof Tasks)[]) {
    const [to, from] = [grown[key], old[key]];
    if (typeof to !== 'number' && typeof from !== 'number') to.set(from);
  }
  grown.size = old.size;
  sim.tasks = grown;
}
