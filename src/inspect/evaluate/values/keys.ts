import type { Location } from '../../../model/source.ts';
import { type Cells, unwatched } from './cells.ts';
import type { QueryPlan } from './query.ts';
import type { Scope } from './scope.ts';
import { isSamePlace } from './union.ts';
import type { ArrayValue, ExternalValue, FunctionValue, ListValue, ObjectValue, RowValue, Value } from './values.ts';

const references = new WeakMap<object, number>();
let counted = 0;

/** Number of an object, the same each time. */
function referenceOf(object: object): number {
  const known = references.get(object);
  if (known !== undefined) return known;
  counted += 1;
  references.set(object, counted);
  return counted;
}

/**
 * A text that two calls have in common when an evaluation cannot tell them apart but for the lines that what they are given comes from.
 * Then, in order: what the text tells the contents of, those lines, and the rows among what is given.
 */
export interface Key {
  readonly text: string;
  readonly given: readonly object[];
  readonly lines: readonly Location[];
  readonly rows: readonly RowValue[];
}

interface Keying {
  /** What is told by its contents, with its place. */
  readonly given: Map<object, number>;
  readonly lines: Location[];
  readonly rows: RowValue[];
  /** Values that may still be looked into. */
  left: number;
}

/** Nested deeper, values are told apart by what they are rather than by what they hold; so are those beyond so many, and those that hold so much. */
const MOST_NESTED = 4;
const MOST_VALUES = 60;
const MOST_HELD = 16;

/** The key of a call; undefined when what it is given could change between two uses. */
export function keyOfCall(callee: FunctionValue, self: Value | undefined, args: readonly Value[]): Key | undefined {
  return unwatched(() => {
    const keying: Keying = { given: new Map(), lines: [], rows: [], left: MOST_VALUES };
    const code = keyOfFunction(callee, keying, 0);
    const target = self === undefined ? '' : keyOfValue(self, keying, 0);
    const given = keyOfAll('', args, keying, 0);
    if (code === undefined || target === undefined || given === undefined) return undefined;
    const { lines, rows } = keying;
    return { text: `${code} ${target} ${given}`, given: [...keying.given.keys()], lines, rows };
  });
}

/** Lines are told apart, not named. */
function keyOfLine(at: Location, { lines }: Keying): number {
  let place = 0;
  while (place < lines.length && !isSamePlace(at, lines[place] as Location)) place += 1;
  lines[place] ??= at;
  return place;
}

/** The text of one value; undefined when it could change between two uses. */
function keyOfValue(value: Value, keying: Keying, depth: number): string | undefined {
  keying.left -= 1;
  if (depth > MOST_NESTED || keying.left < 0) return value.kind === 'builder' ? undefined : `#${referenceOf(value)}`;
  switch (value.kind) {
    case 'literal':
      return `l${typeof value.value}:${String(value.value)}`;
    case 'opaque': {
      const sources = value.sources === undefined ? '' : value.sources.map((at) => keyOfLine(at, keying)).join();
      const cut = value.cut === undefined ? '' : JSON.stringify(value.cut);
      return `o${value.origin}:${value.name}:${sources}:${value.count === undefined ? '' : JSON.stringify(value.count)}${cut}`;
    }
    case 'text':
      return keyOfAll('t', value.parts, keying, depth);
    case 'union':
      return keyOfAll('u', value.of, keying, depth);
    case 'external':
      return keyOfExternal(value, keying, depth);
    case 'function':
      return keyOfFunction(value, keying, depth);
    case 'object':
      return keyOfObject(value, keying, depth);
    case 'array':
      return keyOfArray(value, keying, depth);
    case 'list':
      return keyOfList(value, keying, depth);
    case 'cell':
      return `c${keyOfQuery(value.query, keying)}:${value.name}`;
    case 'row':
      return keyOfRow(value, keying, depth);
    case 'promise': {
      const inside = keyOfValue(value.value, keying, depth + 1);
      return inside && `p${value.task === undefined ? '' : referenceOf(value.task)}(${inside})`;
    }
    case 'builder':
      return undefined;
    default:
      return `#${referenceOf(value)}`;
  }
}

/** A query that was sent: rows of two that were written alike are alike. */
function keyOfQuery(query: QueryPlan, keying: Keying): string {
  const place = keying.given.get(query);
  if (place !== undefined) return `@${place}`;
  keying.given.set(query, keying.given.size);
  const { at, database, held, operation, tables, limit, first } = query;
  return `${keyOfLine(at, keying)} ${database}${held === true ? '!' : ''} ${operation} ${tables.join()} ${limit} ${first}`;
}

