import { scramble } from '../random.ts';
import { draw, drawInteger, drawTurns } from './draw.ts';
import { CONSTANT, scaleByLaw } from './laws.ts';
import {
  ACQUIRE,
  AGAIN,
  CHOICE,
  DETACH,
  END,
  FAIL,
  FORK,
  FORK_TURNS,
  JUMP,
  LIMIT,
  LOOP,
  RELEASE,
  SERVE,
} from './program.ts';
import { endRequest } from './requests.ts';
import type { Simulation } from './state.ts';
import { accepted, acquire, arrive, copyFor, countVisit, giveBack, REFUSED, TAKEN } from './stations.ts';
import { DETACHED, freeTask, NOBODY, newTask, wakeUp } from './tasks.ts';

const BLOCKED = -1;

/** Runs the instructions of a task until it waits for something or ends. */
export function advance(sim: Simulation, task: number): void {
  let pc = sim.tasks.pc[task] as number;
  let steps = 0;
  while (pc !== BLOCKED) {
    pc = step(sim, task, pc);
    if (++steps < LONG) continue;
    sim.effort += LONG;
    steps = 0;
    if (sim.effort > sim.mostEffort) return;
  }
}

/** Instructions without an event that count as so many events: a request that never waits must end too. */
const LONG = 1024;
const MOST_BRANCHES = 100_000;

/** One instruction; returns the next, or BLOCKED. */
function step(sim: Simulation, task: number, pc: number): number {
  const { code } = sim;
  switch (code[pc]) {
    case SERVE:
      return visit(sim, task, pc);
    case ACQUIRE:
      return take(sim, task, pc);
    case RELEASE:
      return putBack(sim, task, pc);
    case FORK:
      return fork(sim, task, pc, code[pc + 2] as number);
    case FORK_TURNS:
      return fork(sim, task, pc, drawTurns(sim.tasks, task, sim.numbers[code[pc + 2] as number] as number));
    case DETACH:
      return detach(sim, task, pc);
    case LIMIT:
      return accepted(sim, copyFor(sim, code[pc + 1] as number, task)) ? pc + 3 : (code[pc + 2] as number);
    case FAIL:
      return finish(sim, task, true);
    case END:
      return finish(sim, task, false);
    default:
      return throughControl(sim, task, pc);
  }
}

/** Comes to a station, for the service that is drawn. */
function visit(sim: Simulation, task: number, pc: number): number {
  const station = sim.code[pc + 1] as number;
  const chained = sim.chained[station] as number;
  drawService(sim, task, pc);
  sim.tasks.pc[task] = pc + 5;
  sim.tasks.left[task] = sim.drawn[0] as number;
  if (chained !== 0) runAhead(sim, task, chained);
  return arrive(sim, station, copyFor(sim, station, task), task) ? BLOCKED : (sim.code[pc + 4] as number);
}

/** Draws the service that an instruction asks for, into `drawn`. */
function drawService({ code, numbers, laws, tasks, drawn }: Simulation, task: number, pc: number): void {
  const mean = numbers[code[pc + 2] as number] as number;
  const law = code[pc + 3] as number;
  drawn[0] = mean;
  if (law !== CONSTANT) scaleByLaw(drawn, laws, law, drawInteger(tasks, task));
}

/**
 * What follows at once at the same single server, or in delays one after the other, is one event: nobody else can tell. Goes through the choices
 * and loops on the way, whose draws are the task's own, and adds to the service. A piece never exceeds the slice.
 */
function runAhead(sim: Simulation, task: number, chained: number): void {
  const { code, tasks } = sim;
  const most = chained > 0 ? (sim.slice[sim.firstCopy[chained - 1] as number] as number) : Number.POSITIVE_INFINITY;
  let total = tasks.left[task] as number;
  let pc = tasks.pc[task] as number;
  for (let steps = 1; steps < LONG; steps++) {
    if (code[pc] !== SERVE || sim.chained[code[pc + 1] as number] !== chained) {
      const next = throughControl(sim, task, pc);
      if (next === BLOCKED) break;
      pc = next;
      continue;
    }
    const before = tasks.random[task] as number;
    drawService(sim, task, pc);
    const next = sim.drawn[0] as number;
    if (total + next > most) {
      tasks.random[task] = before;
      break;
    }
    if (chained < 0) countVisit(sim, copyFor(sim, code[pc + 1] as number, task));
    total += next;
    pc += 5;
  }
  tasks.pc[task] = pc;
  tasks.left[task] = total;
}

