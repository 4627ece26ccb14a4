import type { Derivation } from '../model/derivation.ts';
import type { EventOutcome } from '../model/estimate.ts';
import { valuesAt } from '../model/expression.ts';
import type { Inventory, Route } from '../model/inventory.ts';
import type { Purpose } from '../model/scenario.ts';
import type { TransientSolution } from '../model/solution.ts';
import type { Burst, Mix } from '../model/workload.ts';
import { type CompiledModel, capacityPoint, compile, simulateBurst } from '../solve/index.ts';

interface Kind {
  readonly name: EventOutcome['name'];
  readonly purposes: readonly Purpose[];
  readonly people: number;
  /** Seconds. */
  readonly duration: number;
  /** Requests that one person sends to the route, and to the rest of the application right after. */
  readonly onRoute: number;
  readonly around: number;
}

/** The three peaks that PRODUCT names: an entrance, a newsletter, a renewal campaign. The configuration may set the people and the time. */
const KINDS: readonly Kind[] = [
  { name: 'entrance', purposes: ['check-in'], people: 300, duration: 600, onRoute: 1, around: 0.5 },
  { name: 'newsletter', purposes: ['login'], people: 2000, duration: 900, onRoute: 1, around: 5 },
  { name: 'renewal', purposes: ['webhook', 'payment'], people: 500, duration: 300, onRoute: 2, around: 1 },
];

/** Two thirds of the people come in the middle third of the time. */
const SHAPE = [0.5, 0.5, 1, 2, 2, 2, 1, 0.5, 0.5].map((weight) => weight / (10 / 9));
/** Quiet time simulated after the burst, as a multiple of it, to see the recovery. */
const AFTER = 1;

/** An event, and the route that the people of it ask for. */
export interface Occasion extends Kind {
  readonly route: Pick<Route, 'id' | 'at'>;
}

/** The events that the project has a route for; settings may give their people and seconds. */
export function occasionsOf(
  inventory: Inventory,
  derivation: Derivation,
  settings: { readonly people?: number; readonly duration?: number } = {},
): readonly Occasion[] {
  return KINDS.flatMap((kind) => {
    const route = routeFor(kind, inventory, derivation);
    return route === undefined ? [] : [{ ...kind, ...settings, route: { id: route.id, at: route.at } }];
  });
}

/** The route of the purpose that a visitor reaches most often: not an administrator's one when there is another. */
function routeFor(kind: Kind, inventory: Inventory, derivation: Derivation): Route | undefined {
  for (const purpose of kind.purposes) {
    const routes = inventory.routes.filter(
      (route) => derivation.purposes[route.id] === purpose && route.shadowedBy === undefined,
    );
    const [best] = [...routes].sort((one, other) => rank(other) - rank(one));
    if (best !== undefined) return best;
  }
  return undefined;
}

/** A visitor's route before an administrator's; one that says it checks people in before one that only verifies. */
function rank(route: Route): number {
  const open = /admin|platform|back-?office/i.test(route.path) ? 0 : 2;
  return open + (/check-?in$|scan/i.test(route.path) ? 1 : 0);
}

/** Simulates one event, and finds how many people it would bear. Seeded. */
export function eventOutcome(kind: Occasion, derivation: Derivation, seed: number): EventOutcome {
  const { route } = kind;
  const mix = eventMix(kind, derivation);
  const compiled = compile(derivation.model, valuesAt(derivation.model.parameters, 'typical'), mix);
  const run = (people: number): TransientSolution => simulateBurst(compiled, burstOf(kind, people, mix), { seed });
  const outcome = run(kind.people);
  return {
    name: kind.name,
    people: kind.people,
    duration: kind.duration,
    route: route.id,
    at: route.at,
    outcome,
    bearable: bearable(kind, guessOf(kind, compiled, derivation), run, derivation),
  };
}

function eventMix(kind: Occasion, derivation: Derivation): Mix {
  const normal = derivation.scenarios.find((scenario) => scenario.name === 'normal')?.mix ?? {};
  const total = kind.onRoute + kind.around;
  const mix: Record<string, number> = {};
  for (const [id, share] of Object.entries(normal)) mix[id] = (share * kind.around) / total;
  mix[kind.route.id] = (mix[kind.route.id] ?? 0) + kind.onRoute / total;
  return mix;
}

function burstOf(kind: Kind, people: number, mix: Burst['mix']): Burst {
  const step = kind.duration / SHAPE.length;
  const mean = (people * (kind.onRoute + kind.around)) / kind.duration;
  const quiet = Array.from({ length: Math.round(SHAPE.length * AFTER) }, () => 0);
  return { step, rates: [...SHAPE.map((weight) => weight * mean), ...quiet], mix };
}

/** Steps around the analytic answer: fine enough for a number of people. */
const STEP = 1.25;
const MOST_STEPS = 4;

/**
 * People in the same time for whom the worst p95 stays within the objective. Theory says where to look: the capacity for this mix, at the
 * busiest third of the event; simulation decides, going up or down from there by a quarter.
 */
function bearable(
  kind: Kind,
  guess: number,
  run: (people: number) => TransientSolution,
  derivation: Derivation,
): number {
  const holds = (people: number): boolean => {
    const outcome = run(people);
    return outcome.worstP95 <= derivation.objective.responseTime && outcome.errors <= derivation.objective.errors;
  };
  let people = Math.max(1, Math.round(Math.min(guess, MOST_PEOPLE * kind.people)));
  const upwards = holds(people);
  if (upwards && people >= MOST_PEOPLE * kind.people) return people;
  for (let turn = 0; turn < MOST_STEPS; turn += 1) {
    const next = Math.round(upwards ? people * STEP : people / STEP);
    if (next < 1) return 0;
    const held = holds(next);
    if (upwards && !held) return people;
    people = next;
    if (!upwards && held) return people;
  }
  return upwards ? people : Math.round(people / STEP);
}

/** Beyond so many times the people expected, the exact number is of no use. */
const MOST_PEOPLE = 8;

/** People whose busiest requests per second equal the capacity for the mix of the event. */
function guessOf(kind: Kind, compiled: CompiledModel, derivation: Derivation): number {
  const busiest = Math.max(...SHAPE) * (kind.onRoute + kind.around);
  return (capacityPoint(compiled, derivation.objective).throughput * kind.duration) / busiest;
}
