import type { Objective } from '../../model/objective.ts';
import { classLaw, exceeds } from '../class-law.ts';
import type { Limits } from '../limits.ts';
import type { OpenModel } from '../open-model.ts';
import { openState } from '../open-state.ts';
import type { Mixture } from '../percentile.ts';
import { lawOfUsers, rateOf, usersAt } from '../users.ts';

/** Share of slow answers that theory expects, as a table over loads (rates, or numbers of users), for the classes that are near their limit. */
export interface Expected {
  /** Classes near their limit, or −1 for the mix as a whole. */
  readonly judged: readonly number[];
  /** How far from the truth theory is held to be, a standard deviation of the logarithm of the load; Infinity where counts alone decide. */
  readonly doubt: number;
  /** Station with servers that fills first, −1 without any, and the seconds that a request of the mix needs of it. */
  readonly fullest: number;
  readonly demand: number;
  /** Logarithms of the loads, in order; of the share of slow answers, `judged × load`. */
  readonly rates: Float64Array;
  readonly shares: Float64Array;
}

/** Rates on either side of the start: from half to twice, or to where the first station is full. */
const POINTS = 13;
const WIDTH = Math.log(2);
const NEARLY_FULL = 0.999;
/** Classes whose share of slow answers is at least this part of the worst one's, at the start, are near their limit. */
const NEAR = 0.2;
const LEAST = 1e-12;
/** Classes under 1 % of the mix give too few slow answers to be counted with the others, or to decide alone: theory, off by 10 %, weighs in. */
const RARE = 0.01;
const DOUBT = 0.1;
const COUNTED = Number.POSITIVE_INFINITY;

/** Law of a class at a load, undefined where there is no steady state. */
type LawsAt = (load: number) => (c: number) => Mixture | undefined;

/** Requests per second to look around, the rate at which the first station is full, and the share of the mix below which a class is not judged. */
export interface Around {
  readonly start: number;
  readonly full: number;
  readonly leastShare: number;
}

/** The tables around a rate, of the frequent and of the rare classes. */
export function expectedAround(
  model: OpenModel,
  limits: Limits,
  objective: Objective,
  { start, full, leastShare }: Around,
): readonly Expected[] {
  const most = Math.log(Math.min(2 * start, NEARLY_FULL * full));
  const least = Math.min(Math.log(start), most) - WIDTH;
  const lawsAt: LawsAt = (rate) => {
    const state = openState(model, rate);
    return (c) => (state.stable ? classLaw(model, state, c) : undefined);
  };
  return tablesOf(model, limits, objective, {
    least,
    most,
    start: Math.min(start, Math.exp(most)),
    leastShare,
    lawsAt,
  });
}

/** The tables around a number of users who think so long. */
export function expectedAroundUsers(
  model: OpenModel,
  limits: Limits,
  objective: Objective,
  start: number,
  thinkTime: number,
): readonly Expected[] {
  const lawsAt: LawsAt = (users) => {
    const at = usersAt(model, rateOf(model, users, thinkTime), thinkTime, users);
    return (c) => lawOfUsers(at, c);
  };
  return tablesOf(model, limits, objective, {
    least: Math.log(start) - WIDTH,
    most: Math.log(start) + WIDTH,
    start,
    leastShare: 0,
    lawsAt,
  });
}

interface Axis {
  readonly least: number;
  readonly most: number;
  readonly start: number;
  readonly leastShare: number;
  readonly lawsAt: LawsAt;
}

function tablesOf(
  model: OpenModel,
  limits: Limits,
  objective: Objective,
  { least, most, start, leastShare, lawsAt }: Axis,
): readonly Expected[] {
  const rates = Float64Array.from({ length: POINTS }, (_, i) => least + ((most - least) * i) / (POINTS - 1));
  const shareOf = (load: number) => {
    const laws = lawsAt(load);
    const over = (c: number, limit: number) => {
      const law = laws(c);
      return law === undefined ? 1 : exceeds(limit, law);
    };
    return (c: number) =>
      c >= 0
        ? over(c, limits.byClass[c] as number)
        : model.compiled.classes.reduce((sum, { share }, one) => sum + share * over(one, limits.ofMix), 0);
  };
  const groups =
    objective.judges === 'the mix'
      ? [{ judged: [-1], doubt: COUNTED }]
      : nearTheirLimit(model, shareOf(start), leastShare);
  const shares = groups.map(({ judged }) => new Float64Array(judged.length * POINTS));
  rates.forEach((rate, i) => {
    const share = shareOf(Math.exp(rate));
    groups.forEach(({ judged }, g) => {
      judged.forEach((c, j) => {
        (shares[g] as Float64Array)[j * POINTS + i] = Math.log(Math.max(LEAST, share(c)));
      });
    });
  });
  const fullest = fullestOf(model);
  const demand = fullest < 0 ? 0 : (model.demand[fullest] as number);
  return groups.map((group, g) => ({ ...group, fullest, demand, rates, shares: shares[g] as Float64Array }));
}

function fullestOf({ compiled: { stations }, demand }: OpenModel): number {
  let [fullest, most] = [-1, 0];
  stations.forEach(({ type, servers, copies }, s) => {
    const load = (demand[s] as number) / (servers * copies);
    if (type !== 'pool' && type !== 'delay' && load > most) [fullest, most] = [s, load];
  });
  return fullest;
}

/** Of the frequent classes, and of the rare ones, those near their limit; when all are rare, they are counted as frequent. */
function nearTheirLimit({ compiled: { classes } }: OpenModel, slowShare: (c: number) => number, leastShare: number) {
  const frequent = Math.min(RARE, Math.max(...classes.map((one) => one.share)));
  const near = (of: (c: number) => boolean, doubt: number) => {
    const shares = classes.map((_, c) => (of(c) ? slowShare(c) : 0));
    const worst = Math.max(...shares);
    return { judged: shares.flatMap((one, c) => (of(c) && one >= NEAR * worst ? [c] : [])), doubt };
  };
  const isFrequent = (c: number) => (classes[c]?.share ?? 0) >= frequent;
  const isRare = (c: number) => !isFrequent(c) && (classes[c]?.share ?? 0) >= leastShare;
  return [near(isFrequent, COUNTED), near(isRare, DOUBT)].filter(({ judged }) => judged.length > 0);
}

/** Share of slow answers expected of the j-th judged class at a rate given by its logarithm; interpolated, both logarithmic. */
export function shareAt({ rates, shares }: Expected, j: number, rate: number): number {
  const position = (rate - (rates[0] as number)) / ((rates[1] as number) - (rates[0] as number)) || 0;
  const cell = Math.min(POINTS - 2, Math.max(0, Math.floor(position)));
  const at = j * POINTS + cell;
  const [low, high] = [shares[at] as number, shares[at + 1] as number];
  return Math.exp(Math.min(0, low + (position - cell) * (high - low)));
}

/** Logarithm of the largest rate at which no judged class is expected to have more slow answers than the share allowed, and the class that does first. */
export function limitOf(expected: Expected, allowed: number): { readonly rate: number; readonly worst: number } {
  const { rates, judged } = expected;
  let [low, high] = [rates[0] as number, rates[POINTS - 1] as number];
  const worstAt = (rate: number) => {
    const shares = judged.map((_, j) => shareAt(expected, j, rate));
    return shares.indexOf(Math.max(...shares));
  };
  const fails = (rate: number) => shareAt(expected, worstAt(rate), rate) > allowed;
  if (!fails(high)) return { rate: high, worst: -1 };
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (fails(middle)) high = middle;
    else low = middle;
  }
  return { rate: low, worst: judged[worstAt(high)] ?? -1 };
}
