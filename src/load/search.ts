/** What a search knows before it begins. Requests per second, seconds. */
export interface SearchPlan {
  /** Where the estimate says the limit is; without one the search climbs from `lowest`. */
  readonly predicted?: number;
  readonly lowest?: number;
  readonly highest?: number;
  /** Share of late requests at the limit: 0.05 for a p95. */
  readonly lateShare: number;
  /** Ratio between the bounds at which the bracket is narrow enough. */
  readonly precision?: number;
  /** Probes at most, void ones included. */
  readonly mostProbes?: number;
  /** Seconds at most, over all probes: none begins that would end later. */
  readonly mostSeconds?: number;
  /** Windows of the climb, and of the narrowing. */
  readonly window?: { readonly climb: number; readonly narrow: number };
}

/** What one probe showed. */
export interface Observation {
  readonly rate: number;
  readonly passed: boolean;
  readonly void: boolean;
  /** Of late or failed requests. */
  readonly lateShare: number;
  /** That the probe took, warm-up and drain included. */
  readonly seconds: number;
}

export interface SearchState {
  readonly plan: SearchPlan;
  readonly observations: readonly Observation[];
}

export interface SearchResult {
  /** Largest rate within the objective; undefined when no rate passed. */
  readonly capacity: number | undefined;
  /** Largest rate that passed, smallest that failed. */
  readonly passing: number | undefined;
  readonly failing: number | undefined;
  /** `narrow`: the bracket is as narrow as asked. The others: what ended the search before. */
  readonly ended: 'narrow' | 'void' | 'probes' | 'time' | 'lowest' | 'highest';
}

/** What to do next: probe a rate for so many seconds, or stop. */
export type SearchStep =
  | {
      readonly kind: 'probe';
      readonly rate: number;
      readonly seconds: number;
      readonly phase: 'climb' | 'narrow' | 'confirm';
    }
  | { readonly kind: 'done'; readonly result: SearchResult };

const DEFAULTS = {
  lowest: 1,
  highest: 20_000,
  precision: 1.08,
  mostProbes: 16,
  mostSeconds: Number.POSITIVE_INFINITY,
  window: { climb: 7, narrow: 16 },
};
/** Shares of the prediction that are tried first: below it, then beyond. */
const SEEDS = [0.75, 1.05];
const STEP_UP = 1.35;
const STEP_DOWN = 1.8;
/** Void probes after which the machine is too busy to say anything; at one rate, after which that rate is too much for who loads. */
const MOST_VOIDS = 6;
const MOST_VOIDS_THERE = 2;
/** Of a probe over its window: the warm-up. */
const OVERHEAD = 1.2;

/** A search with nothing observed yet. */
export function beginSearch(plan: SearchPlan): SearchState {
  return { plan, observations: [] };
}

/** The state after one more probe. */
export function observe(state: SearchState, observation: Observation): SearchState {
  return { ...state, observations: [...state.observations, observation] };
}

/**
 * The next rate to try, from what was observed so far: the same observations give the same answer. Geometric steps until one side of the limit
 * is known, bisection by ratio, then the bounds are probed a second time; observations at a rate are pooled, and may move a bound. A rate that
 * is void again and again bounds what is tried, and decides nothing.
 */
export function nextStep(state: SearchState): SearchStep {
  const { observations } = state;
  const { mostProbes, mostSeconds, precision } = { ...DEFAULTS, ...state.plan };
  const done = (ended: SearchResult['ended']): SearchStep => ({ kind: 'done', result: resultOf(state, ended) });
  if (observations.filter((each) => each.void).length >= MOST_VOIDS) return done('void');
  if (observations.length >= mostProbes) return done('probes');
  const step = wanted(state);
  if (step.kind === 'done') return step;
  const spent = observations.reduce((sum, { seconds }) => sum + seconds, 0);
  if (spent === 0 || spent + step.seconds * OVERHEAD <= mostSeconds) return step;
  const { passing = 0, failing = Number.POSITIVE_INFINITY } = boundsOf(state);
  return done(failing / passing <= precision ? 'narrow' : 'time');
}

