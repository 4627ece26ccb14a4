import type { CompiledClass, CompiledStation, Step } from './compile.ts';
import { crowding, goingOn, idleOf } from './crowding.ts';
import { followedBy, type Idle, longestAlike, longestOf, NO_TIME, repeated } from './idle.ts';
import { cutInSlices, extend, finishAll, goesOnThere, grown, type Run, type RunLog, share, together } from './runs.ts';

/**
 * What one request of each class asks of each station, as flat arrays indexed by `class × stations + station`.
 * Work counts everything; path counts only what the answer waits for (the longest branch of a parallel, nothing detached).
 */
export interface Loads {
  readonly stationCount: number;
  /** Visits of one request (of a pool: holds). */
  readonly visits: Float64Array;
  /** Service demand of one request, seconds (of a pool: idle time its token is held). */
  readonly demand: Float64Array;
  /** Uninterrupted pieces of service of one request. */
  readonly pieces: Float64Array;
  /** Sum over the pieces of E[piece²] and E[piece³]. */
  readonly square: Float64Array;
  readonly cube: Float64Array;
  /** Visits that the answer waits for. */
  readonly pathVisits: Float64Array;
  /** Cumulants of the response time on an idle system, per class: mean, variance, third central moment. */
  readonly idleMean: Float64Array;
  readonly idleVariance: Float64Array;
  readonly idleThird: Float64Array;
  /** Inside each pool, per request of the mix: `pool × stations + station`. */
  readonly insideVisits: Float64Array;
  readonly insideDemand: Float64Array;
  /** Services at stations with one server, to tell long blocking work from the rest. */
  readonly runs: readonly Run[];
}

interface Walk {
  readonly stations: readonly CompiledStation[];
  readonly numbers: Float64Array;
  readonly loads: Loads & { readonly runs: Run[] };
  readonly classIndex: number;
  readonly share: number;
  readonly pools: number[];
  readonly log: RunLog;
}

/** Loads of all classes. Linear in the size of the activities. */
export function loadsOf(
  stations: readonly CompiledStation[],
  classes: readonly CompiledClass[],
  numbers: Float64Array,
): Loads {
  const size = stations.length * classes.length;
  const square = stations.length ** 2;
  const loads = {
    stationCount: stations.length,
    visits: new Float64Array(size),
    demand: new Float64Array(size),
    pieces: new Float64Array(size),
    square: new Float64Array(size),
    cube: new Float64Array(size),
    pathVisits: new Float64Array(size),
    idleMean: new Float64Array(classes.length),
    idleVariance: new Float64Array(classes.length),
    idleThird: new Float64Array(classes.length),
    insideVisits: new Float64Array(square),
    insideDemand: new Float64Array(square),
    runs: [] as Run[],
  };
  classes.forEach((requestClass, classIndex) => {
    const log: RunLog = {
      pending: [],
      begun: 0,
      finish: ({ station, count, path, mean, variance }) => {
        const cut = cutInSlices(mean, variance / mean ** 2, stations[station]?.slice ?? Number.POSITIVE_INFINITY);
        addPieces(loads, classIndex * loads.stationCount + station, count, cut);
        loads.runs.push({ classIndex, station, count, pathCount: path, time: mean, ...cut });
      },
    };
    const walk: Walk = { stations, numbers, loads, classIndex, share: requestClass.share, pools: [], log };
    const idle = visit(requestClass.root, 1, 1, walk);
    finishAll(log);
    loads.idleMean[classIndex] = idle.mean;
    loads.idleVariance[classIndex] = idle.variance;
    loads.idleThird[classIndex] = idle.third;
  });
  return loads;
}

/** Adds a step executed `count` times, `path` of them on the way of the answer; returns its time on an idle system. */
function visit(step: Step, count: number, path: number, walk: Walk): Idle {
  switch (step.kind) {
    case 'serve':
      return serve(step, count, path, walk);
    case 'sequence': {
      let total = NO_TIME;
      for (const child of step.steps) {
        total = followedBy(total, visit(child, count * total.goesOn, path * total.goesOn, walk));
      }
      return total;
    }
    case 'parallel':
      return parallel(step.steps, count, path, walk);
    case 'repeat':
      return repeat(step, count, path, walk);
    case 'choice':
      return choice(step, count, path, walk);
    case 'hold':
      return hold(step, count, path, walk);
    case 'detached':
      aside(walk, () => visit(step.body, count, 0, walk));
      return NO_TIME;
  }
}

function serve(step: Extract<Step, { kind: 'serve' }>, count: number, path: number, walk: Walk): Idle {
  const { loads, stations, classIndex } = walk;
  const station = stations[step.station] as CompiledStation;
  const time = (walk.numbers[step.time] as number) / station.speed;
  if (time === 0 && station.rateLimit === Number.POSITIVE_INFINITY) return NO_TIME;
  const at = classIndex * loads.stationCount + step.station;
  const variance = step.variability * time * time;
  let begun = { count, path };
  if (goesOnThere(station)) {
    begun = extend(walk.log, { station: step.station, count, path, mean: time, variance });
  } else {
    finishAll(walk.log);
    walk.log.begun++;
    addPieces(loads, at, count, cutInSlices(time, step.variability, Number.POSITIVE_INFINITY));
  }
  add(loads.visits, at, begun.count);
  add(loads.pathVisits, at, begun.path);
  add(loads.demand, at, count * time);
  for (const pool of walk.pools) {
    add(loads.insideVisits, pool * loads.stationCount + step.station, begun.count * walk.share);
    add(loads.insideDemand, pool * loads.stationCount + step.station, count * walk.share * time);
  }
  return { mean: time, variance, third: 2 * step.variability * variance * time, goesOn: 1 };
}