function keyOfRow(row: RowValue, keying: Keying, depth: number): string | undefined {
  const { query, table, fields, member } = row;
  keying.rows.push(row);
  const sent = keyOfQuery(query, keying);
  const held = fields === undefined ? '' : keyOfAll([...fields.keys()].join(), [...fields.values()], keying, depth);
  return held === undefined ? undefined : `r${sent} ${table} ${member === undefined ? '' : 'm'}${held}`;
}

function keyOfAll(start: string, values: readonly Value[], keying: Keying, depth: number): string | undefined {
  let key = `${start}(`;
  for (const value of values) {
    const one = keyOfValue(value, keying, depth + 1);
    if (one === undefined) return undefined;
    key += `${one},`;
  }
  return `${key})`;
}

/** Contents by name, when they were not told before. */
function keyOfCells(cells: Cells, keying: Keying, depth: number): string | undefined {
  const place = keying.given.get(cells);
  if (place !== undefined) return `@${place}`;
  keying.given.set(cells, keying.given.size);
  let key = '{';
  for (const [name, value] of cells) {
    const one = keyOfValue(value, keying, depth + 1);
    if (one === undefined) return undefined;
    key += `${name}=${one},`;
  }
  return `${key}}`;
}

/** An object that only holds what the code put in it is told by that; what a request and its answer are, and what requests may leave empty, is itself. */
function keyOfObject(value: ObjectValue, keying: Keying, depth: number): string | undefined {
  const { fields, spreads, made, nature, shared } = value;
  if (nature !== undefined && nature !== 'error') return `#${referenceOf(value)}`;
  if (fields.unset !== undefined || fields.size > MOST_HELD || (shared && (made !== undefined || hasEmpty(fields))))
    return `#${referenceOf(value)}`;
  const held = keyOfCells(fields, keying, depth);
  const spread = keyOfAll('', spreads, keying, depth);
  if (held === undefined || spread === undefined) return undefined;
  return `b${shared ? 's' : ''}${nature ?? ''}${made === undefined ? '' : referenceOf(made)}${held}${spread}`;
}

/** Another request may have filled it. */
function hasEmpty(fields: Cells): boolean {
  for (const value of fields.values())
    if (value.kind === 'literal' && (value.value === null || value.value === undefined)) return true;
  return false;
}

function keyOfArray({ items }: ArrayValue, keying: Keying, depth: number): string | undefined {
  const place = keying.given.get(items);
  if (place !== undefined) return `@${place}`;
  if (items.length > MOST_HELD) return `#${referenceOf(items)}`;
  keying.given.set(items, keying.given.size);
  return keyOfAll(items.unsure === 0 ? 'a' : `a${items.unsure}`, items, keying, depth);
}

function keyOfList({ element, size, query, task }: ListValue, keying: Keying, depth: number): string | undefined {
  const inside = keyOfValue(element, keying, depth + 1);
  const behind = [query, task].map((one) => (one === undefined ? '' : referenceOf(one))).join();
  return inside && `L${JSON.stringify(size)}${behind}(${inside})`;
}

function keyOfExternal(value: ExternalValue, keying: Keying, depth: number): string | undefined {
  const { at, asked } = value;
  const about = asked === undefined ? '' : JSON.stringify(asked);
  return keyOfAll(`e${value.package} ${value.path.join('.')} ${at.file}:${at.line}${about}`, value.args, keying, depth);
}

/** A function that was made again in the same scope, or in one that holds the same, is the same, unless something was set on it. */
function keyOfFunction(value: FunctionValue, keying: Keying, depth: number): string | undefined {
  if (value.fields.size > 0) return `#${referenceOf(value)}`;
  const self = value.self === undefined ? '' : keyOfValue(value.self, keying, depth + 1);
  const scope = keyOfScope(value.scope, keying, depth);
  const home = value.home === undefined ? '' : referenceOf(value.home);
  return self === undefined || scope === undefined
    ? undefined
    : `f${referenceOf(value.node)}:${scope}:${home}:${value.name}(${self})`;
}

/** Scopes up to one that is itself: that of the module. */
function keyOfScope(scope: Scope, keying: Keying, depth: number): string | undefined {
  let key = '';
  let current = scope;
  while (current.parent !== undefined && depth <= MOST_NESTED && keying.left > 0) {
    if (current.variables.size > MOST_HELD) break;
    const held = keyOfCells(current.variables, keying, depth);
    if (held === undefined) return undefined;
    key += held;
    current = current.parent;
  }
  return `${key}${referenceOf(current)}`;
}