/** The instruction after a choice, a jump or the turn of a loop; BLOCKED when it is none of these. */
function throughControl(sim: Simulation, task: number, pc: number): number {
  switch (sim.code[pc]) {
    case CHOICE:
      return choose(sim, task, pc);
    case JUMP:
      return sim.code[pc + 1] as number;
    case LOOP:
      return enterLoop(sim, task, pc);
    case AGAIN:
      return turnAgain(sim, task, pc);
    default:
      return BLOCKED;
  }
}

function take(sim: Simulation, task: number, pc: number): number {
  sim.tasks.pc[task] = pc;
  const { code } = sim;
  const outcome = acquire(sim, copyFor(sim, code[pc + 1] as number, task), task, code[pc + 3] as number);
  if (outcome === TAKEN) return pc + 4;
  return outcome === REFUSED ? (code[pc + 2] as number) : BLOCKED;
}

function putBack(sim: Simulation, task: number, pc: number): number {
  giveBack(sim, copyFor(sim, sim.code[pc + 1] as number, task), sim.code[pc + 2] as number);
  return pc + 3;
}

function choose(sim: Simulation, task: number, pc: number): number {
  const { code, numbers } = sim;
  const branches = code[pc + 1] as number;
  const u = draw(sim.tasks, task);
  let at = pc + 2;
  for (let i = 1; i < branches && u > (numbers[code[at] as number] as number); i++) at += 2;
  return code[at + 1] as number;
}

function enterLoop(sim: Simulation, task: number, pc: number): number {
  const { code } = sim;
  const turns = drawTurns(sim.tasks, task, sim.numbers[code[pc + 2] as number] as number);
  if (turns === 0) return code[pc + 3] as number;
  sim.tasks.counters[task * sim.counterCount + (code[pc + 1] as number)] = turns;
  return pc + 4;
}

function turnAgain(sim: Simulation, task: number, pc: number): number {
  const at = task * sim.counterCount + (sim.code[pc + 1] as number);
  const left = (sim.tasks.counters[at] as number) - 1;
  sim.tasks.counters[at] = left;
  return left > 0 ? (sim.code[pc + 2] as number) : pc + 3;
}

/** Starts the branches; the task goes on when the last has ended. */
function fork(sim: Simulation, task: number, pc: number, branches: number): number {
  const each = sim.code[pc] === FORK_TURNS;
  const after = each ? pc + 4 : pc + 3 + branches;
  if (branches === 0) return after;
  if (branches > MOST_BRANCHES) sim.effort = Number.POSITIVE_INFINITY;
  if (sim.effort > sim.mostEffort) return BLOCKED;
  sim.tasks.pc[task] = pc;
  sim.tasks.pending[task] = branches;
  const seed = Math.floor(draw(sim.tasks, task) * 4294967296) | 0;
  for (let i = 0; i < branches; i++) {
    const entry = sim.code[each ? pc + 3 : pc + 3 + i] as number;
    wakeUp(sim, childOf(sim, task, entry, task, scramble(seed + i)));
  }
  return BLOCKED;
}

function detach(sim: Simulation, task: number, pc: number): number {
  const seed = Math.floor(draw(sim.tasks, task) * 4294967296) | 0;
  wakeUp(sim, childOf(sim, task, sim.code[pc + 1] as number, DETACHED, seed));
  return pc + 2;
}

function childOf(sim: Simulation, task: number, entry: number, parent: number, random: number): number {
  const child = newTask(sim, entry, parent, random);
  sim.tasks.instance[child] = sim.tasks.instance[task] as number;
  return child;
}

function finish(sim: Simulation, task: number, failed: boolean): number {
  const parent = sim.tasks.parent[task] as number;
  if (parent >= 0) join(sim, parent, failed);
  else if (parent === NOBODY) endRequest(sim, task, failed);
  freeTask(sim, task);
  return BLOCKED;
}

function join(sim: Simulation, parent: number, failed: boolean): void {
  const { tasks, code } = sim;
  if (failed) tasks.failed[parent] = 1;
  const pending = (tasks.pending[parent] as number) - 1;
  tasks.pending[parent] = pending;
  if (pending > 0) return;
  const pc = tasks.pc[parent] as number;
  const after = code[pc] === FORK_TURNS ? pc + 4 : pc + 3 + (code[pc + 2] as number);
  tasks.pc[parent] = tasks.failed[parent] === 1 ? (code[pc + 1] as number) : after;
  tasks.failed[parent] = 0;
  wakeUp(sim, parent);
}
