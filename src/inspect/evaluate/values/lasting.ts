import type { Task } from '../program/recording.ts';
import type { QueryPlan } from './query.ts';
import type { Scope } from './scope.ts';
import type { FunctionValue, ObjectValue, Value } from './values.ts';

/** `lasting`: it was there before, or never changes; `renewable`: objects, arrays and functions made since, of which another use needs its own; `unique` otherwise. */
export type Lasting = 'lasting' | 'renewable' | 'unique';

/** Values looked into, at most. */
const MOST_VISITED = 100;

/** What a call was given, and whether a value leads to any of it. */
export interface Given {
  readonly cells: ReadonlySet<object>;
  reached: boolean;
  /** Or only to rows of a query that it was given rows of. */
  rows: boolean;
}

/** What its library knows by the object itself, and the code only calls: a copy would be a stranger. */
const KNOWN = new Set(['model', 'repository', 'mikro-repository', 'graphql-schema']);

/** Whether every use of an object may have the same one. */
export function isKnownByItself({ nature }: ObjectValue): boolean {
  return nature !== undefined && KNOWN.has(nature);
}

interface Visit {
  readonly since: number;
  readonly tasks: Task[];
  readonly given: Given;
  /** Contents made since that were looked into: they may lead to each other. */
  readonly seen: Set<object>;
  left: number;
}

/** Whether a value, with all it leads to, may be given again. `since`: what was made later is new. New work that it promises is added to `tasks`. */
export function lastingOf(value: Value, since: number, given: Given, tasks: Task[] = []): Lasting {
  return lasting(value, { since, tasks, given, seen: new Set(), left: MOST_VISITED });
}

function lasting(value: Value, visit: Visit): Lasting {
  visit.left -= 1;
  if (visit.left < 0) return 'unique';
  switch (value.kind) {
    case 'object':
      return lastingObject(value, visit);
    case 'array':
      if (isGiven(value.items, visit)) return 'lasting';
      return value.items.born <= visit.since ? 'lasting' : renewableWith(value.items, value.items, visit);
    case 'union':
      return worst(value.of, visit);
    case 'promise':
      return promising(value.task, lasting(value.value, visit), visit);
    case 'external':
      return worst(value.args, visit);
    case 'function':
      return lastingFunction(value, visit);
    case 'list':
      return value.query === undefined ? promising(value.task, lasting(value.element, visit), visit) : 'unique';
    default:
      return isLasting(value, visit) ? 'lasting' : 'unique';
  }
}

function lastingObject(value: ObjectValue, visit: Visit): Lasting {
  if (isGiven(value.fields, visit)) return 'lasting';
  if (value.fields.born <= visit.since || isKnownByItself(value)) return 'lasting';
  if (value.nature === 'document') return 'unique';
  return renewableWith(value.fields, [...value.fields.values(), ...value.spreads], visit);
}

/** Another use of a promise of new work starts that work for itself. */
function promising(task: Task | undefined, result: Lasting, visit: Visit): Lasting {
  if (task === undefined || task.born <= visit.since || result === 'unique') return result;
  if (!visit.tasks.includes(task)) visit.tasks.push(task);
  return 'renewable';
}

function isLasting(value: Value, visit: Visit): boolean {
  switch (value.kind) {
    case 'class':
      return value.fields.born <= visit.since && !holdsGiven(value.scope, visit);
    case 'text':
      return worst(value.parts, visit) === 'lasting';
    case 'cell':
      noteRows(value.query, visit);
      return true;
    case 'row':
      noteRows(value.query, visit);
      return value.fields === undefined || worst([...value.fields.values()], visit) === 'lasting';
    case 'native':
    case 'builder':
      return false;
    default:
      return true;
  }
}

/** A function that was made since is made again, with the scopes of its own that it closes over. */
function lastingFunction({ scope, fields, self, home }: FunctionValue, visit: Visit): Lasting {
  if (fields.size > 0 || (home !== undefined && home.fields.born > visit.since)) return 'unique';
  holdsGiven(scope, visit);
  const own = self === undefined ? 'lasting' : lasting(self, visit);
  return own === 'unique' ? own : worse(own, lastingScope(scope, visit));
}

function lastingScope({ variables, parent }: Scope, visit: Visit): Lasting {
  if (variables.born <= visit.since) return 'lasting';
  if (parent !== undefined && lastingScope(parent, visit) === 'unique') return 'unique';
  return renewableWith(variables, [...variables.values()], visit);
}

function isGiven(cells: object, { given }: Visit): boolean {
  if (!given.cells.has(cells)) return false;
  given.reached = true;
  return true;
}

function noteRows(query: QueryPlan, { given }: Visit): void {
  if (given.cells.has(query)) given.rows = true;
}

/** Whether some scope around is one that the call was given. */
function holdsGiven(scope: Scope, visit: Visit): boolean {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent)
    if (isGiven(current.variables, visit)) return true;
  return false;
}

function renewableWith(made: object, values: readonly Value[], visit: Visit): Lasting {
  if (visit.seen.has(made)) return 'renewable';
  visit.seen.add(made);
  return worst(values, visit) === 'unique' ? 'unique' : 'renewable';
}

function worst(values: readonly Value[], visit: Visit): Lasting {
  let found: Lasting = 'lasting';
  for (const value of values) {
    found = worse(found, lasting(value, visit));
    if (found === 'unique') return found;
  }
  return found;
}

function worse(one: Lasting, other: Lasting): Lasting {
  return one === 'lasting' ? other : other === 'unique' ? other : one;
}
