import type { CompiledClass, CompiledStation, Step } from './compile.ts';

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

/** A service at a single-server station: one piece, or several when it is cut in slices. */
export interface Run {
  readonly classIndex: number;
  readonly station: number;
  /** Expected occurrences in one request, and on the path of its answer. */
  readonly count: number;
  readonly pathCount: number;
  readonly pieces: number;
  readonly time: number;
  readonly square: number;
  readonly cube: number;
}

/** Mean, variance and third central moment of a time, and the probability that what follows still runs. */
interface Idle {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
  readonly goesOn: number;
}

const NO_TIME: Idle = { mean: 0, variance: 0, third: 0, goesOn: 1 };

interface Walk {
  readonly stations: readonly CompiledStation[];
  readonly numbers: Float64Array;
  readonly loads: Loads & { readonly runs: Run[] };
  readonly classIndex: number;
  readonly share: number;
  readonly pools: number[];
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
    const walk: Walk = { stations, numbers, loads, classIndex, share: requestClass.share, pools: [] };
    const idle = visit(requestClass.root, 1, 1, walk);
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
        total = then(total, visit(child, count * total.goesOn, path * total.goesOn, walk));
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
      visit(step.body, count, 0, walk);
      return NO_TIME;
  }
}

function serve(step: Extract<Step, { kind: 'serve' }>, count: number, path: number, walk: Walk): Idle {
  const { loads, stations, classIndex } = walk;
  const station = stations[step.station] as CompiledStation;
  const time = (walk.numbers[step.time] as number) / station.speed;
  if (time === 0 && station.rateLimit === Number.POSITIVE_INFINITY) return NO_TIME;
  const at = classIndex * loads.stationCount + step.station;
  const cut = cutInSlices(time, step.variability, station.slice);
  add(loads.visits, at, count);
  add(loads.demand, at, count * time);
  add(loads.pieces, at, count * cut.pieces);
  add(loads.square, at, count * cut.square);
  add(loads.cube, at, count * cut.cube);
  add(loads.pathVisits, at, path);
  for (const pool of walk.pools) {
    add(loads.insideVisits, pool * loads.stationCount + step.station, count * walk.share);
    add(loads.insideDemand, pool * loads.stationCount + step.station, count * walk.share * time);
  }
  if (station.type === 'queue' && station.servers === 1) {
    loads.runs.push({ classIndex, station: step.station, count, pathCount: path, time, ...cut });
  }
  const variance = step.variability * time * time;
  return { mean: time, variance, third: 2 * step.variability * variance * time, goesOn: 1 };
}

interface Cut {
  readonly pieces: number;
  readonly square: number;
  readonly cube: number;
}

/**
 * Pieces of one service cut at `slice`: their number, ΣE[piece²], ΣE[piece³]. Gamma moments when it is hardly ever cut. When it is, a service
 * of variability below ½ is cut as if it were constant, and above as if it were exponential (memoryless: the pieces are i.i.d. min(S, slice)).
 */
export function cutInSlices(time: number, variability: number, slice: number): Cut {
  const square = time * time * (1 + variability);
  if (time * (1 + 2 * Math.sqrt(variability)) <= slice) {
    return { pieces: 1, square, cube: square * time * (1 + 2 * variability) };
  }
  if (variability < 0.5) {
    const whole = Math.floor(time / slice + 1e-9);
    const rest = Math.max(0, time - whole * slice);
    const pieces = whole + (rest > 1e-9 * time ? 1 : 0);
    return { pieces, square: whole * slice ** 2 + rest ** 2, cube: whole * slice ** 3 + rest ** 3 };
  }
  const x = slice / time;
  const ended = -Math.expm1(-x);
  const pieces = 1 / ended;
  const left = 1 - ended;
  return {
    pieces,
    square: pieces * 2 * time ** 2 * (1 - left * (1 + x)),
    cube: pieces * 6 * time ** 3 * (1 - left * (1 + x + x ** 2 / 2)),
  };
}

/** The answer waits for the longest branch, and for a station that has too few servers for all of them at once. */
function parallel(steps: readonly Step[], count: number, path: number, walk: Walk): Idle {
  if (steps.length === 0) return NO_TIME;
  const means = steps.map((step) => idleOf(step, walk));
  const longest = means.indexOf(Math.max(...means));
  const idles = steps.map((step, index) => visit(step, count, index === longest ? path : 0, walk));
  const extra = crowding(steps, longest, 1, walk);
  const own = idles[longest] ?? NO_TIME;
  return { ...own, mean: own.mean + extra, goesOn: 1 };
}

function repeat(step: Extract<Step, { kind: 'repeat' }>, count: number, path: number, walk: Walk): Idle {
  const times = walk.numbers[step.times] as number;
  if (times === 0) return NO_TIME;
  if (step.parallel) {
    // Fewer than one turn on average: the answer waits for a turn only when there is one.
    const present = Math.min(1, times);
    const body = visit(step.body, count * times, path * present, walk);
    const extra = times > 1 ? crowding([step.body], 0, times, walk) : 0;
    return { ...repeated({ ...body, goesOn: 1 }, present), mean: present * body.mean + extra, goesOn: 1 };
  }
  const before = goingOn(step.body, walk);
  const turns = before >= 1 ? times : (1 - before ** times) / (1 - before);
  const body = visit(step.body, count * turns, path * turns, walk);
  return repeated(body, turns, before ** times);
}

