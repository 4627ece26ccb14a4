import { evaluate, type Values } from '../model/expression.ts';
import type { Activity, QueueingModel } from '../model/queueing-model.ts';
import type { StationId } from '../model/station.ts';
import type { Mix } from '../model/workload.ts';

/** Seconds that one request of the mix keeps a station busy, by route and by cause. */
export interface Shares {
  readonly routes: readonly { readonly id: string; readonly share: number }[];
  readonly causes: readonly { readonly tag: string; readonly share: number }[];
  /** Seconds of one request of the mix. */
  readonly seconds: number;
}

const SHOWN = 6;

/** Who fills a station and why: routes and causes with their share of its busy time, the largest first. */
export function sharesOf(model: QueueingModel, values: Values, mix: Mix, station: StationId): Shares {
  const routes = new Map<string, number>();
  const causes = new Map<string, number>();
  for (const requestClass of model.classes) {
    const share = mix[requestClass.id] ?? 0;
    if (share === 0) continue;
    const before = total(causes);
    collect(requestClass.activity, share, { station, values, causes });
    routes.set(requestClass.id, total(causes) - before);
  }
  const all = total(causes);
  const ranked = <T>(entries: Iterable<[T, number]>): [T, number][] =>
    [...entries].sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
  return {
    seconds: all,
    routes: ranked(routes)
      .filter(([, time]) => time > 0)
      .map(([id, time]) => ({ id, share: time / all })),
    causes: ranked(causes)
      .filter(([, time]) => time > 0)
      .map(([tag, time]) => ({ tag, share: time / all })),
  };
}

function total(times: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const time of times.values()) sum += time;
  return sum;
}

interface Collection {
  readonly station: StationId;
  readonly values: Values;
  readonly causes: Map<string, number>;
}

/** Adds the demand of an activity executed `count` times; returns the probability that what follows still runs. */
function collect(activity: Activity, count: number, into: Collection): number {
  switch (activity.kind) {
    case 'serve': {
      if (activity.station === into.station) {
        const tag = principal(activity.tags);
        into.causes.set(tag, (into.causes.get(tag) ?? 0) + count * evaluate(activity.time, into.values));
      }
      return 1;
    }
    case 'sequence': {
      let goesOn = 1;
      for (const step of activity.steps) goesOn *= collect(step, count * goesOn, into);
      return goesOn;
    }
    case 'parallel':
      for (const step of activity.steps) collect(step, count, into);
      return 1;
    case 'repeat':
      return collect(activity.body, count * evaluate(activity.times, into.values), into) > 0 ? 1 : 0;
    case 'choice':
      return chosen(activity, count, into);
    case 'hold':
      return collect(activity.body, count, into);
    case 'detached':
      collect(activity.body, count, into);
      return 1;
  }
}

function chosen(activity: Extract<Activity, { kind: 'choice' }>, count: number, into: Collection): number {
  let goesOn = 0;
  for (const branch of activity.branches) {
    const passes = collect(branch.body, count * branch.probability, into);
    if (!branch.leaves) goesOn += branch.probability * passes;
  }
  return goesOn;
}

/** A finding explains more than a kind of work, and a kind of work more than a table. */
function principal(tags: readonly string[]): string {
  return tags.find((tag) => !KINDS.some((kind) => tag.startsWith(kind))) ?? tags[0] ?? 'work:other';
}

const KINDS = ['work:', 'table:', 'service:'];
