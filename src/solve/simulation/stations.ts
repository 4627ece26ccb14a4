import { pop, push } from './event-list.ts';
import { start } from './processors.ts';
import { DELAY, DELAYED, KINDS, QUEUE, SERVED, SHARED, type Simulation, TIMEOUT } from './state.ts';
import { NOBODY, wakeUp } from './tasks.ts';

/** The copy of a station that a task uses: its instance's, or the shared one. */
export function copyFor(sim: Simulation, station: number, task: number): number {
  const first = sim.firstCopy[station] as number;
  return (sim.copies[station] as number) > 1 ? first + (sim.tasks.instance[task] as number) : first;
}

/** Takes a token of the rate limit; false when there is none: the request is refused. */
export function accepted(sim: Simulation, copy: number): boolean {
  const limit = sim.rateLimit[copy] as number;
  if (limit === Number.POSITIVE_INFINITY) return true;
  const refilled = (sim.tokens[copy] as number) + (sim.now - (sim.tokensAt[copy] as number)) * limit;
  const tokens = Math.min(Math.max(1, limit), refilled);
  sim.tokensAt[copy] = sim.now;
  sim.tokens[copy] = tokens < 1 ? tokens : tokens - 1;
  return tokens >= 1;
}

/** One more visit. */
export function countVisit(sim: Simulation, copy: number): void {
  sim.visits[copy] = (sim.visits[copy] as number) + 1;
}

/** A task comes for what is `left` of its service. Its next event is scheduled, now or when its turn comes; false when there is no room for it. */
export function arrive(sim: Simulation, station: number, copy: number, task: number): boolean {
  const type = sim.type[station];
  if (type === QUEUE && isFull(sim, copy)) return false;
  countVisit(sim, copy);
  sim.tasks.at[task] = copy;
  if (type === DELAY) push(sim.list, sim.now + (sim.tasks.left[task] as number), DELAYED + KINDS * task);
  else if (type === QUEUE) join(sim, copy, task);
  else share(sim, copy, task);
  return true;
}

/** All servers busy, and nobody else may wait. */
function isFull(sim: Simulation, copy: number): boolean {
  return (
    (sim.waiting[copy] as number) >= (sim.room[copy] as number) &&
    (sim.busy[copy] as number) >= (sim.servers[copy] as number) &&
    sim.holding !== copy
  );
}

function join(sim: Simulation, copy: number, task: number): void {
  if (sim.holding === copy) {
    sim.visits[copy] = (sim.visits[copy] as number) - 1;
    sim.holding = NOBODY;
    serve(sim, copy, task);
  } else if ((sim.busy[copy] as number) < (sim.servers[copy] as number)) {
    sim.busy[copy] = (sim.busy[copy] as number) + 1;
    serve(sim, copy, task);
  } else wait(sim, copy, task);
}

/** Joins the line, and sets the clock if it is the first in it. */
function wait(sim: Simulation, copy: number, task: number): void {
  enqueue(sim, copy, task);
  if (sim.head[copy] === task) armTimeout(sim, copy);
}

/** Starts one slice of a task on a server already counted busy. */
function serve(sim: Simulation, copy: number, task: number): void {
  const { left } = sim.tasks;
  const piece = Math.min(left[task] as number, sim.slice[copy] as number);
  left[task] = (left[task] as number) - piece;
  sim.busyTime[copy] = (sim.busyTime[copy] as number) + piece;
  const group = sim.processors.groupOf[copy] as number;
  if (group === NOBODY) push(sim.list, sim.now + piece, SERVED + KINDS * task);
  else start(sim, group, task, piece);
}

/** The server of a copy is free again: the next in line starts. */
export function release(sim: Simulation, copy: number): void {
  const next = dequeue(sim, copy);
  if (next === NOBODY) sim.busy[copy] = (sim.busy[copy] as number) - 1;
  else serve(sim, copy, next);
}

/** To the end of the line. */
export function enqueue(sim: Simulation, copy: number, task: number): void {
  const { next, since } = sim.tasks;
  next[task] = NOBODY;
  since[task] = sim.now;
  sim.waiting[copy] = (sim.waiting[copy] as number) + 1;
  const tail = sim.tail[copy] as number;
  if (tail === NOBODY) sim.head[copy] = task;
  else next[tail] = task;
  sim.tail[copy] = task;
}

/** First of the line, or NOBODY. */
export function dequeue(sim: Simulation, copy: number): number {
  const task = sim.head[copy] as number;
  if (task === NOBODY) return NOBODY;
  const next = sim.tasks.next[task] as number;
  sim.head[copy] = next;
  if (next === NOBODY) sim.tail[copy] = NOBODY;
  sim.waiting[copy] = (sim.waiting[copy] as number) - 1;
  sim.waitTime[copy] = (sim.waitTime[copy] as number) + sim.now - (sim.tasks.since[task] as number);
  return task;
}

/** What became of a request for tokens. */
export const TAKEN = 1;
const WAITING = 0;
export const REFUSED = -1;