/** Sum of a number of independent turns; the fraction of a turn is a turn with that probability. */
function repeated(body: Idle, turns: number, goesOn = 1): Idle {
  const fraction = turns - Math.floor(turns);
  const spread = fraction * (1 - fraction);
  const { mean, variance, third } = body;
  return {
    mean: turns * mean,
    variance: turns * variance + spread * mean ** 2,
    third: turns * third + 3 * spread * mean * variance + spread * (1 - 2 * fraction) * mean ** 3,
    goesOn,
  };
}

function choice(step: Extract<Step, { kind: 'choice' }>, count: number, path: number, walk: Walk): Idle {
  let first = 0;
  let second = 0;
  let third = 0;
  let goesOn = 0;
  for (const { probability, leaves, body } of step.branches) {
    if (probability === 0) continue;
    const idle = visit(body, count * probability, path * probability, walk);
    const { mean, variance } = idle;
    first += probability * mean;
    second += probability * (variance + mean ** 2);
    third += probability * (idle.third + 3 * mean * variance + mean ** 3);
    if (!leaves) goesOn += probability * idle.goesOn;
  }
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

/** One after the other; the second only when the first goes on. */
function then(first: Idle, second: Idle): Idle {
  const p = first.goesOn;
  const spread = p * (1 - p);
  return {
    mean: first.mean + p * second.mean,
    variance: first.variance + p * second.variance + spread * second.mean ** 2,
    third:
      first.third +
      p * second.third +
      3 * spread * second.mean * second.variance +
      spread * (1 - 2 * p) * second.mean ** 3,
    goesOn: p * second.goesOn,
  };
}

/** Seconds that the answer waits beyond its longest branch because a station cannot serve all branches at once. */
function crowding(steps: readonly Step[], longest: number, copies: number, walk: Walk): number {
  const total = new Float64Array(walk.stations.length);
  const own = new Float64Array(walk.stations.length);
  steps.forEach((step, index) => {
    demandOf(step, copies, walk, total);
    if (index === longest) demandOf(step, 1, walk, own);
  });
  const atOnce = steps.length * copies;
  let extra = 0;
  for (const [index, station] of walk.stations.entries()) {
    const served = (total[index] as number) / Math.min(atOnce, Math.max(1, station.servers));
    extra = Math.max(extra, served - (own[index] as number));
  }
  return extra;
}

/** Adds the demands of a step, holds included, as if alone. */
function demandOf(step: Step, count: number, walk: Walk, into: Float64Array): void {
  switch (step.kind) {
    case 'serve':
      add(into, step.station, count * (walk.numbers[step.time] as number));
      break;
    case 'sequence':
    case 'parallel':
      for (const child of step.steps) demandOf(child, count, walk, into);
      break;
    case 'repeat':
      demandOf(step.body, count * (walk.numbers[step.times] as number), walk, into);
      break;
    case 'choice':
      for (const { probability, body } of step.branches) demandOf(body, count * probability, walk, into);
      break;
    case 'hold':
      add(into, step.pool, count * idleOf(step.body, walk));
      demandOf(step.body, count, walk, into);
  }
}

/** Mean time of a step on an idle system. */
function idleOf(step: Step, walk: Walk): number {
  switch (step.kind) {
    case 'serve':
      return walk.numbers[step.time] as number;
    case 'sequence':
      return step.steps.reduce((sum, child) => sum + idleOf(child, walk), 0);
    case 'parallel':
      return step.steps.reduce((most, child) => Math.max(most, idleOf(child, walk)), 0);
    case 'repeat': {
      const times = walk.numbers[step.times] as number;
      return idleOf(step.body, walk) * (step.parallel ? Math.min(1, times) : times);
    }
    case 'choice':
      return step.branches.reduce((sum, branch) => sum + branch.probability * idleOf(branch.body, walk), 0);
    case 'hold':
      return idleOf(step.body, walk);
    case 'detached':
      return 0;
  }
}

/** Probability that what follows a step still runs. */
function goingOn(step: Step, walk: Walk): number {
  switch (step.kind) {
    case 'sequence':
      return step.steps.reduce((going, child) => going * goingOn(child, walk), 1);
    case 'choice':
      return step.branches.reduce(
        (sum, branch) => sum + (branch.leaves ? 0 : branch.probability * goingOn(branch.body, walk)),
        0,
      );
    case 'repeat':
      return step.parallel ? 1 : goingOn(step.body, walk) ** (walk.numbers[step.times] as number);
    case 'hold':
      return goingOn(step.body, walk);
    default:
      return 1;
  }
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] as number) + value;
}
