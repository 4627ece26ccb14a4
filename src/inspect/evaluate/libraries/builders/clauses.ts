import { asList } from '../../interpret/lists.ts';
import type { Machine } from '../../machine.ts';
import { DATA, literal, newObject, sourcesOf } from '../../values/create.ts';
import type { ConditionValue, Value } from '../../values/values.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import type { Plan } from '../plans.ts';
import {
  fragmentOf,
  orderInSql,
  rawFragment,
  tablesInFrom,
  tablesOf,
  whereCompared,
  whereSql,
  withTables,
} from './fragments.ts';

/** A query that a builder such as Knex or Kysely has put together so far. */
export interface Draft {
  readonly plan: Plan;
  /** The name that the main table goes by. */
  readonly alias: string;
  /** Only the first row is asked for. */
  readonly first: boolean;
}

/** A table as builders name it: `users`, `users as u`, `{ u: 'users' }`. */
function tableIn(value: Value | undefined): { readonly name: string; readonly alias: string } | undefined {
  const [entry] = [...fieldsOf(value)];
  const text = entry === undefined ? textOf(value) : `${textOf(entry[1]) ?? ''} as ${entry[0]}`;
  const [, name, alias] = /^\s*([\w$."`]+)(?:\s+(?:as\s+)?(\w+))?\s*$/i.exec(text ?? '') ?? [];
  if (name === undefined || name === '') return undefined;
  const bare = name.replace(/["`]/g, '').split('.').at(-1) ?? name;
  return { name: bare, alias: alias ?? bare };
}

/** The column of the main table that a name means; undefined when it is another table's. */
function columnIn(draft: Draft, name: string | undefined): string | undefined {
  const parts =
    (name ?? '')
      .replace(/["`]/g, '')
      .split(/\s+as\s+/i)[0]
      ?.split('.') ?? [];
  const column = parts.at(-1);
  const owner = parts.at(-2);
  if (column === undefined || column === '' || column === '*') return undefined;
  return owner === undefined || owner === draft.alias || owner === draft.plan.tables[0] ? column : undefined;
}

type Way = 'equal' | 'compared' | 'loose';

function compare(draft: Draft, name: string | undefined, way: Way, inputs: readonly Value[]): Draft {
  const column = columnIn(draft, name);
  if (column === undefined) return draft;
  const { plan } = draft;
  const kept = [...plan[way].filter((each) => each !== column), column];
  return { ...draft, plan: { ...plan, [way]: kept, inputs: [...plan.inputs, ...sourcesOf(inputs)] } };
}

const WAYS: Readonly<Record<string, Way>> = {
  '=': 'equal',
  '>': 'compared',
  '<': 'compared',
  '>=': 'compared',
  '<=': 'compared',
  in: 'compared',
  is: 'compared',
};

/** `where('age', '>', 18)`, `where({ age: 18 })`, `whereRaw('lower(email) = ?', email)`. Alternatives are of no help to an index. */
export function where(machine: Machine, draft: Draft, name: string, args: readonly Value[]): Draft {
  const next = added(machine, draft, name, args);
  return /^or/i.test(name) ? { ...next, plan: { ...next.plan, ...asAlternatives(next.plan) } } : next;
}

/** What comes before an OR is an alternative too. */
function asAlternatives({ equal, compared, loose }: Plan): Pick<Plan, 'equal' | 'compared' | 'loose'> {
  return { equal: [], compared: [], loose: [...new Set([...equal, ...compared, ...loose])] };
}

/** Adds the conditions of a group between parentheses to those around it. */
export function withGroup(draft: Draft, group: Plan, name: string): Draft {
  const { plan } = draft;
  const inside = /^(or|.*not)/i.test(name) ? { ...group, ...asAlternatives(group) } : group;
  const both: Plan = {
    ...plan,
    tables: group.tables,
    equal: [...plan.equal, ...inside.equal],
    compared: [...plan.compared, ...inside.compared],
    loose: [...plan.loose, ...inside.loose],
    unknownFilter: plan.unknownFilter || group.unknownFilter,
    inputs: group.inputs,
  };
  return { ...draft, plan: /^or/i.test(name) ? { ...both, ...asAlternatives(both) } : both };
}

function added(machine: Machine, draft: Draft, name: string, args: readonly Value[]): Draft {
  const word = name.toLowerCase();
  const [first] = args;
  const loose = /^or|not|like/.test(word);
  if (word.includes('raw')) return whereSql(draft, rawFragment(args), loose);
  if (word.includes('exists')) return withTables(draft, tablesOf(first));
  if (first?.kind === 'function') return { ...draft, plan: { ...draft.plan, unknownFilter: true } };
  const written = fragmentOf(first);
  if (written !== undefined)
    return args.length > 1 ? whereCompared(draft, written, args, loose) : whereSql(draft, written, loose);
  const column = textOf(first);
  if (column !== undefined) return whereColumn(draft, column, word, loose, args);
  return loose ? draft : whereObject(machine, draft, first);
}

function whereColumn(draft: Draft, column: string, word: string, loose: boolean, args: readonly Value[]): Draft {
  const [, second, third] = args;
  const ranged = loose ? 'loose' : 'compared';
  if (word.includes('null') || word.includes('between')) return compare(draft, column, ranged, args);
  if (word.endsWith('in')) return listed(compare(draft, column, ranged, args), second);
  const operator = third === undefined ? '=' : (textOf(second) ?? '').toLowerCase();
  const compared = compare(draft, column, loose ? 'loose' : (WAYS[operator] ?? 'loose'), args);
  return operator === 'in' ? listed(compared, third) : compared;
}

function listed(draft: Draft, values: Value | undefined): Draft {
  if (values === undefined || values.kind === 'builder') return withTables(draft, tablesOf(values));
  return { ...draft, plan: { ...draft.plan, listed: asList(values).size } };
}

function whereObject(machine: Machine, draft: Draft, value: Value | undefined): Draft {
  if (value === undefined) return draft;
  const known = machine.tables.find(({ name }) => name === draft.plan.tables[0]);
  const table = known ?? { name: '', at: draft.plan.at, columns: new Map(), indexes: [], relations: new Map() };
  if (value.kind !== 'object') return { ...draft, plan: withFilter(draft.plan, table, value) };
  const own = newObject(
    false,
    [...value.fields].flatMap(([key, field]) => {
      const column = columnIn(draft, key);
      return column === undefined ? [] : [[column, field] as const];
    }),
  );
  own.spreads.push(...value.spreads);
  return { ...draft, plan: withFilter(draft.plan, table, own) };
}

export function join(draft: Draft, args: readonly Value[]): Draft {
  const [joined] = args;
  const written = fragmentOf(joined);
  if (written !== undefined) return withTables(draft, [...tablesOf(joined), ...tablesInFrom(written.text ?? '')]);
  if (joined?.kind === 'builder')
    return { ...draft, plan: { ...draft.plan, tables: [...draft.plan.tables, ...joined.plan().tables] } };
  const table = tableIn(joined);
  return table === undefined
    ? draft
    : { ...draft, plan: { ...draft.plan, tables: [...draft.plan.tables, table.name] } };
}

/** The rows of a table, or those of another query, which brings its filters. */
export function from(draft: Draft, value: Value | undefined): Draft {
  const written = fragmentOf(value);
  if (value?.kind === 'builder' && written === undefined) {
    const { tables, equal, compared, loose, inputs } = value.plan();
    const plan = { ...draft.plan, tables, equal, compared, loose, inputs: [...draft.plan.inputs, ...inputs] };
    return { ...draft, alias: tables[0] ?? '', plan };
  }
  const table = tableIn(written === undefined ? value : literal(written.text));
  if (table === undefined && written !== undefined) return fromSql(draft, written);
  return table === undefined ? draft : { ...draft, alias: table.alias, plan: { ...draft.plan, tables: [table.name] } };
}

function fromSql(draft: Draft, { text = '', tables = [] }: ConditionValue): Draft {
  const [name = '', ...others] = [...tablesInFrom(text), ...tables];
  return withTables({ ...draft, alias: name, plan: { ...draft.plan, tables: [name] } }, others);
}

/** `joinRaw('left join domains on …')`. */
export function joinSql(draft: Draft, args: readonly Value[]): Draft {
  return withTables(draft, tablesInFrom(`"?" ${rawFragment(args).text ?? ''}`));
}

/** Columns, or SQL that sorts: what is no column of the main table sorts the rows that were found. */
export function order(draft: Draft, args: readonly Value[]): Draft {
  const written = fragmentOf(args[0]);
  if (written !== undefined) {
    const sorted = { ...draft.plan, order: [...draft.plan.order, ...orderInSql(draft, written.text ?? '')] };
    return withTables({ ...draft, plan: sorted }, tablesOf(args[0]));
  }
  const names = itemsOf(args[0]).flatMap((item) => textOf(item) ?? textOf(fieldsOf(item).get('column')) ?? []);
  const columns = names.flatMap((name) => columnIn(draft, name) ?? []);
  return { ...draft, plan: { ...draft.plan, order: [...draft.plan.order, ...columns] } };
}

export function group(draft: Draft, args: readonly Value[]): Draft {
  const columns = args.flatMap((arg) => itemsOf(arg)).flatMap((item) => textOf(item) ?? []);
  const keyed = columns.some((name) => /(^|[_.])id$|Id$/.test(name));
  const plan: Plan = { ...draft.plan, aggregated: false, operation: 'select' };
  return { ...draft, plan: keyed || columns.length === 0 ? plan : { ...plan, grouped: true } };
}

export function limit(draft: Draft, value: Value | undefined): Draft {
  return { ...draft, plan: withLimit(draft.plan, value ?? DATA) };
}
