import type { CompiledClass, CompiledStation } from './compile.ts';
import { crowding, goingOn, idleOf, stepsFrom } from './crowding.ts';
import { CHOICE, HOLD, PARALLEL, REPEAT, SEQUENCE, SERVE } from './flat-program.ts';
import { type Idle, longestAlike, longestOf, repeated } from './idle.ts';
import { addPieces, type Walk } from './loads.ts';
import { extend, finishAll, growLike, pushShare, scaleVisits, together } from './runs.ts';
import { cutInSlices } from './slices.ts';

/** Adds the loads of one request of a class; `walk.idle` is then its time on an idle system. */
export function walkClass(walk: Walk, { layout, numbers }: CompiledClass, classIndex: number): void {
  walk.code = layout.program.code;
  walk.constants = layout.program.constants;
  walk.numbers = numbers;
  walk.row = classIndex * walk.stations.length;
  visit(0, 1, 1, walk);
  finishAll(walk.log);
}

/** Adds a step executed `count` times, `path` of them on the way of the answer; `walk.idle` is then its time on an idle system. */
function visit(pc: number, count: number, path: number, walk: Walk): void {
  switch (walk.code[pc]) {
    case SERVE:
      serve(pc, count, path, walk);
      break;
    case SEQUENCE:
      sequence(pc, count, path, walk);
      break;
    case PARALLEL:
      parallel(pc, count, path, walk);
      break;
    case REPEAT:
      repeat(pc, count, path, walk);
      break;
    case CHOICE:
      choice(pc, count, path, walk);
      break;
    case HOLD:
      hold(pc, count, path, walk);
      break;
    default:
      aside(pc + 2, count, 0, walk);
      answer(walk, 0, 0, 0, 1);
  }
}

function answer({ idle }: Walk, mean: number, variance: number, third: number, goesOn: number): void {
  idle[0] = mean;
  idle[1] = variance;
  idle[2] = third;
  idle[3] = goesOn;
}

function serve(pc: number, count: number, path: number, walk: Walk): void {
  const { loads, stations, code, log } = walk;
  const s = code[pc + 2] as number;
  const station = stations[s] as CompiledStation;
  const time = (walk.numbers[code[pc + 3] as number] as number) / station.speed;
  if (time === 0 && station.rateLimit === Number.POSITIVE_INFINITY) {
    answer(walk, 0, 0, 0, 1);
    return;
  }
  const at = walk.row + s;
  const variability = walk.constants[code[pc + 4] as number] as number;
  const variance = variability * time * time;
  let begun = count;
  let begunPath = path;
  if (walk.goesOnThere[s] === 1) {
    extend(log, s, count, path, time, variance);
    begun = log.beginning;
    begunPath = log.beginningPath;
  } else {
    finishAll(log);
    log.begun++;
    cutInSlices(time, variability, Number.POSITIVE_INFINITY, walk.cut);
    addPieces(loads, at, count, walk.cut);
  }
  loads.visits[at] = (loads.visits[at] as number) + begun;
  loads.pathVisits[at] = (loads.pathVisits[at] as number) + begunPath;
  loads.demand[at] = (loads.demand[at] as number) + count * time;
  for (const pool of walk.pools) addInside(walk, pool, s, begun, count * time);
  answer(walk, time, variance, 2 * variability * variance * time, 1);
}

function addInside({ loads }: Walk, pool: number, station: number, visits: number, demand: number): void {
  const at = pool + station;
  loads.inside[at] = (loads.inside[at] as number) + visits;
  loads.inside[at + loads.stationCount] = (loads.inside[at + loads.stationCount] as number) + demand;
}

/** One after the other; each only when those before go on. */
function sequence(pc: number, count: number, path: number, walk: Walk): void {
  const { code, idle } = walk;
  const end = code[pc + 1] as number;
  let mean = 0;
  let variance = 0;
  let third = 0;
  let goesOn = 1;
  for (let step = pc + 2; step < end; step = code[step + 1] as number) {
    visit(step, count * goesOn, path * goesOn, walk);
    const m = idle[0] as number;
    const v = idle[1] as number;
    const spread = goesOn * (1 - goesOn);
    mean += goesOn * m;
    variance += goesOn * v + spread * m * m;
    third += goesOn * (idle[2] as number) + spread * m * (3 * v + (1 - 2 * goesOn) * m * m);
    goesOn *= idle[3] as number;
  }
  answer(walk, mean, variance, third, goesOn);
}

/** Walks through work that another task does: its visits are its own. */
function aside(pc: number, count: number, path: number, walk: Walk): void {
  const { log } = walk;
  const { from, to } = log;
  log.from = to;
  visit(pc, count, path, walk);
  finishAll(log);
  log.from = from;
  log.to = to;
}

function idleNow({ idle }: Walk): Idle {
  return {
    mean: idle[0] as number,
    variance: idle[1] as number,
    third: idle[2] as number,
    goesOn: idle[3] as number,
  };
}

