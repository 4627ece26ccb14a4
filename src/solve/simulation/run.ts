import type { Mix, Workload } from '../../model/workload.ts';
import { saturationOf } from '../capacity-search.ts';
import type { CompiledModel } from '../compile.ts';
import { refuse, requirePositive, requireUsers } from '../faults.ts';
import { randomStream } from '../random.ts';
import { close, push } from './event-list.ts';
import { admit, carryOut } from './events.ts';
import { clear, histogram, quantile } from './histogram.ts';
import { settleArea } from './requests.ts';
import { ARRIVAL, type Simulation, simulation, THOUGHT } from './state.ts';
import { accountTokens, waitedByPresent } from './stations.ts';
import { NOBODY } from './tasks.ts';

/** How long to simulate, and how. Times in simulated seconds. */
export interface SimulationOptions {
  readonly seed: number;
  /** Seconds left out at the start; by default a tenth of the run. */
  readonly warmup?: number;
  /** Seconds counted; or `requests`. By default 50 000 requests. */
  readonly duration?: number;
  readonly requests?: number;
  /** 0.95 unless told. */
  readonly percentile?: number;
  /** How requests reach instances: at random (the default, as the analytic methods assume) or each in turn. */
  readonly routing?: 'random' | 'round-robin';
  /** Stop rules: the run ends, unstable, at so many events (default 50 million) or requests in the system (default 100 000). */
  readonly maximumEvents?: number;
  readonly maximumInSystem?: number;
}

export interface RunResult {
  readonly sim: Simulation;
  /** Seconds counted. */
  readonly duration: number;
  readonly stable: boolean;
  /** Ended by the stop rule of events: longer runs, or other rates, would end no better. */
  readonly exhausted: boolean;
  readonly meanInSystem: number;
  /** Mean response time and percentile of each of the batches. */
  readonly batchMeans: readonly number[];
  readonly batchPercentiles: readonly number[];
}

/** Closed users beyond which a run is refused: open arrivals are the same, and take no memory each. */
export const MOST_USERS = 1_000_000;

const BATCHES = 20;
const DEFAULT_REQUESTS = 50_000;

// Purposes of the random streams.
const ARRIVALS = 1;
const CLASSES = 2;
const INSTANCES = 3;
const THINKING = 4;

/** Limits to count responses against, and a look, twenty times in the run, at whether to stop: what is to be known is known. */
export interface Judge {
  readonly limits: Float64Array;
  readonly settled: (sim: Simulation) => boolean;
}

/** Runs a steady workload through the compiled model. The mix of the workload takes the place of the compiled one, for the same classes. */
export function run(compiled: CompiledModel, workload: Workload, options: SimulationOptions, judge?: Judge): RunResult {
  const sim = simulation(compiled, compiled.classes.length);
  if (judge !== undefined) sim.limits.set(judge.limits);
  const { warmup, duration } = windowOf(compiled, workload, options);
  sim.countFrom = warmup;
  const source = startSource(sim, compiled, workload, options);
  const limits = {
    events: options.maximumEvents ?? 50_000_000,
    inSystem: options.maximumInSystem ?? 100_000,
  };
  let finished = runUntil(sim, warmup, source, limits);
  resetSums(sim);
  const halves = [0, 0];
  const [batchMeans, batchPercentiles]: [number[], number[]] = [[], []];
  const batch = histogram();
  sim.batch = batch;
  for (let i = 0; i < BATCHES && finished; i++) {
    finished = runUntil(sim, warmup + ((i + 1) * duration) / BATCHES, source, limits);
    batchMeans.push(batch.sum / batch.count);
    batchPercentiles.push(quantile(batch, options.percentile ?? 0.95));
    clear(batch);
    settleArea(sim);
    if (i === BATCHES / 2 - 1) halves[0] = sim.areaInSystem;
    if (judge?.settled(sim) === true) finished = false;
  }
  halves[1] = sim.areaInSystem - (halves[0] as number);
  sim.type.forEach((_, s) => {
    settleTokens(sim, s);
  });
  const elapsed = Math.max(sim.now - warmup, Number.MIN_VALUE);
  return {
    sim,
    duration: elapsed,
    exhausted: sim.events > limits.events || sim.effort > sim.mostEffort,
    stable: finished && steady(sim, compiled, workload, halves),
    meanInSystem: sim.areaInSystem / elapsed,
    batchMeans,
    batchPercentiles,
  };
}

/** Warm-up and counted seconds. */
function windowOf(compiled: CompiledModel, workload: Workload, options: SimulationOptions) {
  const requests = options.requests ?? DEFAULT_REQUESTS;
  if (workload.kind === 'open') requirePositive('rate', workload.rate);
  else {
    requireUsers(workload.users, workload.thinkTime);
    if (workload.users > MOST_USERS) refuse([{ kind: 'bad-number', subject: 'users', detail: `${workload.users}` }]);
  }
  const idle = compiled.classes.reduce((sum, c, i) => sum + c.share * (compiled.loads.idleMean[i] as number), 0);
  const rate =
    workload.kind === 'open'
      ? workload.rate
      : Math.min(saturationOf(compiled), workload.users / (workload.thinkTime + idle));
  const duration = options.duration ?? requests / rate;
  requirePositive('duration', duration);
  const warmup = options.warmup ?? duration / 10;
  if (warmup !== 0) requirePositive('warmup', warmup);
  return { warmup, duration };
}

