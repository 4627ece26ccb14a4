import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { asList } from '../../interpret/lists.ts';
import type { Machine } from '../../machine.ts';
import { DATA, settled, sourcesOf } from '../../values/create.ts';
import type { TableModel, Value } from '../../values/values.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { fieldsOf, flagOf, itemsOf, textOf } from '../entities/options.ts';
import { later, now, row, rowList, send } from '../entities/queries.ts';
import { newPlan, type Plan } from '../plans.ts';

/** What each method does; `one` when a single document comes back or is touched. */
const METHODS: Readonly<Record<string, { readonly operation: QueryOperation; readonly one?: true }>> = {
  find: { operation: 'select' },
  findOne: { operation: 'select', one: true },
  distinct: { operation: 'select' },
  countDocuments: { operation: 'count' },
  estimatedDocumentCount: { operation: 'count' },
  findOneAndUpdate: { operation: 'update', one: true },
  findOneAndReplace: { operation: 'update', one: true },
  findOneAndDelete: { operation: 'delete', one: true },
  updateOne: { operation: 'update' },
  updateMany: { operation: 'update' },
  replaceOne: { operation: 'update' },
  bulkWrite: { operation: 'update' },
  deleteOne: { operation: 'delete' },
  deleteMany: { operation: 'delete' },
  insertOne: { operation: 'insert' },
  insertMany: { operation: 'insert' },
};

/** A method of a collection. Undefined for one that nothing is known of. */
export function callCollection(
  machine: Machine,
  database: string,
  name: string,
  method: string,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const table = collectionNamed(machine, name, at);
  if (method === 'createIndex' || method === 'createIndexes') return declare(table, method, args, at);
  if (method === 'aggregate')
    return aggregate(machine, { ...newPlan(database, 'select', at), tables: [name] }, table, args);
  const known = METHODS[method];
  if (known === undefined) return undefined;
  const held = args.some((arg) => fieldsOf(arg).has('session')) ? ({ held: true } as const) : {};
  const plan: Plan = {
    ...newPlan(database, known.operation, at),
    ...held,
    tables: [name],
    inputs: sourcesOf(args),
    returns: known.operation === 'select' || known.one === true,
  };
  return run(machine, plan, table, method, args);
}

function run(machine: Machine, start: Plan, table: TableModel, method: string, args: readonly Value[]): Value {
  switch (method) {
    case 'insertOne':
      return sent(machine, { ...start, values: { kind: 'exactly', count: 1 } });
    case 'insertMany':
      return sent(machine, { ...start, values: asList(args[0] ?? DATA).size });
    case 'bulkWrite':
      return sent(machine, { ...start, unknownFilter: true });
    case 'distinct':
      return cursor(machine, withFilter(start, table, args[1]), table);
    default: {
      const plan = withFilter(start, table, args[0]);
      if (method === 'find') return cursor(machine, plan, table);
      if (plan.operation === 'count') return sent(machine, { ...plan, aggregated: true, returns: true });
      if (!plan.returns) return sent(machine, plan);
      const one: Plan = plan.operation === 'select' ? { ...plan, limit: 1 } : plan;
      return now(machine, one, () => row(send(machine, one), table.name));
    }
  }
}

function sent(machine: Machine, plan: Plan): Value {
  return now(machine, plan, () => {
    send(machine, plan);
    return DATA;
  });
}

/** `find(…).sort(…).limit(…).toArray()`: runs when its rows are asked for. */
function cursor(machine: Machine, plan: Plan, table: TableModel): Value {
  const read = (): Value => {
    const query = send(machine, plan);
    return rowList(machine, query, row(query, table.name));
  };
  return later(plan, read, (name, args) => {
    switch (name) {
      case 'limit':
        return cursor(machine, args[0] === undefined ? plan : withLimit(plan, args[0]), table);
      case 'sort':
        return cursor(machine, { ...plan, order: orderIn(args[0]) }, table);
      case 'filter':
        return cursor(machine, withFilter(plan, table, args[0]), table);
      case 'count':
        return sent(machine, { ...plan, operation: 'count', aggregated: true });
      case 'toArray':
        return now(machine, plan, read);
      case 'next':
        return now(machine, plan, () => row(send(machine, { ...plan, limit: 1 }), table.name));
      default:
        return undefined;
    }
  });
}

function orderIn(value: Value | undefined): readonly string[] {
  const text = textOf(value);
  return text === undefined ? [...fieldsOf(value).keys()] : [text];
}

function aggregate(machine: Machine, start: Plan, table: TableModel, args: readonly Value[]): Value {
  const stages = itemsOf(args[0]).map(fieldsOf);
  const looked = stages.flatMap((stage) => textOf(fieldsOf(stage.get('$lookup')).get('from')) ?? []);
  const limit = stages.findLast((stage) => stage.has('$limit'))?.get('$limit');
  const filtered = withFilter({ ...start, tables: [table.name, ...looked] }, table, stages[0]?.get('$match'));
  const grouped = stages.some((stage) => stage.has('$group') || stage.has('$count'));
  const plan = limit === undefined ? filtered : withLimit(filtered, limit);
  return cursor(machine, { ...plan, ...(grouped ? { grouped: true as const } : {}) }, table);
}

/** Every collection has an index on its key; the others are those that the code creates. */
function collectionNamed(machine: Machine, name: string, at: Location): TableModel {
  const known = machine.tables.find((table) => table.name === name);
  if (known !== undefined) return known;
  const key = { columns: ['_id'], unique: true, primary: true, at };
  const made: TableModel = { name, at, columns: new Map(), indexes: [key], relations: new Map() };
  machine.tables.push(made);
  return made;
}

function declare(table: TableModel, method: string, args: readonly Value[], at: Location): Value {
  const given =
    method === 'createIndex'
      ? [[args[0], args[1]] as const]
      : itemsOf(args[0]).map((each) => [fieldsOf(each).get('key'), each] as const);
  for (const [keys, options] of given) {
    const columns = orderIn(keys);
    const known = table.indexes.some((index) => index.columns.join() === columns.join());
    if (columns.length > 0 && !known)
      table.indexes.push({ columns, unique: flagOf(fieldsOf(options).get('unique')) === true, primary: false, at });
  }
  return settled(DATA);
}
