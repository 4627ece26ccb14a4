import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { asList } from '../../interpret/lists.ts';
import { awaitValue } from '../../interpret/promises.ts';
import { type Machine, record } from '../../machine.ts';
import { spoil } from '../../values/cells.ts';
import { DATA, settled, sourcesOf } from '../../values/create.ts';
import type { BuilderValue, ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { row, rowList, send } from '../entities/queries.ts';
import { inTransaction } from '../entities/transactions.ts';
import { newPlan, type Plan } from '../plans.ts';
import { rawQuery } from '../statements.ts';
import { type Draft, from, group, join, joinSql, limit, order, where, withGroup } from './clauses.ts';
import { aggregateIn, asFragment, rawFragment, tablesOf, withTables } from './fragments.ts';

const OPEN = '#open';
const HELD = '#held';

/** How a connection of Knex is reached, for mappers that go through it. */
export const KNEX = { open: OPEN, held: [OPEN, HELD] } as const;

const ENGINES: Readonly<Record<string, string>> = {
  pg: 'postgresql',
  'pg-native': 'postgresql',
  postgres: 'postgresql',
  postgresql: 'postgresql',
  mysql: 'mysql',
  mysql2: 'mysql',
  sqlite3: 'sqlite',
  'better-sqlite3': 'sqlite',
  mssql: 'sqlserver',
};

/** Knex: `knex(config)` opens a pool, `db('users')` begins a query. Undefined for the rest of the package. */
export function callKnex(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
  database?: string,
): Value | undefined {
  const [first, second] = target.path;
  if (first !== OPEN) {
    if (target.path.length > 1 || (first !== undefined && first !== 'knex')) return undefined;
    const dialect = textOf(fieldsOf(args[0]).get('client')) ?? 'pg';
    const client = registerClient(machine, 'knex', args, true, at, ENGINES[dialect] ?? 'postgresql');
    client.orm = 'knex';
    return { ...target, path: [OPEN], args, at };
  }
  const held = second === HELD;
  const steps = target.path.slice(held ? 2 : 1);
  const known = database ?? machine.clients.find((client) => client.orm === 'knex')?.id ?? 'postgresql';
  return onConnection(machine, target, known, held, steps, args, at);
}

function onConnection(
  machine: Machine,
  target: ExternalValue,
  database: string,
  held: boolean,
  steps: readonly string[],
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const plan: Plan = { ...newPlan(database, 'select', at), ...(held ? { held: true } : {}) };
  const [method] = steps;
  const start = (draft: Draft, name: string): Value => chain(machine, draft).call(name, args, at);
  if (method === undefined) return chain(machine, from({ plan, alias: '', first: false }, args[0]));
  switch (method) {
    case 'raw':
      return asFragment(rawQuery(machine, plan, args), rawFragment(args));
    case 'transaction':
      return transaction(machine, target, database, held, args, at);
    case 'commit':
    case 'rollback':
      record(machine, { kind: 'boundary', edge: 'end', at, database });
      return settled(DATA);
    case 'schema':
    case 'fn':
    case 'ref':
    case 'destroy':
    case 'migrate':
    case 'client':
    case 'on':
      return DATA;
    default:
      return steps.length === 1 ? start({ plan, alias: '', first: false }, method) : DATA;
  }
}

function transaction(
  machine: Machine,
  target: ExternalValue,
  database: string,
  held: boolean,
  args: readonly Value[],
  at: Location,
): Value {
  const handle: ExternalValue = { ...target, path: [OPEN, HELD], args: [] };
  const callback = args.find((arg) => arg.kind === 'function');
  if (callback === undefined) {
    record(machine, { kind: 'boundary', edge: 'begin', at, database });
    return settled(handle);
  }
  return inTransaction(machine, database, held, at, () =>
    awaitValue(machine, callValue(machine, callback, [handle], at), at),
  );
}

/** A query of Knex: the calls change it in place, and it runs when it is awaited. */
function chain(machine: Machine, begun: Draft): BuilderValue {
  let draft = begun;
  const depth = machine.undecided;
  const self: BuilderValue = {
    kind: 'builder',
    at: begun.plan.at,
    call: (name, args) => {
      spoil();
      const next = step(machine, draft, name, args);
      draft = machine.undecided > depth ? perhaps(draft, next) : next;
      if (name === 'modify' && args[0] !== undefined)
        callValue(machine, args[0], [self, ...args.slice(1)], draft.plan.at);
      return name === 'clone' ? chain(machine, draft) : self;
    },
    plan: () => ({ ...draft.plan }),
    result: () => DATA,
    run: () => run(machine, draft),
  };
  return self;
}

/** A filter added under a condition may help, but does not single out a row. */
function perhaps(before: Draft, after: Draft): Draft {
  const added = after.plan.equal.filter((column) => !before.plan.equal.includes(column));
  const plan = { ...after.plan, equal: before.plan.equal, compared: [...after.plan.compared, ...added] };
  return { ...after, plan };
}

/** What a call adds to a query. */
export function step(machine: Machine, draft: Draft, name: string, args: readonly Value[]): Draft {
  if (/where/i.test(name)) {
    const inside = /exists/i.test(name) ? undefined : args.find((arg) => arg.kind === 'function');
    return inside === undefined ? where(machine, draft, name, args) : grouped(machine, draft, name, inside);
  }
  if (/join/i.test(name)) return name === 'joinRaw' ? joinSql(draft, args) : join(draft, args);
  const { plan } = draft;
  switch (name) {
    case 'from':
    case 'into':
    case 'table':
      return from(draft, args[0]);
    case 'fromRaw':
      return from(draft, rawFragment(args));
    case 'select':
    case 'column':
    case 'columns':
    case 'having':
      return selected(draft, name, args);
    case 'havingRaw':
    case 'groupByRaw':
      return withTables(draft, tablesOf(rawFragment(args)));
    case 'orderBy':
      return order(draft, args);
    case 'orderByRaw':
      return order(draft, [rawFragment(args)]);
    case 'groupBy':
      return group(draft, args);
    case 'limit':
      return limit(draft, args[0]);
    case 'first':
      return { ...draft, first: true, plan: { ...plan, limit: 1 } };
    case 'returning':
      return { ...draft, plan: { ...plan, returns: true } };
    case 'transacting':
      return args[0] === undefined || args[0].kind === 'literal' ? draft : { ...draft, plan: { ...plan, held: true } };
    default:
      return written(draft, name, args);
  }
}

/** `where((query) => query.where(…).orWhere(…))`: conditions between parentheses, which the function adds to what it is given. */
function grouped(machine: Machine, draft: Draft, name: string, callback: Value): Draft {
  const { plan } = draft;
  const empty: Plan = { ...plan, equal: [], compared: [], loose: [], unknownFilter: false };
  const inner = chain(machine, { ...draft, plan: empty });
  callValue(machine, callback, [inner], plan.at, inner);
  return withGroup(draft, inner.plan(), name);
}

/** Columns, pieces of SQL and subqueries that make the rows. */
function selected(draft: Draft, name: string, args: readonly Value[]): Draft {
  const next = withTables(draft, args.flatMap(tablesOf));
  const aggregate = name === 'having' ? undefined : aggregateIn(args.flatMap((arg) => [...itemsOf(arg)]));
  return aggregate === undefined ? next : { ...next, plan: { ...next.plan, ...aggregate } };
}

function written(draft: Draft, name: string, args: readonly Value[]): Draft {
  const { plan } = draft;
  const inputs = [...plan.inputs, ...sourcesOf(args)];
  switch (name) {
    case 'count':
    case 'countDistinct':
      return { ...draft, plan: { ...plan, operation: 'count', aggregated: true } };
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
      return { ...draft, plan: { ...plan, aggregated: true } };
    case 'insert':
    case 'batchInsert': {
      const values = args[0]?.kind === 'array' || args[0]?.kind === 'list' ? asList(args[0]).size : undefined;
      const count = values ?? ({ kind: 'exactly', count: 1 } as const);
      return { ...draft, plan: { ...plan, operation: 'insert', values: count, inputs, returns: args.length > 1 } };
    }
    case 'update':
    case 'increment':
    case 'decrement':
      return {
        ...draft,
        plan: { ...plan, operation: 'update', inputs, returns: args.length > 1 && name === 'update' },
      };
    case 'del':
    case 'delete':
    case 'truncate':
      return { ...draft, plan: { ...plan, operation: 'delete', returns: false } };
    default:
      return draft;
  }
}

function run(machine: Machine, { plan, first }: Draft): Value {
  const sent = send(machine, plan);
  if (!plan.returns) return DATA;
  const table = plan.tables[0] ?? '';
  return first ? row(sent, table) : rowList(machine, sent, row(sent, table));
}