/** The answer waits for the longest branch, and for a station that has too few servers for all of them at once. */
function parallel(pc: number, count: number, path: number, walk: Walk): void {
  const steps = stepsFrom(pc + 3, walk.code[pc + 1] as number, walk.code);
  if (steps.length === 0) {
    answer(walk, 0, 0, 0, 1);
    return;
  }
  const means = steps.map((step) => idleOf(step, walk));
  const most = Math.max(...means);
  const longest = means.indexOf(most);
  finishAll(walk.log);
  const idles = steps.map((step, index) => {
    aside(step, count, index === longest ? path : 0, walk);
    return idleNow(walk);
  });
  const last = longestOf(idles);
  answer(walk, Math.max(last.mean, most + crowding(steps, most, 1, walk)), last.variance, last.third, 1);
}

function repeat(pc: number, count: number, path: number, walk: Walk): void {
  const { code } = walk;
  const times = walk.numbers[code[pc + 2] as number] as number;
  const body = pc + 4;
  if (times === 0) {
    answer(walk, 0, 0, 0, 1);
    return;
  }
  if (code[pc + 3] === 1) {
    parallelTurns(body, times, count, path, walk);
    return;
  }
  const before = goingOn(body, walk);
  const turns = before >= 1 ? times : (1 - before ** times) / (1 - before);
  turnsOf(body, turns, count, path, walk);
  const { mean, variance, third, goesOn } = repeated(idleNow(walk), turns, before ** times);
  answer(walk, mean, variance, third, goesOn);
}

/** Fewer than one turn on average: the answer waits for a turn only when there is one. */
function parallelTurns(pc: number, times: number, count: number, path: number, walk: Walk): void {
  const present = Math.min(1, times);
  finishAll(walk.log);
  aside(pc, count * times, path * present, walk);
  const body = idleNow(walk);
  const extra = times > 1 ? crowding([pc], body.mean, times, walk) : 0;
  const last = times > 1 ? longestAlike(body, times) : body;
  const { mean, variance, third } = repeated({ ...last, mean: Math.max(last.mean, body.mean + extra) }, present);
  answer(walk, mean, variance, third, 1);
}

/** The first turn goes on from what comes before, the others from the end of the one before. */
function turnsOf(pc: number, turns: number, count: number, path: number, walk: Walk): void {
  const { log } = walk;
  if (turns <= 1) {
    visit(pc, count * turns, path * turns, walk);
    return;
  }
  visit(pc, count, path, walk);
  const body = idleNow(walk);
  const { from, to, begun } = log;
  const more = turns - 1;
  pushShare(log, from, to, more);
  visit(pc, count * more, path * more, walk);
  scaleVisits(log, 1 / more);
  if (log.begun === begun && to - from === log.to - log.from) growLike(log, from, more);
  together(log, from, log.from);
  answer(walk, body.mean, body.variance, body.third, body.goesOn);
}

/** Moments of the mixture of the branches. */
function choice(pc: number, count: number, path: number, walk: Walk): void {
  const { code, log, idle } = walk;
  const end = code[pc + 1] as number;
  const { from, to } = log;
  let first = 0;
  let second = 0;
  let third = 0;
  let goesOn = 0;
  for (let branch = pc + 2; branch < end; branch = code[branch] as number) {
    const probability = walk.constants[code[branch + 1] as number] as number;
    if (probability === 0) continue;
    pushShare(log, from, to, probability);
    visit(branch + 3, count * probability, path * probability, walk);
    const m = idle[0] as number;
    const v = idle[1] as number;
    first += probability * m;
    second += probability * (v + m * m);
    third += probability * ((idle[2] as number) + m * (3 * v + m * m));
    if (code[branch + 2] === 1) finishAll(log);
    else goesOn += probability * (idle[3] as number);
  }
  together(log, from, to);
  answer(walk, first, Math.max(0, second - first * first), third - first * (3 * second - 2 * first * first), goesOn);
}

function hold(pc: number, count: number, path: number, walk: Walk): void {
  const { loads, idle } = walk;
  const pool = walk.code[pc + 2] as number;
  const at = walk.row + pool;
  loads.visits[at] = (loads.visits[at] as number) + count;
  loads.pathVisits[at] = (loads.pathVisits[at] as number) + path;
  for (const outer of walk.pools) addInside(walk, outer, pool, count, 0);
  walk.pools.push(2 * (walk.row * walk.poolCount + (walk.poolRank[pool] as number) * loads.stationCount));
  visit(pc + 3, count, path, walk);
  walk.pools.pop();
  const mean = idle[0] as number;
  loads.demand[at] = (loads.demand[at] as number) + count * mean;
  loads.square[at] = (loads.square[at] as number) + count * ((idle[1] as number) + mean * mean);
}
