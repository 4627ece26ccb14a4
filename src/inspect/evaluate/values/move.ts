import type { Location } from '../../../model/source.ts';
import type { Key } from './keys.ts';
import type { QueryPlan } from './query.ts';
import { isSamePlace } from './union.ts';
import type { CellValue, Opaque, RowValue, Value } from './values.ts';

/** From what one call was given to what another is given in its place. */
export interface Moves {
  readonly lines: readonly (readonly [from: Location, to: Location])[];
  readonly rows: ReadonlyMap<RowValue, RowValue>;
  readonly given: ReadonlyMap<object, object>;
  /** Something holds a line and cannot be made again with another. */
  failed: boolean;
}

export function movesBetween(from: Key, to: Key): Moves {
  const inPlace = <T>(some: readonly T[], others: readonly T[]): [T, T][] =>
    some.map((one, place) => [one, others[place] ?? one]);
  return {
    lines: inPlace(from.lines, to.lines),
    rows: new Map(inPlace(from.rows, to.rows)),
    given: new Map(inPlace(from.given, to.given)),
    failed: false,
  };
}

/** Whether two calls are given what comes from the same lines. */
export function areFromSameLines({ lines }: Key, other: Key): boolean {
  return lines.every((line, place) => isSamePlace(line, other.lines[place] ?? line));
}

/** Whether two calls are given the very same things. */
export function areGivenTheSame({ given }: Key, other: Key): boolean {
  return given.every((one, place) => one === other.given[place]);
}

/** The same value, computed from what the other call is given. */
export function moved(value: Value, moves: Moves): Value {
  switch (value.kind) {
    case 'opaque':
      return value.sources === undefined ? value : movedOpaque(value, value.sources, moves);
    case 'cell':
      return movedCell(value, moves);
    case 'row':
      return movedRow(value, moves);
    case 'condition':
      return value.sources.length === 0 ? value : stuck(value, moves);
    case 'builder':
    case 'native':
      return stuck(value, moves);
    default:
      return value;
  }
}

function movedOpaque(value: Opaque, sources: readonly Location[], moves: Moves): Value {
  return { ...value, sources: sources.map((line) => lineAfter(line, moves) ?? line) };
}

function lineAfter(line: Location, { lines }: Moves): Location | undefined {
  return lines.find(([from]) => isSamePlace(from, line))?.[1];
}

function movedCell(value: CellValue, moves: Moves): Value {
  const query = moves.given.get(value.query);
  if (query !== undefined) return { ...value, query: query as QueryPlan };
  return lineAfter(value.query.at, moves) === undefined ? value : stuck(value, moves);
}

/** What a mapper adds to a row is bound to that row: another cannot be made of it. */
function movedRow(value: RowValue, moves: Moves): Value {
  const row = moves.rows.get(value);
  if (row !== undefined) return row;
  const isOther = value.fields === undefined && lineAfter(value.query.at, moves) === undefined;
  return isOther ? value : stuck(value, moves);
}

function stuck(value: Value, moves: Moves): Value {
  moves.failed = true;
  return value;
}
