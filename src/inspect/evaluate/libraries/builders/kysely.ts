import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { asList } from '../../interpret/lists.ts';
import { awaitValue } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import { DATA, sourcesOf } from '../../values/create.ts';
import type { ConditionValue, ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { itemsOf } from '../entities/options.ts';
import { later, now, row, rowList, send } from '../entities/queries.ts';
import { inTransaction } from '../entities/transactions.ts';
import { newPlan, type Plan } from '../plans.ts';
import { rawQuery } from '../statements.ts';
import { type Draft, from, group, join, limit, order, where } from './clauses.ts';
import { aggregateIn, asFragment, fragmentOf, tablesOf, whereSql, withTables } from './fragments.ts';
import { expressionBuilder, expressionOf, isExpression, pieceOf } from './kysely-pieces.ts';

const HELD = '#held';

const STARTS: Readonly<Record<string, QueryOperation>> = {
  selectFrom: 'select',
  insertInto: 'insert',
  replaceInto: 'insert',
  updateTable: 'update',
  deleteFrom: 'delete',
};

/** Kysely: `db.selectFrom('person').where(…).execute()`. Undefined for the rest of the package. */
export function callKysely(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const start = target.path.lastIndexOf('new()');
  if (target.path[0] === 'sql') return pieceOf(target.path[1] ?? '', args, at);
  if (isExpression(target)) return ofExpression(machine, target, args, at);
  if (start === -1 || target.path[start - 1] !== 'Kysely') return undefined;
  const held = target.path.includes(HELD);
  const steps = target.path.slice(start + 1).filter((step) => step !== HELD);
  const database = databaseOfKysely(machine, target);
  const operation = steps.length === 1 ? STARTS[steps[0] ?? ''] : undefined;
  if (operation !== undefined) return begin(machine, newPlan(database, operation, at), held, args);
  if (steps[0] === 'transaction()' && steps.at(-1) === 'execute')
    return inTransaction(machine, database, held, at, () => {
      const handle: ExternalValue = { ...target, path: [...target.path.slice(0, start + 1), HELD], args: [] };
      const callback = args[0];
      return callback === undefined ? DATA : awaitValue(machine, callValue(machine, callback, [handle], at), at);
    });
  return configure(target, steps, args);
}

function begin(machine: Machine, plan: Plan, held: boolean, args: readonly Value[]): Value {
  const begun: Plan = {
    ...plan,
    returns: plan.operation === 'select',
    ...(held ? { held: true } : {}),
    ...(plan.operation === 'insert' ? { values: { kind: 'exactly', count: 1 } } : {}),
  };
  return chain(machine, from({ plan: begun, alias: '', first: false }, itemsOf(args[0])[0]));
}

/** A subquery, or a piece of SQL. */
function ofExpression(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (target.path.at(-1) !== 'selectFrom') return expressionOf(target.path, args, at);
  return begin(machine, newPlan(databaseOfKysely(machine, target), 'select', at), false, args);
}

/** What gives the connection again, and what reaches no database. */
function configure(target: ExternalValue, steps: readonly string[], args: readonly Value[]): Value | undefined {
  const [method] = steps;
  if (/^(transaction|connection|setIsolationLevel|withSchema|withPlugin|with)$/.test(target.path.at(-1) ?? '')) {
    const opened = method === 'transaction' ? ['transaction()'] : [];
    return { ...target, path: [...target.path.slice(0, -1), ...opened], args };
  }
  if (method === 'fn') return expressionOf(['', ...steps], args, target.at);
  return method === 'destroy' || method === 'schema' ? DATA : undefined;
}

/** The database of the pool that the dialect was given. */
function databaseOfKysely(machine: Machine, target: ExternalValue): string {
  const known = machine.clients.find((client) => client.orm === 'kysely') ?? machine.clients[0];
  const client = known ?? registerClient(machine, 'pg', [], true, target.at);
  client.orm ??= 'kysely';
  return client.id;
}

/** A statement written in SQL: `sql`…`.execute(db)`. */
export function kyselyQuery(
  machine: Machine,
  target: ExternalValue,
  template: ConditionValue,
  values: readonly Value[],
  at: Location,
): Value {
  const plan = newPlan(databaseOfKysely(machine, target), 'raw', at);
  const query = rawQuery(machine, plan, [template, ...values]);
  const sent = later(
    plan,
    () => DATA,
    (name) => (name === 'execute' ? now(machine, plan, () => awaitValue(machine, query, at)) : undefined),
  );
  return asFragment(sent, { ...template, tables: [...(template.tables ?? []), ...values.flatMap(tablesOf)] });
}

/** A query of Kysely: each call gives another one, and `execute` sends it. */
function chain(machine: Machine, draft: Draft): Value {
  return later(
    draft.plan,
    () => DATA,
    (name, args) => {
      switch (name) {
        case 'execute':
        case 'stream':
          return now(machine, draft.plan, () => run(machine, draft));
        case 'executeTakeFirst':
        case 'executeTakeFirstOrThrow':
          return now(machine, draft.plan, () => run(machine, { ...draft, first: true }));
        case '$if':
          return args[1] === undefined ? undefined : optional(machine, draft, args[1]);
        case '$call':
          return args[0] === undefined
            ? undefined
            : callValue(machine, args[0], [chain(machine, draft)], draft.plan.at);
        default:
          return chain(machine, step(machine, draft, name, args));
      }
    },
  );
}

function optional(machine: Machine, draft: Draft, callback: Value): Value {
  const next = callValue(machine, callback, [chain(machine, draft)], draft.plan.at);
  return { kind: 'union', of: [chain(machine, draft), next] };
}

function step(machine: Machine, draft: Draft, name: string, args: readonly Value[]): Draft {
  const { plan } = draft;
  if (name === 'where') return filtered(machine, draft, args);
  if (name === 'whereRef') return draft;
  if (/join$/i.test(name)) return join(draft, args);
  switch (name) {
    case 'orderBy':
      return order(draft, args);
    case 'groupBy':
      return group(draft, args);
    case 'limit':
      return limit(draft, args[0]);
    case 'values':
      return { ...draft, plan: { ...plan, ...valuesIn(args[0]), inputs: [...plan.inputs, ...sourcesOf(args)] } };
    case 'set':
      return { ...draft, plan: { ...plan, inputs: [...plan.inputs, ...sourcesOf(args)] } };
    case 'returning':
    case 'returningAll':
      return { ...draft, plan: { ...plan, returns: true } };
    case 'select':
    case 'having':
      return selected(machine, draft, name, args);
    default:
      return draft;
  }
}

/** Columns, pieces of SQL and subqueries that make the rows. */
function selected(machine: Machine, draft: Draft, name: string, args: readonly Value[]): Draft {
  const given = args.map((arg) => (arg.kind === 'function' ? writtenIn(machine, draft, arg) : arg));
  const next = withTables(draft, given.flatMap(tablesOf));
  const aggregate = name === 'having' ? undefined : aggregateIn(itemsOf(given[0]));
  return aggregate === undefined ? next : { ...next, plan: { ...next.plan, ...aggregate } };
}

/** `where('city', '=', city)`, `where((eb) => eb.or([…]))`. */
function filtered(machine: Machine, draft: Draft, args: readonly Value[]): Draft {
  const [first] = args;
  if (first?.kind !== 'function') return where(machine, draft, 'where', args);
  const written = fragmentOf(writtenIn(machine, draft, first));
  return written === undefined
    ? { ...draft, plan: { ...draft.plan, unknownFilter: true } }
    : whereSql(draft, written, false);
}

function writtenIn(machine: Machine, { plan }: Draft, callback: Value): Value {
  return callValue(machine, callback, [expressionBuilder(plan.at)], plan.at);
}

function valuesIn(value: Value | undefined): Pick<Plan, 'values'> {
  const many = value?.kind === 'array' || value?.kind === 'list';
  return { values: many ? asList(value).size : { kind: 'exactly', count: 1 } };
}

function run(machine: Machine, { plan, first }: Draft): Value {
  const sent = send(machine, plan);
  if (!plan.returns) return DATA;
  const table = plan.tables[0] ?? '';
  if (first) sent.first = true;
  return first ? row(sent, table) : rowList(machine, sent, row(sent, table));
}
