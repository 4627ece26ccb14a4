/**
 * Long uninterrupted work at a single-server station (password hashing on the event loop): few jobs, each of several slices that go back to
 * the end of the line. Everybody else waits one slice per such job, at each visit. What matters is not the mean but how many of them happen
 * to be in progress: k is the state of a slow environment, and times are mixtures over it.
 */
export interface BlockingLoad {
  /** Long jobs per second. */
  readonly rate: number;
  /** Mean slices of one, and ΣE[slices²]. */
  readonly slices: number;
  readonly squaredSlices: number;
  /** Mean length of a slice, seconds, and its second moment. */
  readonly slice: number;
  readonly squaredSlice: number;
  /** Busy share of the station by all other work. */
  readonly otherUtilization: number;
  /** Seconds between two visits of one request to this station, on average. */
  readonly gap: number;
  /** Σ λE[S²] / 2 over all requests, S the whole work of one at this station: seconds. */
  readonly residualWork: number;
  /** Work that those who wait for a short visit have ahead of them here, per second of wait: this visit and the later ones. */
  readonly waitingWork: number;
}

const NEGLECTED = 3e-4;
export const MOST_STATES = 24;
/** Few are in progress at the first visit; more may have come by the later ones, so that a cut any lower would make times jump with the load. */
const LEAST_STATES = 6;

/**
 * Law of k: 0 with probability 1 − q, else geometric, of mean E[k].
 *
 * E[k] by conservation of work. The unfinished work of a single server does not depend on the order of service: V = Σ λE[S²] / 2(1 − ρ)
 * (Pollaczek–Khinchine; Kleinrock II §3.4), S being all the work of one request. Long jobs hold k·r − ρ_long·h of it: r = E[n(n+1)]/2E[n] slices
 * left, h the half of a slice already served. Requests waiting for a short visit hold F·W, with W = (k·s − ρ_long·h) / (1 − ρ_other) their
 * wait. Solve for k.
 *
 * q is the share of time with a long job: its own service and the other work served meanwhile, save what is served after the last slice.
 */
export function jobsInProgress(load: BlockingLoad): Float64Array {
  const long = load.rate * load.slices * load.slice;
  if (!(long > 0)) return Float64Array.of(1);
  const mean = meanJobs(load, long);
  const all = long / (1 - load.otherUtilization);
  const present = Math.min(mean, all * (1 - (load.otherUtilization * (1 - all)) / seenSlices(load)));
  const ratio = 1 - present / mean;
  const wanted = ratio > 0 ? Math.ceil(Math.log(NEGLECTED / present) / Math.log(ratio)) + 1 : 1;
  const states = Math.max(LEAST_STATES, Math.min(MOST_STATES, wanted + 1));
  const probabilities = new Float64Array(states);
  probabilities[0] = 1 - present;
  let left = present;
  for (let k = 1; k < states - 1; k++) {
    probabilities[k] = left * (1 - ratio);
    left *= ratio;
  }
  probabilities[states - 1] = left;
  return probabilities;
}

function meanJobs(load: BlockingLoad, long: number): number {
  const { otherUtilization: other, slice, squaredSlice, waitingWork } = load;
  const held = waitingWork / (1 - other);
  const halfServed = ((long * squaredSlice) / (2 * slice)) * (1 + held);
  const work = load.residualWork / (1 - long - other);
  const left = ((load.squaredSlices + load.slices) / (2 * load.slices)) * slice;
  return (work + halfServed) / (left + held * slice);
}

/** Slices of a long job met at random. */
export function seenSlices(load: BlockingLoad): number {
  return load.squaredSlices / load.slices;
}