/** What the search would do with all the time it needs. */
function wanted(state: SearchState): SearchStep {
  const { lowest, highest, precision, window, mostSeconds } = { ...DEFAULTS, ...state.plan };
  const { passing, failing } = boundsOf(state);
  const done = (ended: SearchResult['ended']): SearchStep => ({ kind: 'done', result: resultOf(state, ended) });
  const narrow = (rate: number, phase: 'narrow' | 'confirm'): SearchStep => ({
    kind: 'probe',
    rate,
    seconds: window.narrow,
    phase,
  });
  const again = afterVoid(state);
  if (again !== undefined) return again === 'none' ? done('void') : narrow(again, 'confirm');
  if (passing === undefined && failing !== undefined && failing <= lowest) return done('lowest');
  if (failing === undefined && passing !== undefined && passing >= highest) return done('highest');
  if (passing === undefined || failing === undefined) {
    const rate = Math.min(highest, Math.max(lowest, climbFrom(state, passing, failing)));
    return { kind: 'probe', rate, seconds: window.climb, phase: 'climb' };
  }
  if (failing / passing > precision) return narrow(Math.sqrt(passing * failing), 'narrow');
  const doubtful = [passing, failing].find((rate) => isDoubtful(at(state, rate)));
  if (doubtful !== undefined) return narrow(doubtful, 'confirm');
  // What time is left makes the answer steadier.
  const { capacity } = resultOf(state, 'narrow');
  return capacity === undefined || mostSeconds === Number.POSITIVE_INFINITY
    ? done('narrow')
    : narrow(capacity, 'confirm');
}

function climbFrom({ plan }: SearchState, passing: number | undefined, failing: number | undefined): number {
  if (passing === undefined && failing !== undefined) return failing / STEP_DOWN;
  const seeds = plan.predicted === undefined ? [] : SEEDS.map((share) => share * (plan.predicted ?? 1));
  if (passing === undefined) return seeds[0] ?? (plan.lowest ?? DEFAULTS.lowest) * 4;
  return seeds.find((rate) => rate > passing * 1.01) ?? passing * (plan.predicted === undefined ? 2 : STEP_UP);
}

/** The smallest rate that nothing was learnt at: whoever loads cannot, or others took the machine then. */
function ceilingOf(state: SearchState): number | undefined {
  const rates = state.observations.filter((each) => each.void).map(({ rate }) => rate);
  const out = rates.filter((rate) => at(state, rate).length === 0 && voidsAt(state, rate) >= MOST_VOIDS_THERE);
  return out.length === 0 ? undefined : Math.min(...out);
}

/** The rate that was void, once more; else one under it, or `none` when what passes is as near as asked. Undefined when void probes do not matter. */
function afterVoid(state: SearchState): number | 'none' | undefined {
  const { lowest, precision } = { ...DEFAULTS, ...state.plan };
  const { passing, failing } = boundsOf(state);
  const last = state.observations.at(-1);
  if (last?.void && voidsAt(state, last.rate) < MOST_VOIDS_THERE) return last.rate;
  const ceiling = ceilingOf(state);
  if (ceiling === undefined || (failing ?? ceiling) < ceiling) return undefined;
  if (passing === undefined) return Math.max(lowest, ceiling / STEP_DOWN);
  return ceiling / passing <= precision ? 'none' : Math.sqrt(passing * ceiling);
}

function voidsAt({ observations }: SearchState, rate: number): number {
  return observations.filter((each) => each.void && each.rate === rate).length;
}

function at({ observations }: SearchState, rate: number): readonly Observation[] {
  return observations.filter((each) => !each.void && each.rate === rate);
}

/** One observation is chance; two that disagree call for a third. */
function isDoubtful(seen: readonly Observation[]): boolean {
  return seen.length < 2 || (seen.length === 2 && seen[0]?.passed !== seen[1]?.passed);
}

