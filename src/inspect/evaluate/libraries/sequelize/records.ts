import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import { asList } from '../../interpret/lists.ts';
import type { Machine } from '../../machine.ts';
import { DATA, native, newArray } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import type { Relation, Value } from '../../values/values.ts';
import { fieldsOf, textOf } from '../entities/options.ts';
import { now, send } from '../entities/queries.ts';
import { type Entity, entities, ownMethod, runHooks } from '../entities/registry.ts';
import { columnOf } from '../entities/tables.ts';
import { sameWord, upperFirst } from '../entities/words.ts';
import type { Plan } from '../plans.ts';
import { many, one, planOf, query, readPlan } from './queries.ts';

const CHANGES: Readonly<Record<string, QueryOperation>> = {
  save: 'update',
  update: 'update',
  increment: 'update',
  decrement: 'update',
  restore: 'update',
  destroy: 'delete',
  reload: 'select',
};

/** What a row offers beyond its columns: writes of itself, its relations, methods of the code. */
export function memberOfRecord(
  machine: Machine,
  entity: Entity,
  self: Value,
  found: QueryPlan,
  name: string,
): Value | undefined {
  const own = ownMethod(entity, self, name);
  if (own !== undefined) return own;
  const operation = CHANGES[name];
  if (operation !== undefined)
    return native(name, ({ args, at }) => change(machine, entity, self, found, name, operation, args, at));
  if (/^(get|set|toJSON|dataValues|changed|setDataValue|getDataValue|previous)$/.test(name))
    return name === 'dataValues' ? self : native(name, ({ args }) => (name === 'get' && args.length > 0 ? DATA : self));
  return mixin(machine, entity, found, name);
}

/** What an object that the code made of a model offers: `save` inserts it. */
export function memberOfDraft(machine: Machine, entity: Entity, target: Value, name: string): Value | undefined {
  if (name === 'save') return native(name, ({ args, at }) => query(machine, entity, 'create', [target, ...args], at));
  if (/^(set|get|toJSON|changed)$/.test(name)) return native(name, () => target);
  const operation = CHANGES[name];
  const found = { ...planOf(machine, entity.table, 'insert', new Map(), entity.table.at) };
  if (operation === undefined) return mixin(machine, entity, found, name);
  return native(name, ({ args, at }) => change(machine, entity, target, found, name, operation, args, at));
}

function change(
  machine: Machine,
  entity: Entity,
  self: Value,
  found: QueryPlan,
  name: string,
  operation: QueryOperation,
  args: readonly Value[],
  at: Location,
): Value {
  const options = fieldsOf(args[name === 'update' || /crement$/.test(name) ? 1 : 0]);
  const key = entity.table.indexes.find(({ primary }) => primary)?.columns ?? ['id'];
  const plan: Plan = {
    ...planOf(machine, entity.table, operation, options, at),
    equal: [...key],
    keyed: true,
    returns: operation === 'select',
    inputs: [found.at],
  };
  return now(machine, plan, () => {
    const event = operation === 'delete' ? 'Destroy' : 'Update';
    const events = operation === 'select' ? [] : [event, ...(operation === 'update' ? ['Save'] : [])];
    runHooks(
      machine,
      entity,
      events.map((each) => `before${each}`),
      self,
      [self, DATA],
      at,
    );
    send(machine, plan);
    runHooks(
      machine,
      entity,
      events.map((each) => `after${each}`),
      self,
      [self, DATA],
      at,
    );
    return self;
  });
}

const MIXIN = /^(get|set|add|has|remove|count|create)([A-Z]\w*)$/;

/** `user.getArticles()`, `article.addTag(tag)`: the methods that an association adds to the rows. */
function mixin(machine: Machine, entity: Entity, found: QueryPlan, name: string): Value | undefined {
  if (/^\$(get|set|add|has|remove|count|create)$/.test(name))
    return native(name, ({ args, at }) => {
      const named = mixin(machine, entity, found, `${name.slice(1)}${upperFirst(textOf(args[0]) ?? '')}`);
      return named?.kind === 'native'
        ? named.call({ args: args.slice(1), self: undefined, at, construct: false })
        : DATA;
    });
  const [, verb = '', word = ''] = MIXIN.exec(name) ?? [];
  const relation = [...entity.table.relations].find(([alias]) => verb !== '' && sameWord(alias, word))?.[1];
  if (relation === undefined) return undefined;
  return native(name, ({ args, at }) => related(machine, entity, relation, found, verb, args, at));
}

function related(
  machine: Machine,
  owner: Entity,
  relation: Relation,
  found: QueryPlan,
  verb: string,
  args: readonly Value[],
  at: Location,
): Value {
  const target = entities(machine).find(({ table }) => table === relation.table);
  if (target === undefined) return DATA;
  const reads = verb === 'get' || verb === 'count' || verb === 'has';
  const options = fieldsOf(args[reads && verb !== 'has' ? 0 : 1]);
  const base: Plan = { ...planOf(machine, relation.table, 'select', options, at), inputs: [found.at] };
  if (reads) {
    const plan = readPlan(machine, relation.table, joined(base, relation), options);
    if (verb !== 'get') {
      const counted: Plan = { ...plan, operation: 'count', aggregated: true };
      return now(machine, counted, () => {
        send(machine, counted);
        return DATA;
      });
    }
    return now(machine, plan, () =>
      relation.many ? many(machine, target, plan, options) : one(machine, target, { ...plan, limit: 1 }, options),
    );
  }
  return now(machine, base, () => {
    for (const plan of writesOf(verb, relation, base, owner.table.name, args[0])) send(machine, plan);
    return newArray([DATA]);
  });
}

/** The rows of a relation of one row: through the table between them, by the key that references it, or the one it references. */
function joined(plan: Plan, relation: Relation): Plan {
  const { table, through, own, other } = relation;
  if (through !== undefined)
    return {
      ...plan,
      tables: [through.name, table.name],
      equal: other === undefined ? [] : [columnOf(through, other)],
    };
  const key = table.indexes.find(({ primary }) => primary)?.columns[0] ?? 'id';
  return { ...plan, equal: [own === undefined ? columnOf(table, other ?? 'id') : key] };
}

/** Statements that change a relation. `add` and `set` of a table between look at what is there first. */
function writesOf(
  verb: string,
  { table, through, own, other }: Relation,
  base: Plan,
  owner: string,
  given: Value | undefined,
): readonly Plan[] {
  const values = { kind: 'exactly', count: 1 } as const;
  const created: Plan = { ...base, operation: 'insert', values };
  if (through === undefined) {
    if (verb === 'create') return [created];
    const changed: Plan = { ...base, operation: 'update', returns: false };
    if (own === undefined) return [{ ...changed, equal: [columnOf(table, other ?? 'id')] }];
    return [{ ...changed, tables: [owner], equal: ['id'], keyed: true }];
  }
  const links: Plan = { ...base, tables: [through.name], equal: other === undefined ? [] : [columnOf(through, other)] };
  const inserted: Plan = { ...links, operation: 'insert', equal: [], values, returns: false };
  if (verb === 'remove') return [{ ...links, operation: 'delete', returns: false }];
  if (verb === 'create') return [created, inserted];
  // Of those that are there, `add` only asks for those that it is given.
  const several = given?.kind === 'array' || given?.kind === 'list';
  return [verb === 'add' ? { ...links, limitFrom: several ? asList(given).size : values } : links, inserted];
}
