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
}

/** Times lost behind k long jobs, with the probability of each k. */
export interface Blocking {
  /** P(k long jobs in progress), k = 0, 1, … */
  readonly probabilities: Float64Array;
  /** Raw moments of the whole wait over v visits, given k at the first: `visits × states + k`. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
  readonly states: number;
  readonly mostVisits: number;
  /** Mean wait of a first visit. */
  readonly meanWait: number;
}

const NEGLECTED = 1e-4;
const MOST_STATES = 48;

/**
 * Law of k: 0 with probability 1 − q, where q = ρ_long / (1 − ρ_other); then geometric, with the mean of a round robin between first come
 * first served (one slice) and processor sharing (many): E[k] = q + w q²/(1 − q), w = E[n²] / (E[n²] + E[n]), n the slices of a job.
 * The workload is that of M/G/1 whatever the order (Kleinrock II §3.4); a job seen at random under round robin has E[n(n+1)]/2E[n] left.
 */
export function jobsInProgress(load: BlockingLoad): Float64Array {
  const q = busyWithLong(load);
  if (!(q > 0)) return Float64Array.of(1);
  const w = load.squaredSlices / (load.squaredSlices + load.slices);
  const ratio = (w * q) / (1 - q + w * q);
  const wanted = ratio > 0 ? Math.ceil(Math.log(NEGLECTED / q) / Math.log(ratio)) + 1 : 1;
  const states = Math.max(2, Math.min(MOST_STATES, wanted + 1));
  const probabilities = new Float64Array(states);
  probabilities[0] = 1 - q;
  let left = q;
  for (let k = 1; k < states - 1; k++) {
    probabilities[k] = left * (1 - ratio);
    left *= ratio;
  }
  probabilities[states - 1] = left;
  return probabilities;
}

function busyWithLong(load: BlockingLoad): number {
  return (load.rate * load.slices * load.slice) / (1 - load.otherUtilization);
}

/**
 * Moments of what a request of `mostVisits` visits loses. First visit: half a slice in progress and k − 1 more; each later visit finds the
 * slice that started when it left, so k whole slices less the gap. Between two visits every long job advances one slice per round and leaves
 * with probability 1/n per slice, and new ones arrive. `ownSlice` is what the request itself adds to a round (0 unless it is long itself).
 */
export function blockingOf(load: BlockingLoad, mostVisits: number, ownSlice: number): Blocking {
  const probabilities = jobsInProgress(load);
  const states = probabilities.length;
  const rows = mostVisits + 1;
  const first = new Float64Array(rows * states);
  const second = new Float64Array(rows * states);
  const third = new Float64Array(rows * states);
  const stretch = 1 / (1 - load.otherUtilization);
  const gap = ownSlice > 0 ? 0 : load.gap;
  const phase = Math.min(gap, load.slice / 2);
  const again = roundOf(
    load,
    states,
    gap,
    (k) => Math.max(0, k * load.slice - (k > 0 ? phase : 0)) * stretch,
    ownSlice,
  );
  const start = roundOf(load, states, gap, (k) => Math.max(0, k - 0.5) * load.slice * stretch, ownSlice);
  const later = { first: new Float64Array(states), second: new Float64Array(states), third: new Float64Array(states) };
  const row = { first: new Float64Array(states), second: new Float64Array(states), third: new Float64Array(states) };
  const spread = load.squaredSlice / 3 - load.slice ** 2 / 4;
  let meanWait = 0;
  for (let k = 0; k < states; k++) meanWait += (probabilities[k] as number) * (start.waits[k] as number);
  for (let v = 1; v < rows; v++) {
    advance(start, spread, later, row);
    first.set(row.first, v * states);
    second.set(row.second, v * states);
    third.set(row.third, v * states);
    advance(again, 0, later, row);
    later.first.set(row.first);
    later.second.set(row.second);
    later.third.set(row.third);
  }
  return { probabilities, first, second, third, states, mostVisits, meanWait };
}

interface Moments {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
}

interface Round {
  /** Wait given k. */
  readonly waits: Float64Array;
  /** P(k → k') until the next visit. */
  readonly transitions: Float64Array;
}

/** Moments of (one wait, then the rest from the state it leads to). */
function advance(round: Round, spread: number, rest: Moments, into: Moments): void {
  const states = round.waits.length;
  for (let k = 0; k < states; k++) {
    let m1 = 0;
    let m2 = 0;
    let m3 = 0;
    for (let j = 0; j < states; j++) {
      const p = round.transitions[k * states + j] as number;
      m1 += p * (rest.first[j] as number);
      m2 += p * (rest.second[j] as number);
      m3 += p * (rest.third[j] as number);
    }
    const t = round.waits[k] as number;
    const t2 = t * t + (k > 0 ? Math.max(0, spread) : 0);
    into.first[k] = t + m1;
    into.second[k] = t2 + 2 * t * m1 + m2;
    into.third[k] = t * t2 + 3 * t2 * m1 + 3 * t * m2 + m3;
  }
}

function roundOf(
  load: BlockingLoad,
  states: number,
  gap: number,
  waitOf: (k: number) => number,
  ownSlice: number,
): Round {
  const waits = new Float64Array(states);
  const transitions = new Float64Array(states * states);
  const stretch = 1 / (1 - load.otherUtilization);
  const stays = 1 - 1 / load.slices;
  for (let k = 0; k < states; k++) {
    const wait = waitOf(k);
    waits[k] = wait;
    const time = wait + gap + ownSlice;
    const rounds = k === 0 ? 0 : time / ((k * load.slice + ownSlice) * stretch);
    const survives = stays === 0 ? Math.max(0, 1 - rounds) : stays ** rounds;
    spreadJobs(k, survives, load.rate * time, transitions.subarray(k * states, (k + 1) * states));
  }
  return { waits, transitions };
}

/** Binomial survivors plus Poisson newcomers; the last state gathers the rest. */
function spreadJobs(k: number, survives: number, newcomers: number, row: Float64Array): void {
  const last = row.length - 1;
  let survivors = (1 - survives) ** k;
  const odds = survives >= 1 ? 0 : survives / (1 - survives);
  for (let j = 0; j <= k; j++) {
    const p = survives >= 1 ? (j === k ? 1 : 0) : survivors;
    let poisson = Math.exp(-newcomers);
    let left = 1;
    for (let n = j; n < last && p > 0; n++) {
      row[n] = (row[n] as number) + p * poisson;
      left -= poisson;
      poisson *= newcomers / (n - j + 1);
    }
    row[last] = (row[last] as number) + p * Math.max(0, left);
    survivors *= (odds * (k - j)) / (j + 1);
  }
}
