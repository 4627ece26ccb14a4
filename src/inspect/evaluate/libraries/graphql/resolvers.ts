import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import type { Machine } from '../../machine.ts';
import { DATA, opaque } from '../../values/create.ts';
import { alternatives } from '../../values/union.ts';
import type { FunctionValue, Value } from '../../values/values.ts';
import { flatten } from '../routers.ts';
import type { FieldType } from './schema.ts';

/** What computes a field of a type. */
export interface Resolver {
  readonly at: Location;
  readonly returns: FieldType | undefined;
  readonly call: (machine: Machine, parent: Value, context: Value, request: Value) => Value;
}

/** Resolvers by type, then by field. */
export type Resolvers = Map<string, Map<string, Resolver>>;

export const ROOTS: readonly string[] = ['Query', 'Mutation'];

/** Reads a map of resolvers, or a list of such maps, with what the schema says of their fields. */
export function readResolvers(
  given: Value | undefined,
  typeOf: (type: string, field: string) => FieldType | undefined,
): Resolvers {
  const found: Resolvers = new Map();
  const maps = given === undefined ? [] : flatten([given]).flatMap((part) => alternatives(part));
  for (const map of maps) for (const [type, fields] of entriesOf(map)) readType(found, type, fields, typeOf);
  return found;
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  if (value.kind !== 'object') return [];
  return [...value.spreads.flatMap((spread) => alternatives(spread).flatMap(entriesOf)), ...value.fields];
}

function readType(
  found: Resolvers,
  type: string,
  fields: Value,
  typeOf: (type: string, field: string) => FieldType | undefined,
): void {
  const known = found.get(type) ?? new Map<string, Resolver>();
  found.set(type, known);
  for (const part of alternatives(fields))
    for (const [field, value] of entriesOf(part)) {
      const resolver = functionOf(value);
      if (resolver === undefined) continue;
      known.set(field, {
        at: resolver.kind === 'function' ? resolver.file.at(resolver.node.start) : { file: '', line: 1 },
        returns: typeOf(type, field),
        call: (machine, parent, context) => {
          const args = opaque('request', 'body');
          return callValue(
            machine,
            resolver,
            ROOTS.includes(type) ? [DATA, args, context, DATA] : [parent, args, context, DATA],
            placeOf(resolver),
          );
        },
      });
    }
}

function placeOf(resolver: Value): Location {
  return resolver.kind === 'function' ? resolver.file.at(resolver.node.start) : { file: '', line: 1 };
}

/** A function, or the one of `{ resolve }`. */
function functionOf(value: Value): FunctionValue | Value | undefined {
  for (const part of alternatives(value)) {
    if (part.kind === 'function' || part.kind === 'native') return part;
    const inner = part.kind === 'object' ? part.fields.get('resolve') : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
