import type { Bottleneck } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import type { Inventory } from '../model/inventory.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Interval } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Remedy } from '../model/tier.ts';
import { applyChanges } from '../solve/index.ts';
import type { Situation } from './situation.ts';
import { activeUsersAt, bottleneckAt, fewestWith, type Standing, standingAt, standingOf, takes } from './standing.ts';

/** More steps than this in one tier would be another project. */
const MOST_STEPS = 12;
/** A gain below this is within the error of any estimate: not worth proposing for capacity. */
const WORTHWHILE = 1.08;
/** The same once growth has eaten its part: the way is then open for the next remedy. */
const LEAST_GAIN = 1.03;
/** Hours of work behind each word; a remedy is chosen by what it gains for its effort. */
const EFFORT: Readonly<Record<Remedy['effort'], number>> = { minutes: 1, hours: 1.15, days: 1.5, weeks: 2.5 };

/** The climb of one tier: remedies applied one after the other, each the best for its effort given those before. */
export interface Climb {
  readonly steps: readonly Step[];
  readonly standing: Standing;
}

/** A remedy, and where the application stands once it is applied. */
export interface Step {
  readonly relieves: Bottleneck;
  readonly remedy: Remedy;
  readonly gain: Interval;
  readonly dailyUsers: number;
  readonly activeUsers: number;
  readonly throughput: number;
}

type Propose = (situation: Situation) => readonly Remedy[];

/**
 * Relieves what binds, solves again, and goes on until no remedy gains anything worthwhile, or `enough` is reached: all by theory.
 */
export function climb(start: Standing, propose: Propose, ground: Ground, enough = Number.POSITIVE_INFINITY): Climb {
  const steps: Step[] = [];
  const ends = endsAt(start.accounts, ground.derivation);
  let standing = start;
  for (let turn = 0; turn < MOST_STEPS && standing.dailyUsers < enough; turn += 1) {
    const best = bestRemedy(standing, propose, ground, steps);
    const chosen = best === undefined ? bestPair(standing, propose, ground, steps) : [best];
    if (chosen.length === 0) break;
    for (const each of chosen) {
      steps.push(stepOf(standing, each, ground.derivation, ends));
      standing = each.after;
    }
  }
  return { steps, standing };
}

/** What a climb stands on, whatever the remedies. */
export interface Ground {
  readonly inventory: Inventory;
  readonly derivation: Derivation;
}

interface Candidate {
  readonly remedy: Remedy;
  readonly after: Standing;
  readonly gain: number;
}

function bestRemedy(
  standing: Standing,
  propose: Propose,
  { inventory, derivation }: Ground,
  done: readonly Step[],
): Candidate | undefined {
  const situation: Situation = { inventory, derivation, model: standing.model, bottleneck: bottleneckAt(standing) };
  const fresh = propose(situation).filter(
    (remedy) => repeatable(remedy) || !done.some((step) => step.remedy.id === remedy.id),
  );
  const candidates = fresh
    .flatMap((remedy) => candidate(remedy, standing, derivation) ?? [])
    .filter(({ gain }) => gain >= WORTHWHILE);
  const worth = ({ gain, remedy }: Candidate): number => Math.log(gain) / (EFFORT[remedy.effort] ?? 1);
  const ranked = candidates.sort((a, b) => worth(b) - worth(a) || (a.remedy.id < b.remedy.id ? -1 : 1));
  return settled(ranked, standing, derivation);
}

/**
 * When two stations give way together, no remedy alone gains anything: the two that gain most together, one after the other. Empty when even
 * that is not worthwhile.
 */
