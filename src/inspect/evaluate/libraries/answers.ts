import type { Cardinality, CpuWork } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { type Machine, record } from '../machine.ts';
import { derived } from '../values/create.ts';
import { alternatives, identity } from '../values/union.ts';
import type { ListValue, Value } from '../values/values.ts';
import { markOnce } from './marks.ts';

/** Rows of one table inside a value that is serialised. */
export interface Weight {
  readonly rows: Cardinality;
  readonly table: string;
}

const MOST_DEPTH = 6;
/** Values looked into for one answer, at most. */
const MOST_VISITED = 600;

/** The rows a value holds, by table. */
export function weigh(value: Value): readonly Weight[] {
  const weighing: Weighing = { found: new Map(), left: MOST_VISITED };
  collect(value, { kind: 'exactly', count: 1 }, 0, weighing);
  return [...weighing.found.values()];
}

interface Weighing {
  readonly found: Map<string, Weight>;
  left: number;
}

function add({ found }: Weighing, rows: Cardinality, table: string): void {
  found.set(`${table} ${JSON.stringify(rows)}`, { rows, table });
}

function collect(value: Value, times: Cardinality, depth: number, weighing: Weighing): void {
  weighing.left -= 1;
  if (depth > MOST_DEPTH || weighing.left < 0) return;
  switch (value.kind) {
    case 'row':
      add(weighing, times, value.table);
      return;
    case 'list':
      collectList(value, multiply(times, value.size), depth, weighing);
      return;
    case 'array':
      for (const item of value.items) collect(item, times, depth + 1, weighing);
      return;
    case 'object':
      for (const field of value.fields.values()) collect(field, times, depth + 1, weighing);
      for (const spread of value.spreads) collect(spread, times, depth + 1, weighing);
      return;
    case 'union':
      for (const part of value.of) collect(part, times, depth + 1, weighing);
      return;
    case 'promise':
      collect(value.value, times, depth + 1, weighing);
  }
}

/** A list made from rows weighs as many rows, even when its elements were rebuilt column by column. */
function collectList(list: ListValue, size: Cardinality, depth: number, weighing: Weighing): void {
  const before = weighing.found.size;
  collect(list.element, size, depth + 1, weighing);
  const table = list.query?.tables[0];
  if (weighing.found.size === before && table !== undefined) add(weighing, size, table);
}

/** Product of two cardinalities, the factor one left out. */
function multiply(a: Cardinality, b: Cardinality): Cardinality {
  if (a.kind === 'exactly' && a.count === 1) return b;
  if (b.kind === 'exactly' && b.count === 1) return a;
  return { kind: 'product', of: [...factors(a), ...factors(b)] };
}

function factors(cardinality: Cardinality): readonly Cardinality[] {
  return cardinality.kind === 'product' ? cardinality.of : [cardinality];
}

/** The answer is serialised and sent; `held` when it only leaves once everything that wraps the handler has returned. */
export function respond(machine: Machine, body: Value | undefined, at: Location, failure: boolean, held = false): void {
  const request = machine.request;
  const place = request?.answerPlace ?? at;
  if (body !== undefined) {
    request?.answers.push(body);
    recordBytes(machine, 'json-stringify', body, place);
  }
  record(machine, { kind: 'respond', at: place, failure, ...(held ? { held: true as const } : {}) });
}

function recordBytes(machine: Machine, work: CpuWork, value: Value, at: Location): void {
  const weights = weigh(value);
  if (weights.length === 0) record(machine, { kind: 'leaf', step: { kind: 'cpu', work, at } });
  for (const { rows, table } of weights)
    record(machine, { kind: 'leaf', step: { kind: 'cpu', work, amount: rows, rowsOf: table, at } });
}

/** `JSON.stringify`: of the answer, for a log, it is the second time; of rows, it is worth counting. */
export function stringify(machine: Machine, value: Value, at: Location): Value {
  const request = machine.request;
  if (request?.finished === true && request.answers.some((answer) => holds(value, answer))) {
    request.log.bodies = true;
    request.log.at ??= at;
    recordBytes(machine, 'body-log', value, at);
  } else if (machine.phase === 'request' && weigh(value).length > 0) recordBytes(machine, 'json-stringify', value, at);
  return derived([value]);
}

function holds(value: Value, answer: Value): boolean {
  const sought = identity(answer);
  return alternatives(value).some((part) => part === answer || identity(part) === sought);
}

/** One line is written to the log. */
export function logLine(machine: Machine, args: readonly Value[], at: Location, library: string): void {
  if (machine.phase === 'startup') return;
  record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'log-line', at, library } });
  const request = machine.request;
  if (request?.finished !== true) return;
  request.log.at ??= at;
  if (args.some((arg) => mentions(arg, 0))) request.log.durations = true;
  markOnce(machine, 'logging', at);
}

function mentions(value: Value, depth: number): boolean {
  if (depth > 4) return false;
  if (value.kind === 'opaque') return value.origin === 'duration';
  if (value.kind === 'text') return value.parts.some((part) => mentions(part, depth + 1));
  if (value.kind === 'object') return [...value.fields.values()].some((part) => mentions(part, depth + 1));
  return value.kind === 'union' && value.of.some((part) => mentions(part, depth + 1));
}
