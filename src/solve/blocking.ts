import { type BlockingLoad, jobsInProgress, MOST_STATES, seenSlices } from './long-jobs.ts';

/** Times lost behind k long jobs, with the probability of each k. */
export interface Blocking {
  /** P(k long jobs in progress), k = 0, 1, … */
  readonly probabilities: Float64Array;
  readonly states: number;
  /** Visits followed one by one, at most. */
  readonly mostVisits: number;
  /** Mean wait of a first visit. */
  readonly meanWait: number;
  readonly rounds: Rounds;
  /** What so many whole visits lose, worked out as they are asked for: `(visits × states + k) × 3 + (mean, variance, third)`. */
  readonly lost: Float64Array;
  readonly lostKnown: Uint8Array;
}

/** The blocking of a station, for requests of up to `mostVisits` visits; `ownSlice` is what a request itself adds to a round (0 unless it is long itself). */
export function blockingOf(load: BlockingLoad, mostVisits: number, ownSlice: number): Blocking {
  const probabilities = jobsInProgress(load);
  const states = probabilities.length;
  const most = Math.min(mostVisits, MOST_ROWS);
  const rounds = roundsOf(load, probabilities, Math.max(1, Math.min(most, Math.ceil(seenSlices(load)))), ownSlice);
  let meanWait = 0;
  for (let k = 0; k < states; k++) meanWait += (probabilities[k] as number) * (rounds.first[k] as number);
  const lost = new Float64Array(3 * states * (most + 1));
  return { probabilities, states, mostVisits: most, meanWait, rounds, lost, lostKnown: new Uint8Array(most + 1) };
}

/**
 * Adds to cumulants given k, `k × 3 + (mean, variance, third)`, those of what so many visits lose: between the two whole numbers next to it, or in
 * proportion beyond the last.
 */
export function addLost(blocking: Blocking, visits: number, cumulants: Float64Array): void {
  const below = Math.min(blocking.mostVisits - 1, Math.floor(visits));
  const part = visits - below;
  const { lost } = blocking;
  const a = lostByWhole(blocking, below);
  const b = lostByWhole(blocking, below + 1);
  for (let i = 0; i < cumulants.length; i++) {
    const least = lost[a + i] as number;
    cumulants[i] = (cumulants[i] as number) + Math.max(0, least + part * ((lost[b + i] as number) - least));
  }
}

/**
 * Cumulants of what a request of v visits loses, by k at the first. Everybody queues behind one slice of each of the k long jobs: at the first
 * visit one of them is half way when the station is at it; at each later visit a new slice has started, less the time spent elsewhere. At every
 * visit each long job ends one slice: of those met first, whose slices left are uniform on 1…n, 1/(n − j) leave at visit j, and the
 * newcomers of j visits are all there; after n visits the composition is that of the start.
 */
function lostByWhole({ states, rounds, lost, lostKnown }: Blocking, visits: number): number {
  const at = 3 * states * visits;
  if (lostKnown[visits] === 1) return at;
  lostKnown[visits] = 1;
  // Two sets of moments, taken in turn; what is left to lose after the last visit is nothing.
  let [from, to] = [scratch.one, scratch.other];
  to.first.fill(0);
  to.second.fill(0);
  to.third.fill(0);
  // From the last visit back to the first: what is left to lose, given the long jobs met.
  for (let visit = visits - 1; visit >= 0; visit--) {
    [from, to] = [to, from];
    const phase = transitionsAt(rounds, visit % rounds.phases, states);
    const [waits, spread] = visit === 0 ? [rounds.first, rounds.spread] : [rounds.again, 0];
    advance(waits, spread, rounds.transitions, phase, from, to);
  }
  for (let k = 0; k < states; k++) {
    const mean = to.first[k] as number;
    const second = to.second[k] as number;
    lost[at + 3 * k] = mean;
    lost[at + 3 * k + 1] = second - mean * mean;
    lost[at + 3 * k + 2] = (to.third[k] as number) - 3 * mean * second + 2 * mean * mean * mean;
  }
  return at;
}

/** Visits followed one by one; beyond, what is lost grows in proportion. */
const MOST_ROWS = 24;

interface Moments {
  first: Float64Array;
  second: Float64Array;
  third: Float64Array;
}

function zeros(size: number): Float64Array {
  return new Float64Array(size);
}

function momentsOf(states: number): Moments {
  return { first: zeros(states), second: zeros(states), third: zeros(states) };
}

/** Written and read within one call: small arrays are dear to make, and hundreds of thousands are asked for. */
const scratch = { one: momentsOf(MOST_STATES), other: momentsOf(MOST_STATES), poisson: zeros(MOST_STATES) };

