import type { CallStep, Cardinality } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import { start } from '../interpret/promises.ts';
import { type Machine, record } from '../machine.ts';
import { DATA, newObject } from '../values/create.ts';
import type { BuilderValue, ExternalValue, Value } from '../values/values.ts';
import { fieldsOf, textOf } from './entities/options.ts';
import { newPlan } from './plans.ts';

/** What is asked of a table, or of a function of the database, so far. */
interface Asked {
  readonly verb: string;
  readonly on: string;
  readonly filter: readonly string[];
  readonly limit?: number;
  readonly one: boolean;
}

const FILTERS =
  /^(?:eq|neq|gt|gte|lt|lte|like|ilike|is|in|contains|containedBy|overlaps|textSearch|not|filter|match|rangeG?[lt]e?)$/;
const WRITES = /^(?:insert|update|upsert|delete)$/;

/** `supabase.from('members').select().eq('club_id', id)`, `supabase.rpc('ranking')`: one request, sent when it is awaited. Undefined for other calls. */
export function callSupabase(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const method = target.path.at(-1);
  const storage = target.path.includes('storage');
  if (storage || !/^create\w*Client\(\)$/.test(target.path[0] ?? '') || (method !== 'from' && method !== 'rpc'))
    return undefined;
  const on = textOf(args[0]) ?? '';
  return chain(machine, { verb: method === 'rpc' ? 'rpc' : 'select', on, filter: [], one: method === 'rpc' }, at);
}

function chain(machine: Machine, asked: Asked, at: Location): BuilderValue {
  const builder: BuilderValue = {
    kind: 'builder',
    at,
    call: (name, args) => chain(machine, further(asked, name, args), at),
    plan: () => newPlan('supabase', 'select', at),
    result: () => DATA,
    run: () => start(machine, at, () => send(machine, asked, at)),
  };
  return builder;
}

function further(asked: Asked, name: string, args: readonly Value[]): Asked {
  const [first] = args;
  if (WRITES.test(name)) return { ...asked, verb: name };
  if (name === 'single' || name === 'maybeSingle') return { ...asked, one: true };
  if (name === 'limit' && first?.kind === 'literal') return { ...asked, limit: Number(first.value) };
  if (!FILTERS.test(name)) return asked;
  const columns = name === 'match' ? [...fieldsOf(first).keys()] : [textOf(first) ?? ''];
  return { ...asked, filter: [...new Set([...asked.filter, ...columns.filter((column) => column !== '')])] };
}

function send(machine: Machine, { verb, on, filter, limit, one }: Asked, at: Location): Value {
  const service = { id: 'supabase', name: 'Supabase', kind: 'other' } as const;
  if (!machine.services.has(service.id)) machine.services.set(service.id, { ...service, at });
  const step: CallStep = {
    kind: 'call',
    service: service.id,
    endpoint: verb,
    ...(on === '' ? {} : { on }),
    ...(filter.length === 0 ? {} : { filter }),
    at,
  };
  record(machine, { kind: 'leaf', step });
  const all: Cardinality =
    filter.length === 0 ? { kind: 'table', table: on } : { kind: 'matching', table: on, columns: filter };
  const size: Cardinality = limit === undefined ? all : { kind: 'at-most', limit, of: all };
  const data: Value = one || on === '' ? DATA : { kind: 'list', element: DATA, size };
  return newObject(false, [
    ['data', data],
    ['error', DATA],
    ['count', DATA],
  ]);
}
