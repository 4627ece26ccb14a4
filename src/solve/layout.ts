import type { Expression } from '../model/expression.ts';
import type { Activity, QueueingModel, RequestClass } from '../model/queueing-model.ts';
import { type FlatExpressions, flatten } from './expressions.ts';
import { checkClass, type ModelFault } from './faults.ts';
import { type FlatProgram, flatProgram } from './flat-program.ts';

/** An activity with stations by index and expressions by slot of its class. */
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
  | {
      readonly kind: 'hold';
      readonly pool: number;
      readonly tokens: number;
      readonly body: Step;
      readonly tags: readonly string[];
    }
  | { readonly kind: 'detached'; readonly body: Step };

/** What a class is compiled to once, whatever the values of the parameters. */
export interface Layout {
  readonly faults: readonly ModelFault[];
  readonly root: Step;
  readonly program: FlatProgram;
  readonly expressions: FlatExpressions;
  /** The parameters that its expressions depend on. */
  readonly uses: Int32Array;
}

/** The names a layout was made with: stations (pools apart) and parameters, in order. */
interface Lexicon {
  readonly names: readonly string[];
  readonly stationIndex: ReadonlyMap<string, number>;
  readonly parameterIndex: ReadonlyMap<string, number>;
}

const NOTHING: Step = { kind: 'sequence', steps: [] };
const MOST_LEXICONS = 16;
const lexicons: Lexicon[] = [];
const layouts = new WeakMap<Activity, Map<string, { readonly lexicon: Lexicon; readonly layout: Layout }>>();

/**
 * Layout of a class of a model. Activities are immutable, so that a layout made once serves every model that has the same activity object, the
 * same names of stations and parameters: what changes of servers, instances and parameters leave alone.
 */
export function layoutsOf(model: QueueingModel): (requestClass: RequestClass) => Layout {
  const lexicon = lexiconOf(model);
  return (requestClass) => {
    const { id, activity } = requestClass;
    const known = layouts.get(activity) ?? new Map();
    const found = known.get(id);
    if (found?.lexicon === lexicon) return found.layout;
    const layout = layOut(requestClass, model, lexicon);
    layouts.set(activity, known.set(id, { lexicon, layout }));
    return layout;
  };
}

function lexiconOf({ stations, parameters }: QueueingModel): Lexicon {
  const names = [
    ...stations.map(({ id, type }) => (type === 'pool' ? `pool ${id}` : `station ${id}`)),
    ...parameters.map(({ id }) => id),
  ];
  const known = lexicons.find((one) => one.names.length === names.length && one.names.every((n, i) => n === names[i]));
  if (known !== undefined) return known;
  const indexOf = (named: readonly { readonly id: string }[]) => new Map(named.map(({ id }, index) => [id, index]));
  const lexicon = {
    names,
    stationIndex: indexOf(stations),
    parameterIndex: indexOf(parameters),
    sound: new WeakSet<Activity>(),
  };
  lexicons.unshift(lexicon);
  lexicons.length = Math.min(lexicons.length, MOST_LEXICONS);
  return lexicon;
}

function layOut(requestClass: RequestClass, model: QueueingModel, lexicon: Lexicon): Layout {
  const faults = checkClass(requestClass, model);
  const expressions: Expression[] = [];
  const { stationIndex, parameterIndex } = lexicon;
  const root = faults.length > 0 ? NOTHING : lay(requestClass.activity, stationIndex, expressions);
  const flat = flatten(faults.length > 0 ? [] : expressions, parameterIndex, requestClass.id);
  return { faults, root, program: flatProgram(root), expressions: flat, uses: Int32Array.from(new Set(flat.factor)) };
}

function lay(activity: Activity, at: ReadonlyMap<string, number>, expressions: Expression[]): Step {
  const inner = (child: Activity) => lay(child, at, expressions);
  switch (activity.kind) {
    case 'serve': {
      const { station, time, variability, tags } = activity;
      return { kind: 'serve', station: at.get(station) ?? -1, time: expressions.push(time) - 1, variability, tags };
    }
    case 'sequence':
    case 'parallel':
      return { kind: activity.kind, steps: activity.steps.map(inner) };
    case 'repeat': {
      const times = expressions.push(activity.times) - 1;
      return { kind: 'repeat', times, parallel: activity.mode === 'parallel', body: inner(activity.body) };
    }
    case 'choice': {
      const branches = activity.branches.map(({ probability, leaves, body }) => ({
        probability,
        leaves,
        body: inner(body),
      }));
      return { kind: 'choice', branches };
    }
    case 'hold':
      return {
        kind: 'hold',
        pool: at.get(activity.pool) ?? -1,
        tokens: activity.tokens ?? 1,
        body: inner(activity.body),
        tags: activity.tags,
      };
    case 'detached':
      return { kind: 'detached', body: inner(activity.body) };
  }
}
