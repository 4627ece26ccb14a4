import type { Derivation } from '../model/derivation.ts';
import type { EventOutcome } from '../model/estimate.ts';
import { valuesAt } from '../model/expression.ts';
import type { Scenario } from '../model/scenario.ts';
import {
  type CapacityPoint,
  capacityBySimulation,
  capacityPoint,
  compile,
  type SampledCapacity,
  type SimulatedCapacity,
  sampleCapacity,
} from '../solve/index.ts';
import { eventOutcome, type Occasion } from './events.ts';

/**
 * Requests counted in each probe: beyond, the inputs are far less certain than the answer. Classes under 1 % of the mix are not judged, as a
 * load test of minutes, which the capacity is compared with, sees too few of them.
 */
export const PROBES = { requests: 12_000, leastShare: 0.01 };

/** Draws of the inputs for the interval. */
const SAMPLES = 40;
/** Any number does; the same one gives the same answer. */
const SEED = 20_261_122;

/** The capacity of one scenario three times: by theory, by simulation, and over the ranges of the inputs. */
export interface CapacityStudy {
  readonly analytic: CapacityPoint;
  readonly decided: SimulatedCapacity;
  readonly sampled: SampledCapacity;
}

/** What the long computations start from: plain data, which may be handed to another core. */
export interface StudyInput {
  readonly derivation: Derivation;
  readonly occasions: readonly Occasion[];
}

/** Simulations and draws: nothing but the derivation is needed to start them, and the ladder of tiers does not wait for them. */
export interface Studies {
  /** In the order of the scenarios of the derivation. */
  readonly scenarios: readonly CapacityStudy[];
  readonly events: readonly EventOutcome[];
}

/** Carries out every study, one after the other. Pure and seeded. */
export function studiesOf({ derivation, occasions }: StudyInput): Studies {
  return {
    scenarios: derivation.scenarios.map((scenario) => capacityStudy(scenario, derivation)),
    events: occasions.map((occasion) => eventOutcome(occasion, derivation, SEED)),
  };
}

/** The study of one scenario. */
export function capacityStudy({ mix }: Scenario, { objective, model }: Derivation): CapacityStudy {
  const compiled = compile(model, valuesAt(model.parameters, 'typical'), mix);
  const analytic = capacityPoint(compiled, objective);
  return {
    analytic,
    decided: capacityBySimulation(compiled, objective, { ...PROBES, seed: SEED, start: analytic.throughput }),
    sampled: sampleCapacity(model, mix, objective, { samples: SAMPLES, seed: SEED }),
  };
}