function bestPair(standing: Standing, propose: Propose, ground: Ground, done: readonly Step[]): readonly Candidate[] {
  const { inventory, derivation } = ground;
  const situation: Situation = { inventory, derivation, model: standing.model, bottleneck: bottleneckAt(standing) };
  const fresh = propose(situation).filter(
    (remedy) => repeatable(remedy) || !done.some((step) => step.remedy.id === remedy.id),
  );
  const where = { ...standing, likely: standing.found.limitingClass };
  let best: { readonly pair: readonly [Remedy, Remedy]; readonly users: number } | undefined;
  for (const [index, first] of fresh.entries()) {
    for (const second of fresh.slice(index + 1)) {
      const model = applyChanges(standing.model, [...first.changes, ...second.changes]);
      const enough = best?.users ?? standing.dailyUsers * WORTHWHILE;
      if (!takes(enough, model, derivation, where)) continue;
      const binding = standingAt(standing.accounts, standing.scenario, model, derivation, 'typical', standing);
      const users = fewestWith(standing.accounts, derivation, binding).dailyUsers;
      if (users > enough) best = { pair: [first, second], users };
    }
  }
  if (best === undefined) return [];
  const [first, second] = best.pair;
  const middle = standingOf(applyChanges(standing.model, first.changes), derivation);
  const after = standingOf(applyChanges(middle.model, second.changes), derivation);
  if (after.dailyUsers < standing.dailyUsers * LEAST_GAIN) return [];
  return [
    { remedy: first, after: middle, gain: middle.dailyUsers / standing.dailyUsers },
    { remedy: second, after, gain: after.dailyUsers / middle.dailyUsers },
  ];
}

/** The first candidate that still gains once the accounts it makes room for have come with their data. */
function settled(ranked: readonly Candidate[], standing: Standing, derivation: Derivation): Candidate | undefined {
  for (const { remedy, after: first } of ranked) {
    const after = standingOf(first.model, derivation, first);
    const gain = after.dailyUsers / standing.dailyUsers;
    if (gain >= LEAST_GAIN) return { remedy, after, gain };
  }
  return undefined;
}

/** Bought again, larger each time. */
function repeatable(remedy: Remedy): boolean {
  return remedy.kind === 'infrastructure' || remedy.id === 'raise-pool-size';
}

/** The scenario that binds now decides first: a remedy that does not help it cannot help the application. */
function candidate(remedy: Remedy, standing: Standing, derivation: Derivation): Candidate | undefined {
  const model = applyChanges(standing.model, remedy.changes);
  const where = { ...standing, likely: standing.found.limitingClass };
  if (!takes(standing.dailyUsers * WORTHWHILE, model, derivation, where)) return undefined;
  const binding = standingAt(standing.accounts, standing.scenario, model, derivation, 'typical', standing);
  const after = fewestWith(standing.accounts, derivation, binding);
  return { remedy, after, gain: after.dailyUsers / standing.dailyUsers };
}

/** Daily users of a model in a scenario, the inputs at one end of their ranges. */
type Ends = (level: 'low' | 'high', scenario: Scenario, model: QueueingModel) => number;

/** With the same accounts all along a climb, where one step ends the next one begins: nothing is solved twice. */
function endsAt(accounts: number, derivation: Derivation): Ends {
  const known = new Map<QueueingModel, Map<string, Standing>>();
  const last = new Map<string, Standing>();
  return (level, scenario, model) => {
    const ofModel = known.get(model) ?? new Map<string, Standing>();
    known.set(model, ofModel);
    const key = `${level} ${scenario.name}`;
    const standing = ofModel.get(key) ?? standingAt(accounts, scenario, model, derivation, level, last.get(key));
    ofModel.set(key, standing);
    last.set(key, standing);
    return standing.dailyUsers;
  };
}

/** The gain with the inputs at their low, typical and high values, in the scenario that bound. */
function gainOf(before: Standing, best: Candidate, ends: Ends): Interval {
  const gains = (['low', 'high'] as const).map(
    (level) =>
      ends(level, before.scenario, best.after.model) / Math.max(1e-9, ends(level, before.scenario, before.model)),
  );
  return { low: Math.min(best.gain, ...gains), typical: best.gain, high: Math.max(best.gain, ...gains) };
}

function stepOf(before: Standing, best: Candidate, derivation: Derivation, ends: Ends): Step {
  return {
    relieves: bottleneckAt(before),
    remedy: best.remedy,
    gain: gainOf(before, best, ends),
    dailyUsers: best.after.dailyUsers,
    activeUsers: activeUsersAt(best.after, derivation),
    throughput: best.after.throughput,
  };
}