function addPieces(loads: Loads, at: number, count: number, cut: ReturnType<typeof cutInSlices>): void {
  add(loads.pieces, at, count * cut.pieces);
  add(loads.square, at, count * cut.square);
  add(loads.cube, at, count * cut.cube);
}

/** Walks through work that another task does: its visits are its own. */
function aside(walk: Walk, through: () => Idle): Idle {
  const { pending } = walk.log;
  walk.log.pending = [];
  const idle = through();
  finishAll(walk.log);
  walk.log.pending = pending;
  return idle;
}

/** The answer waits for the longest branch, and for a station that has too few servers for all of them at once. */
function parallel(steps: readonly Step[], count: number, path: number, walk: Walk): Idle {
  if (steps.length === 0) return NO_TIME;
  const means = steps.map((step) => idleOf(step, walk));
  const longest = means.indexOf(Math.max(...means));
  finishAll(walk.log);
  const idles = steps.map((step, index) => aside(walk, () => visit(step, count, index === longest ? path : 0, walk)));
  const extra = crowding(steps, means[longest] ?? 0, 1, walk);
  const last = longestOf(idles);
  const crowded = Math.max(last.mean, (means[longest] ?? 0) + extra);
  return { ...last, mean: crowded, goesOn: 1 };
}

function repeat(step: Extract<Step, { kind: 'repeat' }>, count: number, path: number, walk: Walk): Idle {
  const times = walk.numbers[step.times] as number;
  if (times === 0) return NO_TIME;
  if (step.parallel) {
    // Fewer than one turn on average: the answer waits for a turn only when there is one.
    const present = Math.min(1, times);
    finishAll(walk.log);
    const body = aside(walk, () => visit(step.body, count * times, path * present, walk));
    const extra = times > 1 ? crowding([step.body], body.mean, times, walk) : 0;
    const last = times > 1 ? longestAlike(body, times) : body;
    return repeated({ ...last, mean: Math.max(last.mean, body.mean + extra) }, present);
  }
  const before = goingOn(step.body, walk);
  const turns = before >= 1 ? times : (1 - before ** times) / (1 - before);
  const body = turnsOf(step.body, turns, count, path, walk);
  return repeated(body, turns, before ** times);
}

/** The first turn goes on from what comes before, the others from the end of the one before. */
function turnsOf(step: Step, turns: number, count: number, path: number, walk: Walk): Idle {
  const { log } = walk;
  if (turns <= 1) return visit(step, count * turns, path * turns, walk);
  const body = visit(step, count, path, walk);
  const [first, begun, more] = [log.pending, log.begun, turns - 1];
  log.pending = share(first, more);
  visit(step, count * more, path * more, walk);
  const last = share(log.pending, 1 / more);
  log.pending = log.begun === begun && first.length === last.length ? grown(first, last, more) : last;
  return body;
}

function choice(step: Extract<Step, { kind: 'choice' }>, count: number, path: number, walk: Walk): Idle {
  let first = 0;
  let second = 0;
  let third = 0;
  let goesOn = 0;
  const before = walk.log.pending;
  const after: RunLog['pending'][] = [];
  for (const { probability, leaves, body } of step.branches) {
    if (probability === 0) continue;
    walk.log.pending = share(before, probability);
    const idle = visit(body, count * probability, path * probability, walk);
    const { mean, variance } = idle;
    first += probability * mean;
    second += probability * (variance + mean ** 2);
    third += probability * (idle.third + 3 * mean * variance + mean ** 3);
    if (leaves) finishAll(walk.log);
    else goesOn += probability * idle.goesOn;
    after.push(walk.log.pending);
  }
  walk.log.pending = together(after);
  return {
    mean: first,
    variance: Math.max(0, second - first ** 2),
    third: third - 3 * first * second + 2 * first ** 3,
    goesOn,
  };
}

function hold(step: Extract<Step, { kind: 'hold' }>, count: number, path: number, walk: Walk): Idle {
  const { loads } = walk;
  const at = walk.classIndex * loads.stationCount + step.pool;
  add(loads.visits, at, count);
  add(loads.pathVisits, at, path);
  for (const pool of walk.pools) {
    add(loads.insideVisits, pool * loads.stationCount + step.pool, count * walk.share);
  }
  walk.pools.push(step.pool);
  const idle = visit(step.body, count, path, walk);
  walk.pools.pop();
  add(loads.demand, at, count * idle.mean);
  add(loads.square, at, count * (idle.variance + idle.mean ** 2));
  return idle;
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] as number) + value;
}