/** Moments of (one wait, then the rest from the state it leads to). */
function advance(
  waits: Float64Array,
  spread: number,
  transitions: Float64Array,
  phase: number,
  rest: Moments,
  into: Moments,
): void {
  const states = waits.length;
  for (let k = 0; k < states; k++) {
    let m1 = 0;
    let m2 = 0;
    let m3 = 0;
    for (let j = 0; j < states; j++) {
      const p = transitions[phase + k * states + j] as number;
      m1 += p * (rest.first[j] as number);
      m2 += p * (rest.second[j] as number);
      m3 += p * (rest.third[j] as number);
    }
    const t = waits[k] as number;
    const t2 = t * t + (k > 0 ? spread : 0);
    into.first[k] = t + m1;
    into.second[k] = t2 + 2 * t * m1 + m2;
    into.third[k] = t * t2 + 3 * t2 * m1 + 3 * t * m2 + m3;
  }
}

interface Rounds {
  readonly load: BlockingLoad;
  /** Wait given k at a first and at a later visit, and variance of the first. */
  readonly first: Float64Array;
  readonly again: Float64Array;
  readonly spread: number;
  /** Seconds between visits, less what the next slice takes of them; and what the request itself adds. */
  readonly gap: number;
  readonly lost: number;
  readonly ownSlice: number;
  /** Visits until the composition is that of the start. */
  readonly phases: number;
  /** P(k → k') from visit j to the next, worked out as they are asked for: `(j × states + k) × states + k'`. */
  readonly transitions: Float64Array;
  readonly transitionsKnown: Uint8Array;
}

function roundsOf(load: BlockingLoad, probabilities: Float64Array, phases: number, ownSlice: number): Rounds {
  const states = probabilities.length;
  const free = 1 - load.otherUtilization;
  const gap = ownSlice > 0 ? 0 : load.gap;
  const lost = Math.min(gap, load.slice / 2);
  // Of the jobs met, the share being served: of the slice of those, half is over.
  const served = (load.rate * load.slices * load.slice) / (1 - (probabilities[0] as number));
  const half = (Math.min(1, served) * load.squaredSlice) / (2 * load.slice);
  const first = zeros(states);
  const again = zeros(states);
  for (let k = 1; k < states; k++) {
    first[k] = (k * load.slice - half) / free;
    again[k] = (k * load.slice - lost) / free;
  }
  const spread = Math.max(0, load.squaredSlice / 3 - load.slice ** 2 / 4);
  const transitions = zeros(phases * states * states);
  return {
    load,
    first,
    again,
    spread,
    gap,
    lost,
    ownSlice,
    phases,
    transitions,
    transitionsKnown: new Uint8Array(phases),
  };
}

function transitionsAt(rounds: Rounds, j: number, states: number): number {
  const phase = j * states * states;
  if (rounds.transitionsKnown[j] === 1) return phase;
  rounds.transitionsKnown[j] = 1;
  const { load, gap, lost, ownSlice } = rounds;
  const free = 1 - load.otherUtilization;
  const seen = seenSlices(load);
  const left = Math.max(1, seen - j);
  const { poisson } = scratch;
  for (let k = 0; k < states; k++) {
    const wait = (j === 0 ? rounds.first : rounds.again)[k] as number;
    const elsewhere = k === 0 ? 0 : Math.max(0, gap - lost) / ((k * load.slice + ownSlice) / free);
    const survives = Math.max(0, 1 - 1 / left) * (1 - 1 / seen) ** elsewhere;
    const newcomers = (load.rate * (wait + gap + ownSlice) * seen) / left;
    spreadJobs(k, survives, newcomers, { into: rounds.transitions, at: phase + k * states, states }, poisson);
  }
  return phase;
}

/** Numbers of newcomers or survivors less likely than this are left to the last state. */
const UNSEEN = 1e-9;

interface Row {
  readonly into: Float64Array;
  readonly at: number;
  readonly states: number;
}

/** Binomial survivors plus Poisson newcomers; the last state gathers the rest. */
function spreadJobs(
  k: number,
  survives: number,
  newcomers: number,
  { into, at, states }: Row,
  poisson: Float64Array,
): void {
  const last = states - 1;
  poisson[0] = Math.exp(-newcomers);
  let most = 1;
  for (; most < last; most++) {
    poisson[most] = ((poisson[most - 1] as number) * newcomers) / most;
    if (most > newcomers && (poisson[most] as number) < UNSEEN) break;
  }
  const odds = survives >= 1 ? 0 : survives / (1 - survives);
  let survivors = (1 - survives) ** k;
  let placed = 0;
  for (let j = 0; j <= k; j++) {
    const p = survives >= 1 ? Number(j === k) : survivors;
    if (p > UNSEEN) {
      const end = Math.min(last, j + most);
      for (let n = j; n < end; n++) into[at + n] = (into[at + n] as number) + p * (poisson[n - j] as number);
    }
    survivors *= (odds * (k - j)) / (j + 1);
  }
  for (let n = 0; n < last; n++) placed += into[at + n] as number;
  into[at + last] = Math.max(0, 1 - placed);
}
