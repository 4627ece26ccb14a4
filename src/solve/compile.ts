import type { Values } from '../model/expression.ts';
import type { ComingBack, QueueingModel } from '../model/queueing-model.ts';
import type { Station } from '../model/station.ts';
import type { Mix } from '../model/workload.ts';
import { evaluateAll, type FlatExpressions, flatten } from './expressions.ts';
import { checkFrame, refuse } from './faults.ts';
import { keep, recall } from './known-loads.ts';
import { type Layout, layoutsOf, type Step } from './layout.ts';
import { checkMix } from './load-faults.ts';
import { type Loads, loadsOf, loadsOfOne } from './loads.ts';

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
  /** Most requests that wait at one copy; Infinity without a limit. */
  readonly room: number;
  /** Index among the groups of stations that share processors; −1 alone. */
  readonly group: number;
}

export interface CompiledClass {
  readonly id: string;
  /** Share of the mix, above 0. */
  readonly share: number;
  /** Seconds; Infinity when nobody gives up. */
  readonly patience: number;
  readonly comesBack: ComingBack | undefined;
  readonly root: Step;
  readonly layout: Layout;
  /** Values of the expressions, by slot. */
  readonly numbers: Float64Array;
}

/** Stations that share the processors of an instance. */
export interface ProcessorGroup {
  readonly cpus: number;
  /** Seconds of the period of the quota; Infinity when it is steady. */
  readonly period: number;
  /** Number of copies: the instances, or 1 when shared. */
  readonly copies: number;
  readonly stations: readonly number[];
}

/** A model at given values of its parameters, for one mix: what every solver works on. */
export interface CompiledModel {
  readonly stations: readonly CompiledStation[];
  readonly groups: readonly ProcessorGroup[];
  /** Classes with a share in the mix. */
  readonly classes: readonly CompiledClass[];
  readonly instances: number;
  readonly loads: Loads;
}

/** A checked model whose programs are flat arrays: priced again for each draw of the parameters. */
export interface Blueprint {
  readonly parameters: readonly string[];
  readonly stations: readonly Station[];
  /** Slot of the rate limit of each station among `rateLimits`; −1 without one. */
  readonly limited: readonly number[];
  readonly rateLimits: FlatExpressions;
  readonly classes: readonly (Omit<CompiledClass, 'root' | 'numbers'> & { readonly layout: Layout })[];
  readonly instances: number;
  /** How its stations serve, apart from their pace: models that differ here share no loads. */
  readonly service: string;
}

/**
 * Evaluates a model at values of its parameters, for one mix. Everything downstream works on the result, so that hundreds of solves are cheap.
 * Throws an InvalidModelError on an invalid model or mix, a missing value, a negative or non-finite time.
 */
export function compile(model: QueueingModel, values: Values, mix: Mix): CompiledModel {
  const draft = draftOf(model, mix);
  const numbers = Float64Array.from(draft.parameters, (id) => {
    const value = values[id];
    if (value === undefined) refuse([{ kind: 'unknown-parameter', subject: id, detail: 'no value given' }]);
    return value ?? Number.NaN;
  });
  const last = priced.get(draft);
  if (last?.numbers.every((number, i) => number === numbers[i]) === true) return last.compiled;
  const compiled = price(draft, numbers, 'remember');
  priced.set(draft, { numbers, compiled });
  return compiled;
}

// A model is often looked at once, then searched, at the same values.
const priced = new WeakMap<Blueprint, { readonly numbers: Float64Array; readonly compiled: CompiledModel }>();

// Models and mixes are immutable: what was checked and laid out once serves every other set of values.
const drafts = new WeakMap<QueueingModel, WeakMap<Mix, Blueprint>>();

function draftOf(model: QueueingModel, mix: Mix): Blueprint {
  const byMix = drafts.get(model) ?? new WeakMap<Mix, Blueprint>();
  drafts.set(model, byMix);
  const draft = byMix.get(mix) ?? blueprint(model, mix);
  byMix.set(mix, draft);
  return draft;
}

