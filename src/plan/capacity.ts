import type { Capacity, ClassAtCapacity } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import { valuesAt } from '../model/expression.ts';
import type { Objective } from '../model/objective.ts';
import type { Interval } from '../model/range.ts';
import type { Scenario } from '../model/scenario.ts';
import type { ClassSolution } from '../model/solution.ts';
import { type CapacityFound, type CompiledModel, compile, solveOpen } from '../solve/index.ts';
import { type RouteAlone, routesAlone } from './alone.ts';
import { bottleneckOf } from './bottleneck.ts';
import { exact, scaled } from './interval.ts';
import { peopleAt } from './people.ts';
import { type Standing, standingIn } from './standing.ts';
import { type CapacityStudy, capacityStudy, PROBES } from './studies.ts';

/** A capacity, and where the model stands once people have come with their data. */
export interface Assessment {
  readonly capacity: Capacity;
  readonly standing: Standing;
}

/** What is known already of a scenario; what is not is worked out. */
export interface Known {
  readonly alones?: ReadonlyMap<string, RouteAlone>;
  readonly study?: CapacityStudy;
  readonly standing?: Standing;
}

/** Largest load of one scenario within the objective, with everything the report says of it. */
export function assess(scenario: Scenario, derivation: Derivation, known: Known = {}): Assessment {
  const { objective, model } = derivation;
  const values = valuesAt(model.parameters, 'typical');
  const { analytic, decided, sampled } = known.study ?? capacityStudy(scenario, derivation);
  const throughput = anchored(sampled.throughput, analytic.throughput, decided.throughput);
  const people = peopleAt(throughput, decided.solution.responseTime, scenario.name, derivation);
  // Daily users are told with the accounts that they suppose; the rest, with those of today.
  const users = peopleAt(exact(analytic.throughput), 0, scenario.name, derivation).dailyUsers.typical;
  const standing = known.standing ?? standingIn(scenario, model, derivation);
  const grown = users === 0 ? 1 : standing.dailyUsers / users;
  const capacity: Capacity = {
    scenario: scenario.name,
    throughput,
    saturation: anchored(sampled.saturation, analytic.saturation, decided.saturation),
    perInstance: scaled(throughput, 1 / model.instances),
    bottleneck: bottleneckOf(decided, model, values, scenario),
    firstToGiveWay: sampled.firstToGiveWay,
    utilization: Object.fromEntries(decided.solution.stations.map((station) => [station.id, station.utilization])),
    ...people,
    dailyUsers: scaled(people.dailyUsers, grown),
    method: 'simulation',
    classes: classesAt(
      compile(model, values, scenario.mix),
      decided,
      scenario,
      known.alones ?? routesAlone(derivation),
      objective,
    ),
  };
  return { capacity, standing };
}

/**
 * The sampled range, which theory solved, corrected by what simulation says of theory at the typical inputs. It holds the typical value, which is
 * near one end of it when most inputs are uncertain on one side.
 */
function anchored(spread: Interval, analytic: number, decided: number): Interval {
  if (analytic <= 0) return { low: decided, typical: decided, high: decided };
  const factor = decided / analytic;
  return {
    low: Math.min(decided, spread.low * factor),
    typical: decided,
    high: Math.max(decided, spread.high * factor),
  };
}

const NOTHING_ALONE: RouteAlone = { loopTime: 0, databaseTime: 0, busyTime: exact(0), alone: 0 };
/** Load at which a class is called idle: nobody waits for anybody. */
const IDLE_SHARE = 0.001;
/** Requests per second taken for an application that holds none: one a day. */
const LEAST_RATE = 1 / 86_400;

function classesAt(
  compiled: CompiledModel,
  found: CapacityFound,
  scenario: Scenario,
  alones: ReadonlyMap<string, RouteAlone>,
  objective: Objective,
): readonly ClassAtCapacity[] {
  const idle = solveOpen(compiled, Math.max(found.throughput, LEAST_RATE) * IDLE_SHARE, objective.percentile);
  const theory = solveOpen(compiled, Math.max(found.throughput, LEAST_RATE), objective.percentile);
  return found.solution.classes.map((at) => {
    const quiet = idle.classes.find((candidate) => candidate.id === at.id);
    const expected = theory.classes.find((candidate) => candidate.id === at.id);
    return {
      id: at.id,
      share: scenario.mix[at.id] ?? 0,
      idle: quiet?.responseTime ?? 0,
      idlePercentile: quiet?.percentileTime ?? 0,
      percentile: percentileAt(at, expected, scenario.mix[at.id] ?? 0),
      overWhenIdle: (quiet?.percentileTime ?? 0) > objective.responseTime,
      ...(alones.get(at.id) ?? NOTHING_ALONE),
    };
  });
}

/** Fewer simulated requests than this say nothing of a percentile: theory answers for the rare classes. */
const FEWEST = 40;

function percentileAt(simulated: ClassSolution, expected: ClassSolution | undefined, share: number): number {
  const enough = share * PROBES.requests >= FEWEST && Number.isFinite(simulated.percentileTime);
  return enough ? simulated.percentileTime : (expected?.percentileTime ?? 0);
}
