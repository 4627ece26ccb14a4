import type { ComingBack } from '../../model/queueing-model.ts';
import type { CompiledModel } from '../compile.ts';
import { type EventList, eventList } from './event-list.ts';
import { type Histogram, histogram } from './histogram.ts';
import { type Processors, processorsOf } from './processors.ts';
import { assemble, type Program } from './program.ts';
import { NOBODY, type Tasks, tasksOf } from './tasks.ts';

/** Kinds of events; the rest of the number says whose: `kind + 16 × index`. */
export const SERVED = 0;
export const DELAYED = 1;
export const ARRIVAL = 2;
export const SHARED = 3;
export const TIMEOUT = 4;
export const THOUGHT = 5;
export const PROCESSED = 6;
/** Who asked has waited as long as they would. */
export const GIVEN_UP = 7;
export const RETURN = 8;
export const WINDOW = 9;
export const READY = 10;
/** Number of kinds that an event can tell apart. */
export const KINDS = 16;

export const QUEUE = 0;
const SHARING = 1;
export const DELAY = 2;
export const POOL = 3;
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
  readonly room: Float64Array;
  readonly busy: Int32Array;
  readonly waiting: Int32Array;
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
  /** Instructions carried out without an event, where they are many, and how many end the run. */
  effort: number;
  mostEffort: number;

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
  // By class.
  readonly patience: Float64Array;
  readonly comesBack: readonly (ComingBack | undefined)[];
  readonly returnLaws: Int32Array;
  /** Called when a request ends for who asked, and does not come back; closed users think again. */
  ended: (task: number) => void;
  /** Chooses an instance. */
  balance: () => number;
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
    room: of((station) => station.room),
    busy: new Int32Array(size),
    waiting: new Int32Array(size),
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
    effort: 0,
    mostEffort: Number.POSITIVE_INFINITY,
    countFrom: 0,
    histograms: Array.from({ length: groups }, histogram),
    batch: undefined,
    limits: new Float64Array(groups).fill(Number.POSITIVE_INFINITY),
    over: new Float64Array(groups),
    errors: new Float64Array(groups),
    arrivals: new Float64Array(groups),
    patience: Float64Array.from(compiled.classes, ({ patience }) => patience),
    comesBack: compiled.classes.map(({ comesBack }) => comesBack),
    returnLaws: program.returnLaws,
    ended: () => {},
    balance: () => 0,
  };
}

function chainOf(one: CompiledModel['stations'][number], station: number): number {
  const { type, servers, rateLimit, room, acquireTimeout } = one;
  if (Math.min(rateLimit, room, acquireTimeout) < Number.POSITIVE_INFINITY) return 0;
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
