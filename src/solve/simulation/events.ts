import { scramble } from '../random.ts';
import { advance } from './advance.ts';
import { take } from './event-list.ts';
import { ended } from './processors.ts';
import { enter, giveUp, newRequest } from './requests.ts';
import {
  DELAYED,
  GIVEN_UP,
  KINDS,
  POOL,
  PROCESSED,
  RETURN,
  SERVED,
  SHARED,
  type Simulation,
  TIMEOUT,
} from './state.ts';
import { armTimeout, dequeue, enqueue, handOut, leaveShared, release } from './stations.ts';
import { NOBODY, wakeUp } from './tasks.ts';

/** Removes the earliest event and carries it out, with all that it triggers at once. Returns NOBODY, or the event when it is the workload's to carry out. */
export function carryOut(sim: Simulation): number {
  const event = sim.list.events[0] as number;
  sim.now = sim.list.times[0] as number;
  take(sim.list);
  sim.events++;
  const index = event >> 4;
  switch (event & (KINDS - 1)) {
    case SERVED:
      served(sim, index);
      break;
    case DELAYED:
      advance(sim, index);
      break;
    case SHARED: {
      const task = leaveShared(sim, index);
      if (task !== NOBODY) advance(sim, task);
      break;
    }
    case TIMEOUT:
      timedOut(sim, index);
      break;
    case PROCESSED: {
      const task = ended(sim, index);
      if (task !== NOBODY) served(sim, task);
      break;
    }
    case GIVEN_UP:
      giveUp(sim, index);
      break;
    case RETURN:
      start(sim, index, sim.balance());
      break;
    default:
      return event;
  }
  if (sim.readyCount > 0) wake(sim);
  return NOBODY;
}

/** Advances the tasks that were woken, in order. */
function wake(sim: Simulation): void {
  for (let i = 0; i < sim.readyCount; i++) advance(sim, sim.ready[i] as number);
  sim.readyCount = 0;
}

/** A slice is over: back to the end of the line, or on to what follows, which is the same visit if it is served here too. */
function served(sim: Simulation, task: number): void {
  const copy = sim.tasks.at[task] as number;
  if ((sim.tasks.left[task] as number) > 1e-12) {
    enqueue(sim, copy, task);
    release(sim, copy);
  } else if (sim.servers[copy] === 1) {
    sim.holding = copy;
    advance(sim, task);
    if (sim.holding === copy) release(sim, copy);
    sim.holding = NOBODY;
  } else {
    release(sim, copy);
    advance(sim, task);
  }
}

/** The first in line for a token has waited too long, unless it has been served since. */
function timedOut(sim: Simulation, copy: number): void {
  if (sim.scheduled[copy] === sim.now) sim.scheduled[copy] = Number.POSITIVE_INFINITY;
  const head = sim.head[copy] as number;
  if (head === NOBODY) return;
  if ((sim.tasks.since[head] as number) + (sim.timeout[copy] as number) <= sim.now) {
    dequeue(sim, copy);
    const pc = sim.tasks.pc[head] as number;
    const pool = sim.type[sim.stationOf[copy] as number] === POOL;
    // A task in line for a server waits after its instruction, one in line for tokens before it.
    sim.tasks.pc[head] = sim.code[pool ? pc + 2 : pc - 1] as number;
    wakeUp(sim, head);
    if (pool) handOut(sim, copy);
  }
  armTimeout(sim, copy);
}

/** A request of a class enters, at an instance. */
export function admit(sim: Simulation, classIndex: number, group: number, instance: number, seed: number): void {
  const random = scramble(Math.imul(seed, 0x9e3779b1) + Math.imul(sim.requests, 0x85ebca6b));
  sim.requests++;
  start(sim, newRequest(sim, classIndex, group, random), instance);
}

function start(sim: Simulation, task: number, instance: number): void {
  enter(sim, task, instance);
  advance(sim, task);
  if (sim.readyCount > 0) wake(sim);
}
