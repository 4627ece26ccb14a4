import type { Expression, Values } from '../model/expression.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';
import type { Mix } from '../model/workload.ts';
import { checkMix, checkModel, refuse } from './faults.ts';
import { type Loads, loadsOf } from './loads.ts';

/** An activity with stations by index and expressions by slot. */
export type Step =
  | {
      readonly kind: 'serve';
      readonly station: number;
      readonly time: number;
      readonly variability: number;
      readonly tags: readonly string[];
    }
  | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] }
  | { readonly kind: 'repeat'; readonly times: number; readonly parallel: boolean; readonly body: Step }
  | {
      readonly kind: 'choice';
      readonly branches: readonly { readonly probability: number; readonly leaves: boolean; readonly body: Step }[];
    }
  | { readonly kind: 'hold'; readonly pool: number; readonly body: Step; readonly tags: readonly string[] }
  | { readonly kind: 'detached'; readonly body: Step };

export interface CompiledStation {
  readonly id: string;
  readonly type: Station['type'];
  readonly servers: number;
  /** Speed of one processor: below 1 when `sharing` has a fraction of a processor. */
  readonly speed: number;
  /** Number of copies: the instances, or 1 when shared. */
  readonly copies: number;
  /** Infinity when a service is never cut. */
  readonly slice: number;
  /** Requests per second of one copy; Infinity without a limit. */
  readonly rateLimit: number;
  /** Seconds; Infinity when requests wait for ever. */
  readonly acquireTimeout: number;
}

export interface CompiledClass {
  readonly id: string;
  /** Share of the mix, above 0. */
  readonly share: number;
  readonly root: Step;
}

/** A model at given values of its parameters, for one mix: what every solver works on. */
export interface CompiledModel {
  readonly stations: readonly CompiledStation[];
  /** Classes with a share in the mix. */
  readonly classes: readonly CompiledClass[];
  readonly instances: number;
  /** Values of the expressions, by slot. */
  readonly numbers: Float64Array;
  readonly loads: Loads;
}

/** A checked model whose expressions are flat arrays: priced again for each draw of the parameters. */
export interface Blueprint {
  readonly parameters: readonly string[];
  readonly stations: readonly Station[];
  readonly rateLimits: readonly number[];
  readonly classes: readonly CompiledClass[];
  readonly instances: number;
  readonly expressions: FlatExpressions;
}

interface FlatExpressions {
  /** First term of each expression, and one more. */
  readonly firstTerm: Int32Array;
  readonly coefficient: Float64Array;
  /** First factor of each term, and one more. */
  readonly firstFactor: Int32Array;
  readonly factor: Int32Array;
  readonly atMost: Float64Array;
  readonly atLeast: Float64Array;
  /** What each expression is about, for messages. */
  readonly subject: readonly string[];
}

/**
 * Evaluates a model at values of its parameters, for one mix. Everything downstream works on the result, so that hundreds of solves are cheap.
 * Throws an InvalidModelError on an invalid model or mix, a missing value, a negative or non-finite time.
 */
export function compile(model: QueueingModel, values: Values, mix: Mix): CompiledModel {
  const draft = blueprint(model, mix);
  const numbers = Float64Array.from(draft.parameters, (id) => {
    const value = values[id];
    if (value === undefined) refuse([{ kind: 'unknown-parameter', subject: id, detail: 'no value given' }]);
    return value ?? Number.NaN;
  });
  return price(draft, numbers);
}

/** Checks a model and a mix and lays its expressions out flat. */
export function blueprint(model: QueueingModel, mix: Mix): Blueprint {
  refuse([...checkModel(model), ...checkMix(model, mix)]);
  const parameters = model.parameters.map((parameter) => parameter.id);
  const stationIndex = new Map(model.stations.map((station, index) => [station.id, index]));
  const flat: Flattening = { slots: new Map(), kept: [] };
  const total = Object.values(mix).reduce((sum, share) => sum + share, 0);
  const rateLimits = model.stations.map((s) => (s.rateLimit === undefined ? -1 : slotOf(flat, s.rateLimit, s.id)));
  const classes = model.classes
    .filter((requestClass) => (mix[requestClass.id] ?? 0) > 0)
    .map((requestClass) => ({
      id: requestClass.id,
      share: (mix[requestClass.id] ?? 0) / total,
      root: lay(requestClass.activity, { flat, stationIndex, subject: requestClass.id }),
    }));
  const { stations, instances } = model;
  const expressions = flatten(flat, new Map(parameters.map((id, index) => [id, index])));
  return { parameters, stations, rateLimits, classes, instances, expressions };
}

