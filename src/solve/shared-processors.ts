import type { CompiledStation, ProcessorGroup } from './compile.ts';
import type { OpenModel } from './open-model.ts';

/**
 * What a station goes through on processors that it shares: the others are an environment of n busy servers, and one server of the station then
 * runs at min(1, c/(n + 1)). Time on fewer than one processor is time on one, stretched.
 */
export interface SharedTime {
  readonly stable: boolean;
  /** Seconds of one processor per second of work, when the cpus are a fraction of one. */
  readonly base: number;
  /** P(j servers of the others are busy), and what a second of work takes then. */
  readonly probabilities: Float64Array;
  readonly slowdown: Float64Array;
  /** Mean of the slowdowns. */
  readonly meanSlowdown: number;
  /** Work, seconds, that piles up at a single server while the others leave it less than it needs; and the share of time it does. */
  readonly backlog: number;
  readonly crowded: number;
  /** Seconds that the others stay as they are. */
  readonly memory: number;
  /** Mean number of jobs at the station, when it has more servers than there are processors. */
  readonly jobs: number;
  /** Busy share of the processors. */
  readonly utilization: number;
}

interface Others {
  readonly load: number;
  readonly servers: number;
  /** λE[S²] of their work. */
  readonly square: number;
}

/** The share of station `s` at a rate per second of the mix. */
export function sharedTime(model: OpenModel, group: ProcessorGroup, s: number, rate: number): SharedTime {
  const base = Math.max(1, 1 / group.cpus);
  const cpus = Math.max(1, group.cpus);
  const perCopy = (rate * base) / group.copies;
  const load = perCopy * (model.demand[s] as number);
  const others = othersOf(model, group, s, perCopy, base);
  const utilization = (load + others.load) / cpus;
  const probabilities = busyServers(others.load, others.servers, (j) => Math.min(j, cpus - load));
  const slowdown = probabilities.map((_, j) => Math.max(1, (j + 1) / cpus));
  let meanSlowdown = 0;
  for (let j = 0; j < slowdown.length; j++) meanSlowdown += (probabilities[j] as number) * (slowdown[j] as number);
  const own = model.compiled.stations[s] as CompiledStation;
  const { share, crowded } = shiftedTo(load, cpus, probabilities);
  const left = 1 - others.load / Math.max(cpus - load, 1e-9);
  return {
    stable: utilization < 1 && (own.servers > 1 || load < mostOf(others, cpus)),
    base,
    probabilities,
    slowdown,
    meanSlowdown: Math.min(meanSlowdown, 0.98 / load),
    backlog: left > 0 ? (others.square * share) / (2 * left) : 0,
    crowded,
    memory: others.load > 0 ? others.square / others.load / Math.max(1 - utilization, 1e-9) : 0,
    jobs: jobsOf(load, others, own.servers, cpus),
    utilization,
  };
}

function othersOf(model: OpenModel, group: ProcessorGroup, s: number, perCopy: number, base: number): Others {
  let [load, servers, square] = [0, 0, 0];
  for (const other of group.stations) {
    if (other === s || model.demand[other] === 0) continue;
    load += perCopy * (model.demand[other] as number);
    servers += model.compiled.stations[other]?.servers ?? 0;
    square += perCopy * base * (model.square[other] as number);
  }
  return { load, servers, square };
}

/** P(j busy) of a birth-death queue offered `load`, served at `rate(j)` with j present; those who wait count as the last. */
function busyServers(load: number, servers: number, rate: (j: number) => number): Float64Array {
  const probabilities = new Float64Array(servers + 1);
  let [term, total] = [1, 0];
  for (let j = 0; j < servers; j++) {
    probabilities[j] = term;
    total += term;
    term *= load / Math.max(rate(j + 1), 1e-9);
  }
  const ratio = servers === 0 ? 0 : Math.min(load / Math.max(rate(servers), 1e-9), 1 - 1e-9);
  probabilities[servers] = term / (1 - ratio);
  total += probabilities[servers] as number;
  return probabilities.map((p) => p / total);
}

/** Most work per second that a single server gets, always busy, among the others. */
function mostOf(others: Others, cpus: number): number {
  const rate = (j: number) => Math.min(j, (cpus * j) / (j + 1));
  const least = Math.min(1, cpus / (others.servers + 1));
  if (others.servers > 0 && others.load >= rate(others.servers)) return least;
  const probabilities = busyServers(others.load, others.servers, rate);
  return probabilities.reduce((sum, p, j) => sum + p * Math.min(1, cpus / (j + 1)), 0);
}

/**
 * Share of the unfinished work of the others that becomes backlog of a single server that needs more than they leave it: while j of them are
 * busy it grows at ρ − g, then drains at 1 − ρ. From the area of that triangle; on one processor work is conserved, and the others lose as much.
 */
function shiftedTo(load: number, cpus: number, probabilities: Float64Array) {
  let [share, crowded] = [0, 0];
  const present = 1 - (probabilities[0] as number);
  for (let j = 1; j < probabilities.length; j++) {
    const left = Math.min(1, cpus / (j + 1));
    if (load <= left) continue;
    const p = probabilities[j] as number;
    share += ((p / present) * (load - left) * (1 - left)) / ((j * left) ** 2 * (1 - load));
    crowded += p;
  }
  return { share, crowded };
}

/** Mean number of jobs at a station of several servers: they have what the others leave, and never less than their fair share. */
function jobsOf(load: number, others: Others, servers: number, cpus: number): number {
  const rate = (n: number) => {
    const busy = Math.min(n, servers);
    return Math.min(busy, Math.max(cpus - others.load, (busy * cpus) / (busy + others.servers)));
  };
  let [term, total, sum] = [1, 1, 0];
  for (let n = 1; n < servers; n++) {
    term *= load / rate(n);
    total += term;
    sum += n * term;
  }
  const ratio = load / rate(servers);
  if (ratio >= 1) return Number.POSITIVE_INFINITY;
  // The geometric rest: all servers busy.
  const rest = (term * ratio) / (1 - ratio);
  return (sum + rest * (servers + ratio / (1 - ratio))) / (total + rest);
}