/** Takes so many tokens of a pool, if they are free and nobody waits. Otherwise the task waits, where there is room. */
export function acquire(sim: Simulation, copy: number, task: number, tokens: number): number {
  const free = (sim.servers[copy] as number) - (sim.busy[copy] as number);
  const first = sim.head[copy] === NOBODY;
  if (!(first && tokens <= free) && (sim.waiting[copy] as number) >= (sim.room[copy] as number)) return REFUSED;
  countVisit(sim, copy);
  sim.tasks.at[task] = copy;
  if (first && tokens <= free) {
    accountTokens(sim, copy);
    sim.busy[copy] = (sim.busy[copy] as number) + tokens;
    return TAKEN;
  }
  wait(sim, copy, task);
  return WAITING;
}

/** Gives tokens back. */
export function giveBack(sim: Simulation, copy: number, tokens: number): void {
  const head = sim.head[copy] as number;
  // As many as the first in line waits for: they change hands.
  if (head !== NOBODY && tokensOf(sim, head) === tokens) {
    goOn(sim, dequeue(sim, copy));
    return;
  }
  accountTokens(sim, copy);
  sim.busy[copy] = (sim.busy[copy] as number) - tokens;
  handOut(sim, copy);
}

/** Gives free tokens to those in line, in order, as far as they go. */
export function handOut(sim: Simulation, copy: number): void {
  for (;;) {
    const head = sim.head[copy] as number;
    if (head === NOBODY) return;
    const tokens = tokensOf(sim, head);
    if (tokens > (sim.servers[copy] as number) - (sim.busy[copy] as number)) return;
    accountTokens(sim, copy);
    sim.busy[copy] = (sim.busy[copy] as number) + tokens;
    goOn(sim, dequeue(sim, copy));
  }
}

function tokensOf({ code, tasks }: Simulation, task: number): number {
  return code[(tasks.pc[task] as number) + 3] as number;
}

/** A task that has what it waited for goes on after its instruction. */
function goOn(sim: Simulation, task: number): void {
  sim.tasks.pc[task] = (sim.tasks.pc[task] as number) + 4;
  wakeUp(sim, task);
}

/** Those who wait time out in the order they came, so one timer for the first in line is enough. */
export function armTimeout(sim: Simulation, copy: number): void {
  const head = sim.head[copy] as number;
  const timeout = sim.timeout[copy] as number;
  if (head === NOBODY || timeout === Number.POSITIVE_INFINITY) return;
  const due = (sim.tasks.since[head] as number) + timeout;
  if (sim.scheduled[copy] === due) return;
  sim.scheduled[copy] = due;
  push(sim.list, due, TIMEOUT + KINDS * copy);
}

/** Adds up the time tokens, or processors of a sharing station, have been busy. */
export function accountTokens(sim: Simulation, copy: number): void {
  const used = Math.min(sim.busy[copy] as number, sim.servers[copy] as number);
  sim.busyTime[copy] = (sim.busyTime[copy] as number) + used * (sim.now - (sim.changedAt[copy] as number));
  sim.changedAt[copy] = sim.now;
}

/** Processor sharing by virtual time: V grows at the speed of one job; a job leaves when V reaches its arrival's V plus its service. */
function share(sim: Simulation, copy: number, task: number): void {
  const service = sim.tasks.left[task] as number;
  elapse(sim, copy);
  sim.busy[copy] = (sim.busy[copy] as number) + 1;
  push(sim.sharers[copy] as Simulation['list'], (sim.virtual[copy] as number) + service, task);
  sim.waitTime[copy] = (sim.waitTime[copy] as number) - sim.now - service;
  scheduleSharer(sim, copy);
}

/**
 * What those present at a sharing station add to its sum of waits, for the time they have spent there: the sum has their arrivals taken off, and all of
 * their service, of which some is still to come.
 */
export function waitedByPresent(sim: Simulation, copy: number): number {
  const { times, size } = sim.sharers[copy] as Simulation['list'];
  let sum = size * sim.now;
  for (let i = 0; i < size; i++) sum += (times[i] as number) - (sim.virtual[copy] as number);
  return sum;
}

/** The job that leaves a sharing station now, or NOBODY when the event is out of date. */
export function leaveShared(sim: Simulation, copy: number): number {
  if (sim.scheduled[copy] !== sim.now) return NOBODY;
  const jobs = sim.sharers[copy] as Simulation['list'];
  const task = jobs.events[0] as number;
  elapse(sim, copy);
  sim.virtual[copy] = jobs.times[0] as number;
  pop(jobs);
  sim.busy[copy] = (sim.busy[copy] as number) - 1;
  sim.waitTime[copy] = (sim.waitTime[copy] as number) + sim.now;
  scheduleSharer(sim, copy);
  return task;
}

function elapse(sim: Simulation, copy: number): void {
  const elapsed = sim.now - (sim.changedAt[copy] as number);
  accountTokens(sim, copy);
  sim.virtual[copy] = (sim.virtual[copy] as number) + elapsed * speed(sim, copy);
}

function speed(sim: Simulation, copy: number): number {
  const jobs = sim.busy[copy] as number;
  const servers = sim.servers[copy] as number;
  return jobs <= servers ? 1 : servers / jobs;
}

function scheduleSharer(sim: Simulation, copy: number): void {
  const jobs = sim.sharers[copy] as Simulation['list'];
  if (jobs.size === 0) {
    sim.scheduled[copy] = Number.POSITIVE_INFINITY;
    return;
  }
  const left = Math.max(0, (jobs.times[0] as number) - (sim.virtual[copy] as number));
  const time = sim.now + left / speed(sim, copy);
  sim.scheduled[copy] = time;
  push(sim.list, time, SHARED + KINDS * copy);
}
