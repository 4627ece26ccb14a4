/**
 * In: an Inventory, its Derivation (the model, what can be bought) and what is asked. Out: capacities, tiers, ceilings, events, monitoring,
 * assumptions and the sentences of the decision: everything of the Estimate that is computed.
 * It must not: read files or facts, write text, or know of any language.
 */
import type { Derivation } from '../model/derivation.ts';
import type { Estimate } from '../model/estimate.ts';
import type { Inventory } from '../model/inventory.ts';
import { accountsOf, growthOf } from './accounts.ts';
import { routesAlone } from './alone.ts';
import { assumptionsOf } from './assumptions.ts';
import { assess } from './capacity.ts';
import { ceilingsOf } from './ceilings.ts';
import { occasionsOf } from './events.ts';
import { insertionsOf } from './monitoring/insertions.ts';
import { thresholdsOf } from './monitoring/thresholds.ts';
import { least, type Standing, standingIn } from './standing.ts';
import { type CapacityStudy, type Studies, type StudyInput, studiesOf } from './studies.ts';
import { summaryOf } from './summary.ts';
import { answerTarget, type Target } from './target.ts';

export { narrowing } from './narrowing.ts';
export { type Studies, type StudyInput, studiesOf } from './studies.ts';
export type { Target } from './target.ts';

import { growthFrom, otherRemedies, tiersOf } from './tiers.ts';

/** What is asked beside the standing questions. */
export interface Question {
  readonly target?: Target;
  /** People and seconds of the events simulated, when the project says so. */
  readonly event?: { readonly people?: number; readonly duration?: number };
}

/** The part of an Estimate that planning gives. */
export type Plan = Omit<Estimate, 'schemaVersion' | 'tool' | 'inventory' | 'objective' | 'purposes' | 'unread'>;

/** Begins the studies, and gives what waits for their results: both are the same work on one core, or side by side on two. */
export type Begin = (input: StudyInput) => () => Studies;

const later: Begin = (input) => () => studiesOf(input);

/** Answers the questions of the report on one project. Pure and seeded: the same input gives the same plan, digit for digit. */
export function plan(inventory: Inventory, derivation: Derivation, question: Question = {}, begin = later): Plan {
  const { scenarios, model } = derivation;
  const results = begin({ derivation, occasions: occasionsOf(inventory, derivation, question.event) });
  const standings = scenarios.map((scenario) => standingIn(scenario, model, derivation));
  const start = least(standings);
  const growth = growthFrom(start, inventory, derivation);
  const assumptions = assumptionsOf(start.scenario, derivation);
  const alones = routesAlone(derivation);
  const accountsGrown = growthOf(derivation);
  const studies = results();
  const capacities = scenarios.map((scenario, index) => {
    const [study, standing] = [studies.scenarios[index], standings[index]] as [CapacityStudy, Standing];
    return assess(scenario, derivation, { alones, study, standing }).capacity;
  });
  const ceilings = ceilingsOf(capacities, derivation);
  const tiers = tiersOf(growth, capacities, inventory, derivation);
  const accounts = accountsOf(tiers, ceilings, accountsGrown, derivation);
  const target =
    question.target === undefined
      ? undefined
      : answerTarget(question.target, capacities, ceilings, inventory, derivation);
  const thresholds = thresholdsOf(capacities, accounts, inventory, derivation);
  return {
    capacities,
    accounts,
    ceilings,
    tiers,
    otherRemedies: otherRemedies(tiers, inventory, derivation),
    events: studies.events,
    monitoring: { thresholds, insertions: insertionsOf(inventory) },
    ...(target === undefined ? {} : { target }),
    assumptions,
    summary: summaryOf(capacities, accounts, ceilings),
  };
}