/** A rate passes when most of its observations did; when they disagree, their mean share of late requests decides. */
function passesAt(state: SearchState, rate: number): boolean {
  const seen = at(state, rate);
  const passed = seen.filter((each) => each.passed).length;
  if (passed * 2 !== seen.length) return passed * 2 > seen.length;
  return seen.reduce((sum, each) => sum + each.lateShare, 0) / seen.length <= state.plan.lateShare;
}

/**
 * The narrowest bracket that the observations leave: the largest rate that passes under which no more fail than pass above it. Of a
 * contradiction (a rate fails, a higher one passes), the side with more observations is believed; equal, the failure.
 */
function boundsOf(state: SearchState): { readonly passing: number | undefined; readonly failing: number | undefined } {
  const rates = [...new Set(state.observations.filter((each) => !each.void).map((each) => each.rate))].sort(
    (a, b) => a - b,
  );
  const verdicts = rates.map((rate) => ({ rate, passes: passesAt(state, rate) }));
  let best = { cut: 0, wrong: Number.POSITIVE_INFINITY };
  for (let cut = 0; cut <= verdicts.length; cut++) {
    const wrong = verdicts.filter(({ passes }, i) => passes !== i < cut).length;
    if (wrong < best.wrong) best = { cut, wrong };
  }
  return { passing: verdicts[best.cut - 1]?.rate, failing: verdicts[best.cut]?.rate };
}

/**
 * The rate at which the share of late requests reaches its limit, by regression of its logarithm on that of the rate over the probes around
 * the bracket. One window near saturation says little (its queue remembers seconds); all together they say more than the two that decide.
 * Without readable probes, the largest rate that passed.
 */
function resultOf(state: SearchState, ended: SearchResult['ended']): SearchResult {
  const { passing, failing } = boundsOf(state);
  if (passing === undefined || ended === 'void') return { capacity: undefined, passing, failing, ended };
  if (failing === undefined) return { capacity: passing, passing, failing, ended };
  return { capacity: crossing(state, passing, failing) ?? passing, passing, failing, ended };
}

/** Shares of late requests: below, a window holds too few of them to count; above, its queue was still growing. */
const READABLE = { least: 0.004, most: 0.4 };
/** How far from the bracket a probe still tells something, as a ratio. */
const AROUND = 1.12;
/**
 * What is expected of the slope before any probe: near its limit, one percent more load makes a third more requests late (M/M/1 and M/D/1 at
 * an objective of 5 to 25 service times: 20 to 60), with the weight of probes spread by so much.
 */
const EXPECTED = { slope: 35, weight: 0.006, least: 12 };

function crossing({ observations, plan }: SearchState, passing: number, failing: number): number | undefined {
  const longest = Math.max(...observations.map(({ seconds }) => seconds));
  const near = observations
    .filter((each) => !each.void && each.lateShare > READABLE.least)
    .filter(({ rate }) => rate > passing / AROUND && rate < failing * AROUND)
    .map(({ rate, lateShare, seconds }) => ({
      x: Math.log(rate),
      y: Math.log(Math.min(READABLE.most, lateShare)),
      weight: seconds > longest / 2 ? 1 : 0.4,
    }));
  const total = near.reduce((sum, { weight }) => sum + weight, 0);
  if (total < 1) return undefined;
  const sumOf = (value: (point: (typeof near)[number]) => number): number =>
    near.reduce((sum, point) => sum + point.weight * value(point), 0);
  const [meanX, meanY] = [sumOf(({ x }) => x) / total, sumOf(({ y }) => y) / total];
  const spread = sumOf(({ x }) => (x - meanX) ** 2);
  const together = sumOf(({ x, y }) => (x - meanX) * (y - meanY));
  const slope = (together + EXPECTED.weight * EXPECTED.slope) / (spread + EXPECTED.weight);
  const found = Math.exp(meanX + (Math.log(plan.lateShare) - meanY) / Math.max(EXPECTED.least, slope));
  return Math.min(failing * SLACK, Math.max(passing / SLACK, found));
}

/** A bound that rests on one window may lie a little on the wrong side of the limit. */
const SLACK = 1.08;
