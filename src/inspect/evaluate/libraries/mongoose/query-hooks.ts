import type { Machine } from '../../machine.ts';
import { DATA, native } from '../../values/create.ts';
import type { Value } from '../../values/values.ts';
import { withFilter } from '../entities/filters.ts';
import { later } from '../entities/queries.ts';
import { type Entity, runHooks } from '../entities/registry.ts';
import type { Plan } from '../plans.ts';

/** A query that is being built: the call it began with, and what was added to it. */
export interface Chain {
  readonly name: string;
  readonly one: boolean;
  readonly plan: Plan;
  readonly populated: readonly Value[];
}

/** Events of the calls that have another one's. */
export const EVENTS: Readonly<Record<string, string>> = {
  findById: 'findOne',
  exists: 'findOne',
  findByIdAndUpdate: 'findOneAndUpdate',
  findByIdAndDelete: 'findOneAndDelete',
  findByIdAndRemove: 'findOneAndRemove',
};

const NAMES = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'findOneAndRemove',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'remove',
  'countDocuments',
  'count',
  'estimatedDocumentCount',
  'distinct',
  'save',
  'validate',
  'init',
  'aggregate',
  'insertMany',
];

/** The events that the first argument of `pre` and `post` names: one, or all those that a pattern matches. */
export function eventsNamed(event: Value): readonly string[] {
  if (event.kind === 'literal') return [String(event.value)];
  const pattern = event.kind === 'opaque' ? /^\/(.*)\/$/.exec(event.name)?.[1] : undefined;
  const matching = pattern === undefined ? undefined : expression(pattern);
  return matching === undefined ? [] : NAMES.filter((name) => matching.test(name));
}

/** Only what patterns of names are made of: nothing that could take long. */
function expression(pattern: string): RegExp | undefined {
  return /^\^?[\w|()]*\$?$/.test(pattern) && !/\((?![\w|]+\))/.test(pattern) ? new RegExp(pattern) : undefined;
}

/** Runs the functions attached before a query: `this` is the query, to which they may add a filter or what to populate. */
export function beforeQuery(machine: Machine, entity: Entity, event: string, chained: Chain): Chain {
  let state = chained;
  const query: Value = later(
    chained.plan,
    () => DATA,
    (name, args) => {
      if (name === 'populate') state = { ...state, populated: [...state.populated, ...args.slice(0, 1)] };
      if (name === 'find' || name === 'where' || name === 'and')
        state = { ...state, plan: withFilter(state.plan, entity.table, args[0]) };
      return undefined;
    },
  );
  runHooks(machine, entity, [`pre ${event}`], query, [native('next', () => DATA)], chained.plan.at);
  return state;
}