/** Checks a model and a mix and lays its classes out flat; a class known from an earlier model costs nothing. */
export function blueprint(model: QueueingModel, mix: Mix): Blueprint {
  refuse(checkFrame(model));
  const layoutOf = layoutsOf(model);
  const layouts = model.classes.map(layoutOf);
  for (const { faults } of layouts) refuse(faults);
  refuse(checkMix(model, mix));
  const parameters = model.parameters.map((parameter) => parameter.id);
  const total = Object.values(mix).reduce((sum, share) => sum + share, 0);
  const classes = model.classes.flatMap(({ id, patience = Number.POSITIVE_INFINITY, comesBack }, c) => {
    const share = mix[id] ?? 0;
    return share > 0 ? [{ id, share: share / total, patience, comesBack, layout: layouts[c] as Layout }] : [];
  });
  const { stations, instances } = model;
  const withLimit = stations.filter(({ rateLimit }) => rateLimit !== undefined);
  const limited = stations.map((station) => withLimit.indexOf(station));
  const rateLimits = flatten(
    withLimit.flatMap(({ rateLimit }) => (rateLimit === undefined ? [] : [rateLimit])),
    new Map(parameters.map((id, index) => [id, index])),
    'rate limit',
  );
  return { parameters, stations, limited, rateLimits, classes, instances, service: serviceOf(stations) };
}

/**
 * What becomes of the loads of a class: `remember` takes over those known of models that have the same class at the same values, and keeps the others;
 * `recall` takes over and keeps nothing; `forget` does neither. Values that come back are worth keeping, random draws are not even worth a look.
 */
export type Memory = 'remember' | 'recall' | 'forget';

/** A blueprint at values of its parameters, given in the order of `parameters`. */
export function price(draft: Blueprint, values: Float64Array, memory: Memory = 'forget'): CompiledModel {
  const limits = evaluateAll(draft.rateLimits, values);
  const groupIds = [...new Set(draft.stations.flatMap(({ processor }) => processor?.id ?? []))];
  const stations = draft.stations.map((station, index): CompiledStation => {
    const limit = draft.limited[index] as number;
    return {
      id: station.id,
      type: station.type,
      servers: station.type === 'delay' ? Number.POSITIVE_INFINITY : Math.max(1, station.servers),
      speed: station.type === 'sharing' ? Math.min(1, station.servers) : 1,
      copies: station.scope === 'instance' ? draft.instances : 1,
      slice: station.slice ?? Number.POSITIVE_INFINITY,
      rateLimit: limit < 0 ? Number.POSITIVE_INFINITY : (limits[limit] as number),
      acquireTimeout: station.acquireTimeout ?? Number.POSITIVE_INFINITY,
      room: station.room ?? Number.POSITIVE_INFINITY,
      group: station.processor === undefined ? -1 : groupIds.indexOf(station.processor.id),
    };
  });
  const { service } = draft;
  const known = draft.classes.map(({ layout }) => (memory === 'forget' ? undefined : recall(layout, values, service)));
  const classes = draft.classes.map(({ id, share, patience, comesBack, layout }, c): CompiledClass => {
    const numbers = known[c]?.numbers ?? evaluateAll(layout.expressions, values);
    return { id, share, patience, comesBack, root: layout.root, layout, numbers };
  });
  const walked = (loads: Loads, c: number, runs: Float64Array): void => {
    const { layout, numbers } = classes[c] as CompiledClass;
    if (memory === 'remember') keep(layout, { service, values, numbers }, loads, c, runs);
  };
  const groups = groupIds.map((id): ProcessorGroup => {
    const members = draft.stations.flatMap(({ processor }, s) => (processor?.id === id ? [s] : []));
    const first = members[0] ?? 0;
    return {
      cpus: draft.stations[first]?.processor?.cpus ?? 1,
      period: draft.stations[first]?.processor?.period ?? Number.POSITIVE_INFINITY,
      copies: stations[first]?.copies ?? 1,
      stations: members,
    };
  });
  return {
    stations,
    groups,
    classes,
    instances: draft.instances,
    loads: loadsOf(stations, classes, known, walked),
  };
}

/** How stations serve, apart from their pace: what the loads of a class depend on. */
function serviceOf(stations: readonly Station[]): string {
  return stations
    .map(({ type, servers, slice, rateLimit }) => `${type} ${servers} ${slice} ${rateLimit === undefined}`)
    .join();
}

/** The same model when every request is of one class. */
export function onlyClass(compiled: CompiledModel, c: number): CompiledModel {
  const classes = [{ ...(compiled.classes[c] as CompiledClass), share: 1 }];
  return { ...compiled, classes, loads: loadsOfOne(compiled.loads, compiled.stations, c) };
}
