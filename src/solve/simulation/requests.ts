import { scramble } from '../random.ts';
import { drawInteger } from './draw.ts';
import { push } from './event-list.ts';
import { type Histogram, record } from './histogram.ts';
import { CONSTANT, scaleByLaw } from './laws.ts';
import { GIVEN_UP, KINDS, RETURN, type Simulation } from './state.ts';
import { NOBODY, newTask } from './tasks.ts';

/** Deadline of a request whose answer nobody waits for any more. */
const LATE = -1;

/** A task for a request of a class; it has not entered yet. */
export function newRequest(sim: Simulation, classIndex: number, group: number, random: number): number {
  const task = newTask(sim, sim.entries[classIndex] as number, NOBODY, random);
  const { tasks } = sim;
  tasks.group[task] = group;
  tasks.classIndex[task] = classIndex;
  tasks.attempt[task] = 0;
  return task;
}

/** A request comes in, at an instance, now. */
export function enter(sim: Simulation, task: number, instance: number): void {
  const { tasks } = sim;
  const group = tasks.group[task] as number;
  tasks.instance[task] = instance;
  tasks.start[task] = sim.now;
  settleArea(sim);
  sim.inSystem++;
  if (sim.now >= sim.countFrom) sim.arrivals[group] = (sim.arrivals[group] as number) + 1;
  const patience = sim.patience[tasks.classIndex[task] as number] as number;
  tasks.deadline[task] = 0;
  if (patience === Number.POSITIVE_INFINITY) return;
  tasks.deadline[task] = sim.now + patience;
  push(sim.list, sim.now + patience, GIVEN_UP + KINDS * task);
}

/** A request is over: its answer counts, unless who asked has given up; one that failed may come back. */
export function endRequest(sim: Simulation, task: number, failed: boolean): void {
  const { tasks } = sim;
  settleArea(sim);
  sim.inSystem--;
  if (tasks.deadline[task] === LATE) return;
  tasks.deadline[task] = 0;
  const group = tasks.group[task] as number;
  if ((tasks.start[task] as number) >= sim.countFrom) {
    if (failed) sim.errors[group] = (sim.errors[group] as number) + 1;
    else count(sim, group, sim.now - (tasks.start[task] as number));
  }
  if (!(failed && comeBack(sim, task))) sim.ended(task);
}

/** Who asked gives up, unless the answer came in time: an error now. The work goes on, since nobody tells it. */
export function giveUp(sim: Simulation, task: number): void {
  const { tasks } = sim;
  if (tasks.deadline[task] !== sim.now) return;
  tasks.deadline[task] = LATE;
  const group = tasks.group[task] as number;
  if ((tasks.start[task] as number) >= sim.countFrom) sim.errors[group] = (sim.errors[group] as number) + 1;
  if (!comeBack(sim, task)) sim.ended(task);
}

/** Schedules another attempt; false when there is none left. */
function comeBack(sim: Simulation, task: number): boolean {
  const classIndex = sim.tasks.classIndex[task] as number;
  const again = sim.comesBack[classIndex];
  const attempt = sim.tasks.attempt[task] as number;
  if (again === undefined || attempt >= again.times) return false;
  const random = scramble((sim.tasks.random[task] as number) + 0x9e3779b9);
  const next = newRequest(sim, classIndex, sim.tasks.group[task] as number, random);
  sim.tasks.attempt[next] = attempt + 1;
  sim.drawn[0] = again.after * again.factor ** attempt;
  const law = sim.returnLaws[classIndex] as number;
  if (law !== CONSTANT) scaleByLaw(sim.drawn, sim.laws, law, drawInteger(sim.tasks, next));
  push(sim.list, sim.now + (sim.drawn[0] as number), RETURN + KINDS * next);
  return true;
}

/** Counts a response time: for its group, for the batch, and against the limit of its group. */
function count(sim: Simulation, group: number, time: number): void {
  record(sim.histograms[group] as Histogram, time);
  if (sim.batch !== undefined) record(sim.batch, time);
  if (time > (sim.limits[group] as number)) sim.over[group] = (sim.over[group] as number) + 1;
}

/** Brings the sum of the requests in the system up to now. */
export function settleArea(sim: Simulation): void {
  sim.areaInSystem += sim.inSystem * (sim.now - sim.areaAt);
  sim.areaAt = sim.now;
}