/** A blueprint at values of its parameters, given in the order of `parameters`. */
export function price(draft: Blueprint, values: Float64Array): CompiledModel {
  const numbers = evaluateAll(draft.expressions, values);
  const stations = draft.stations.map((station, index): CompiledStation => {
    const limit = draft.rateLimits[index] ?? -1;
    return {
      id: station.id,
      type: station.type,
      servers: station.type === 'delay' ? Number.POSITIVE_INFINITY : Math.max(1, station.servers),
      speed: station.type === 'sharing' ? Math.min(1, station.servers) : 1,
      copies: station.scope === 'instance' ? draft.instances : 1,
      slice: station.slice ?? Number.POSITIVE_INFINITY,
      rateLimit: limit < 0 ? Number.POSITIVE_INFINITY : (numbers[limit] ?? Number.NaN),
      acquireTimeout: station.acquireTimeout ?? Number.POSITIVE_INFINITY,
    };
  });
  const { classes, instances } = draft;
  return { stations, classes, instances, numbers, loads: loadsOf(stations, classes, numbers) };
}

interface Layout {
  readonly flat: Flattening;
  readonly stationIndex: ReadonlyMap<string, number>;
  readonly subject: string;
}

function lay(activity: Activity, layout: Layout): Step {
  const inner = (child: Activity) => lay(child, layout);
  const at = (id: string) => layout.stationIndex.get(id) ?? -1;
  switch (activity.kind) {
    case 'serve': {
      const time = slotOf(layout.flat, activity.time, layout.subject);
      const { variability, tags } = activity;
      return { kind: 'serve', station: at(activity.station), time, variability, tags };
    }
    case 'sequence':
    case 'parallel':
      return { kind: activity.kind, steps: activity.steps.map(inner) };
    case 'repeat': {
      const times = slotOf(layout.flat, activity.times, layout.subject);
      return { kind: 'repeat', times, parallel: activity.mode === 'parallel', body: inner(activity.body) };
    }
    case 'choice':
      return {
        kind: 'choice',
        branches: activity.branches.map((branch) => ({ ...branch, body: inner(branch.body) })),
      };
    case 'hold':
      return { kind: 'hold', pool: at(activity.pool), body: inner(activity.body), tags: activity.tags };
    case 'detached':
      return { kind: 'detached', body: inner(activity.body) };
  }
}

/** Expressions being gathered; equal ones share a slot. */
interface Flattening {
  readonly slots: Map<string, number>;
  readonly kept: { readonly expression: Expression; readonly subject: string }[];
}

function slotOf({ slots, kept }: Flattening, expression: Expression, subject: string): number {
  const key = JSON.stringify([expression.terms, expression.atMost, expression.atLeast]);
  const known = slots.get(key);
  if (known !== undefined) return known;
  slots.set(key, kept.length);
  return kept.push({ expression, subject }) - 1;
}

function flatten({ kept }: Flattening, parameterIndex: ReadonlyMap<string, number>): FlatExpressions {
  const firstTerm = [0];
  const coefficient: number[] = [];
  const firstFactor = [0];
  const factor: number[] = [];
  for (const { expression } of kept) {
    for (const term of expression.terms) {
      coefficient.push(term.coefficient);
      for (const id of term.of) factor.push(parameterIndex.get(id) ?? -1);
      firstFactor.push(factor.length);
    }
    firstTerm.push(coefficient.length);
  }
  return {
    firstTerm: Int32Array.from(firstTerm),
    coefficient: Float64Array.from(coefficient),
    firstFactor: Int32Array.from(firstFactor),
    factor: Int32Array.from(factor),
    atMost: Float64Array.from(kept, ({ expression }) => expression.atMost ?? Number.POSITIVE_INFINITY),
    atLeast: Float64Array.from(kept, ({ expression }) => expression.atLeast ?? Number.NEGATIVE_INFINITY),
    subject: kept.map(({ subject }) => subject),
  };
}

function evaluateAll(flat: FlatExpressions, values: Float64Array): Float64Array {
  const { firstTerm, coefficient, firstFactor, factor, atMost, atLeast, subject } = flat;
  const results = new Float64Array(subject.length);
  for (let slot = 0; slot < results.length; slot++) {
    let total = 0;
    for (let term = firstTerm[slot] as number; term < (firstTerm[slot + 1] as number); term++) {
      let value = coefficient[term] as number;
      for (let f = firstFactor[term] as number; f < (firstFactor[term + 1] as number); f++) {
        value *= values[factor[f] as number] as number;
      }
      total += value;
    }
    if (total > (atMost[slot] as number)) total = atMost[slot] as number;
    if (total < (atLeast[slot] as number)) total = atLeast[slot] as number;
    if (!(total >= 0 && Number.isFinite(total))) {
      refuse([{ kind: 'bad-number', subject: subject[slot] ?? '', detail: `a time or count of ${total}` }]);
    }
    results[slot] = total;
  }
  return results;
}
