import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { asList } from '../../interpret/lists.ts';
import type { Machine } from '../../machine.ts';
import { DATA, native, sourcesOf } from '../../values/create.ts';
import type { Value } from '../../values/values.ts';
import { withLimit } from '../drizzle-conditions.ts';
import { withFilter } from '../entities/filters.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { later, now, row, rowList, send } from '../entities/queries.ts';
import { type Entity, runHooks } from '../entities/registry.ts';
import type { Plan } from '../plans.ts';
import { documentOf, populate, saveHooks } from './documents.ts';
import { planOf } from './plans.ts';
import { beforeQuery, type Chain, EVENTS } from './query-hooks.ts';

/** Calls of a model whose query is built and runs when it is awaited: what it does, and whether it gives one document. */
const BUILT: Readonly<
  Record<string, { readonly operation: QueryOperation; readonly one: boolean; readonly byId?: true }>
> = {
  find: { operation: 'select', one: false },
  findOne: { operation: 'select', one: true },
  findById: { operation: 'select', one: true, byId: true },
  exists: { operation: 'select', one: true },
  distinct: { operation: 'select', one: false },
  findOneAndUpdate: { operation: 'update', one: true },
  findOneAndReplace: { operation: 'update', one: true },
  findByIdAndUpdate: { operation: 'update', one: true, byId: true },
  findOneAndDelete: { operation: 'delete', one: true },
  findOneAndRemove: { operation: 'delete', one: true },
  findByIdAndDelete: { operation: 'delete', one: true, byId: true },
  findByIdAndRemove: { operation: 'delete', one: true, byId: true },
  updateOne: { operation: 'update', one: true },
  replaceOne: { operation: 'update', one: true },
  updateMany: { operation: 'update', one: false },
  deleteOne: { operation: 'delete', one: true },
  deleteMany: { operation: 'delete', one: false },
  remove: { operation: 'delete', one: false },
  countDocuments: { operation: 'count', one: false },
  count: { operation: 'count', one: false },
  estimatedDocumentCount: { operation: 'count', one: false },
};

/** Static members of a model. */
export function memberOfMongooseModel(machine: Machine, entity: Entity, name: string): Value | undefined {
  const built = BUILT[name];
  if (built !== undefined) return native(name, ({ args, at }) => build(machine, entity, name, args, at));
  switch (name) {
    case 'create':
    case 'insertMany':
      return native(name, ({ args, at }) => create(machine, entity, name, args, at));
    case 'bulkWrite':
      return native(name, ({ args, at }) => {
        const plan: Plan = { ...planOf(machine, entity.table, 'update', at), returns: false, unknownFilter: true };
        return now(machine, plan, () => sendOnly(machine, { ...plan, inputs: sourcesOf(args) }));
      });
    case 'aggregate':
      return native(name, ({ args, at }) => aggregate(machine, entity, args, at));
    case 'populate':
      return native(name, ({ args, at }) => {
        const plan = planOf(machine, entity.table, 'select', at);
        return now(machine, plan, () => {
          populate(machine, entity.table, plan, args[1]);
          return args[0] ?? DATA;
        });
      });
    default:
      return undefined;
  }
}

function sendOnly(machine: Machine, plan: Plan): Value {
  send(machine, plan);
  return DATA;
}

function build(machine: Machine, entity: Entity, name: string, args: readonly Value[], at: Location): Value {
  const { operation, one, byId } = BUILT[name] ?? { operation: 'select', one: false };
  const start = planOf(machine, entity.table, operation, at);
  const filter = name === 'distinct' ? args[1] : args[0];
  const plan: Plan =
    byId === true ? { ...start, equal: ['_id'], inputs: sourcesOf(args) } : withFilter(start, entity.table, filter);
  const limited: Plan = one && operation === 'select' ? { ...plan, limit: 1 } : plan;
  const written = operation === 'update' || operation === 'delete';
  return chain(machine, entity, {
    name,
    one,
    plan: {
      ...limited,
      ...(operation === 'count' ? { aggregated: true } : {}),
      returns: !written || name.startsWith('find'),
    },
    populated: [],
  });
}