export interface Source {
  readonly arrive: (event: number) => void;
}

function startSource(
  sim: Simulation,
  compiled: CompiledModel,
  workload: Workload,
  { seed, routing }: SimulationOptions,
): Source {
  const [arrivals, instances, thinking] = [ARRIVALS, INSTANCES, THINKING].map((p) => randomStream(seed, p)) as [
    () => number,
    () => number,
    () => number,
  ];
  const pickClass = classPicker(compiled, workload.mix, randomStream(seed, CLASSES));
  const pickInstance = () =>
    routing === 'round-robin' ? sim.requests % compiled.instances : Math.floor(instances() * compiled.instances);
  sim.balance = pickInstance;
  const enter = () => {
    const chosen = pickClass();
    admit(sim, chosen, chosen, pickInstance(), seed);
  };
  if (workload.kind === 'open') {
    const next = () => push(sim.list, sim.now - Math.log(arrivals()) / workload.rate, ARRIVAL);
    next();
    return {
      arrive: () => {
        next();
        enter();
      },
    };
  }
  const think = () => push(sim.list, sim.now - Math.log(thinking()) * workload.thinkTime, THOUGHT);
  for (let user = 0; user < workload.users; user++) think();
  sim.ended = think;
  return { arrive: enter };
}

/**
 * Draws a class from a mix, by inversion with a table of where to start (Chen & Asau, AIIE Transactions 6(2) 1974). Classes unknown to the compiled
 * model are refused: compile with the mix first.
 */
export function classPicker(compiled: CompiledModel, mix: Mix, random: () => number): () => number {
  let total = 0;
  const cumulative = Float64Array.from(compiled.classes, ({ id }) => {
    total += mix[id] ?? 0;
    return total;
  });
  requirePositive('mix', total);
  const size = 4 * cumulative.length;
  const starts = Int32Array.from({ length: size }, (_, i) =>
    cumulative.findIndex((sum, c) => sum >= (i / size) * total || c === cumulative.length - 1),
  );
  const last = cumulative.length - 1;
  return () => {
    const u = random();
    let chosen = starts[Math.floor(u * size)] as number;
    while (chosen < last && (cumulative[chosen] as number) < u * total) chosen++;
    return chosen;
  };
}

interface StopRules {
  readonly events: number;
  readonly inSystem: number;
}

/** Instructions without an event that take as long as one event. */
const EFFORT = 4;

/** Carries out the events before `time`; false when a stop rule ends the run first. */
export function runUntil(sim: Simulation, time: number, source: Source, limits: StopRules): boolean {
  const { list } = sim;
  sim.mostEffort = EFFORT * limits.events;
  close(list);
  while (list.size > 0 && (list.times[0] as number) <= time) {
    const event = carryOut(sim);
    if (event !== NOBODY) source.arrive(event);
    close(list);
    if (sim.events > limits.events || sim.inSystem > limits.inSystem || sim.effort > sim.mostEffort) return false;
  }
  sim.now = time;
  return true;
}

function resetSums(sim: Simulation): void {
  sim.type.forEach((_, s) => {
    settleTokens(sim, s);
  });
  sim.busyTime.fill(0);
  sim.waitTime.fill(0);
  sim.visits.fill(0);
  settleArea(sim);
  sim.areaInSystem = 0;
  sim.sharers.forEach((_, copy) => {
    sim.waitTime[copy] = -waitedByPresent(sim, copy);
  });
}

function settleTokens(sim: Simulation, station: number): void {
  if (sim.type[station] === 0 || sim.type[station] === 2) return;
  const first = sim.firstCopy[station] as number;
  for (let copy = first; copy < first + (sim.copies[station] as number); copy++) {
    const before = sim.changedAt[copy] as number;
    const jobs = sim.busy[copy] as number;
    const servers = sim.servers[copy] as number;
    accountTokens(sim, copy);
    if (sim.type[station] === 1) {
      const speed = jobs <= servers ? 1 : servers / jobs;
      sim.virtual[copy] = (sim.virtual[copy] as number) + (sim.now - before) * speed;
    }
  }
}

/** Not full by the utilization law, and not growing: the second half no more crowded than chance allows. */
function steady(sim: Simulation, compiled: CompiledModel, workload: Workload, halves: readonly number[]): boolean {
  if (workload.kind === 'closed') return true;
  if (workload.rate >= saturationOf(compiled)) return false;
  const arrived = sim.arrivals.reduce((sum, count) => sum + count, 0);
  const growing = (halves[1] as number) > 1.5 * (halves[0] as number);
  return !(growing && sim.inSystem > Math.max(50, 0.1 * arrived));
}
