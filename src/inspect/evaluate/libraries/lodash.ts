import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import { DATA } from '../values/create.ts';
import { writeKey } from '../values/trail.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { assign, fields, keys } from './containers.ts';

/** Objects inside objects that are merged, at most. */
const MOST_DEPTH = 4;

/** What lodash does with the fields of objects that the code knows: the start of servers merges maps of functions with it. Undefined for the rest. */
export function callLodash(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (args[0]?.kind !== 'object') return undefined;
  switch (target.path.at(-1)) {
    case 'values':
      return fields(machine, args, at);
    case 'keys':
      return keys(machine, args, at);
    case 'assign':
    case 'extend':
      return assign(machine, args, at);
    case 'merge':
    case 'defaultsDeep':
      for (const source of args.slice(1)) merge(machine, args[0], source, 0);
      return args[0];
    default:
      return undefined;
  }
}

function merge(machine: Machine, target: Value & { kind: 'object' }, source: Value, depth: number): void {
  if (source.kind !== 'object') {
    target.spreads.push(source.kind === 'union' ? source : DATA);
    return;
  }
  for (const [key, value] of source.fields) {
    const known = target.fields.get(key);
    if (known?.kind === 'object' && value.kind === 'object' && depth < MOST_DEPTH)
      merge(machine, known, value, depth + 1);
    else writeKey(machine.trail, target.fields, key, value);
  }
  target.spreads.push(...source.spreads);
}