/** A query under construction, and what the calls that follow add to it. */
function chain(machine: Machine, entity: Entity, state: Chain): Value {
  const { plan, populated } = state;
  const next = (changed: Partial<Chain>): Value => chain(machine, entity, { ...state, ...changed });
  return later(
    plan,
    () => run(machine, entity, state),
    (name, args) => {
      switch (name) {
        case 'populate':
          return next({ populated: [...populated, ...args.slice(0, 1)] });
        case 'where':
        case 'find':
        case 'and':
          return next({ plan: withFilter(plan, entity.table, args[0]) });
        case 'limit':
          return next({ plan: args[0] === undefined ? plan : withLimit(plan, args[0]) });
        case 'sort':
          return next({ plan: { ...plan, order: orderIn(args[0]) } });
        case 'countDocuments':
        case 'count':
          return next({ plan: { ...plan, operation: 'count', aggregated: true }, one: false });
        case 'exec':
          return now(machine, plan, () => run(machine, entity, state));
        default:
          return undefined;
      }
    },
  );
}

function orderIn(value: Value | undefined): readonly string[] {
  const text = textOf(value);
  if (text !== undefined) return text.split(/\s+/).map((name) => name.replace(/^[-+]/, ''));
  return [...fieldsOf(value).keys()];
}

function run(machine: Machine, entity: Entity, chained: Chain): Value {
  const event = EVENTS[chained.name] ?? chained.name;
  const { one, plan, populated } = beforeQuery(machine, entity, event, chained);
  const sent = send(machine, plan);
  const loaded = new Map<string, Value>();
  for (const path of populated)
    for (const [key, value] of populate(machine, entity.table, sent, path)) loaded.set(key, value);
  const document = documentOf(machine, entity, sent, loaded);
  const found = plan.aggregated || !plan.returns ? DATA : one ? document : rowList(machine, sent, document);
  runHooks(machine, entity, [`post ${event}`], DATA, [found, native('next', () => DATA)], plan.at);
  return found;
}

function aggregate(machine: Machine, entity: Entity, args: readonly Value[], at: Location): Value {
  const stages = itemsOf(args[0]).map(fieldsOf);
  const looked = stages.flatMap((stage) => textOf(fieldsOf(stage.get('$lookup')).get('from')) ?? []);
  const start = planOf(machine, entity.table, 'select', at);
  const first = stages[0]?.get('$match');
  const limit = stages.findLast((stage) => stage.has('$limit'))?.get('$limit');
  const filtered = withFilter({ ...start, tables: [entity.table.name, ...looked] }, entity.table, first);
  const plan = limit === undefined ? filtered : withLimit(filtered, limit);
  const grouped = stages.some((stage) => stage.has('$group') || stage.has('$count'));
  return later({ ...plan, ...(grouped ? { grouped: true as const } : {}) }, () => {
    const sent = send(machine, { ...plan, ...(grouped ? { grouped: true as const } : {}) });
    return rowList(machine, sent, row(sent, entity.table.name));
  });
}

function create(machine: Machine, entity: Entity, name: string, args: readonly Value[], at: Location): Value {
  const many = args[0]?.kind === 'array' || args[0]?.kind === 'list';
  const plan: Plan = {
    ...planOf(machine, entity.table, 'insert', at),
    inputs: sourcesOf(args),
    values: many ? asList(args[0] ?? DATA).size : { kind: 'exactly', count: 1 },
  };
  return now(machine, plan, () => {
    const draft = documentOf(machine, entity, plan, new Map());
    if (name === 'create') saveHooks(machine, entity, draft, 'pre', at);
    const sent = send(machine, plan);
    const made = documentOf(machine, entity, sent, new Map());
    if (name === 'create') saveHooks(machine, entity, made, 'post', at);
    return many ? rowList(machine, sent, made) : made;
  });
}
