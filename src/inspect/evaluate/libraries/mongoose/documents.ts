import type { QueryOperation } from '../../../../model/program.ts';
import type { Location } from '../../../../model/source.ts';
import type { Machine } from '../../machine.ts';
import { rowsOf } from '../../program/query-step.ts';
import { newCells } from '../../values/cells.ts';
import { DATA, FALSE, native, newObject, TRUE } from '../../values/create.ts';
import type { QueryPlan } from '../../values/query.ts';
import { writeKey } from '../../values/trail.ts';
import type { ObjectValue, TableModel, Value } from '../../values/values.ts';
import { type Fields, fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import { now, row, rowList, send } from '../entities/queries.ts';
import { type Entity, entityNamed, ownMethod, runHooks } from '../entities/registry.ts';
import { newPlan, type Plan } from '../plans.ts';
import { ANY, memberOfChanges } from './changes.ts';
import { planOf } from './plans.ts';
import { referenceAt } from './schemas.ts';

/** One more query for each path that is populated, for all the documents at once. */
export function populate(
  machine: Machine,
  table: TableModel,
  owner: QueryPlan,
  path: Value | undefined,
): ReadonlyMap<string, Value> {
  const loaded = new Map<string, Value>();
  for (const item of itemsOf(path)) {
    const options = fieldsOf(item);
    const names = (textOf(item) ?? textOf(options.get('path')) ?? '?').split(/\s+/).filter((name) => name !== '');
    for (const name of names) {
      const found = populateOne(machine, table, owner, name, options);
      if (found !== undefined) loaded.set(name, found);
    }
  }
  return loaded;
}

function populateOne(
  machine: Machine,
  table: TableModel,
  owner: QueryPlan,
  name: string,
  options: Fields,
): Value | undefined {
  const reference = referenceAt(machine, table, name);
  const target = entityNamed(machine, textOf(options.get('model')) ?? reference?.reference ?? '');
  const plan: Plan = {
    ...newPlan(owner.database, 'select', owner.at),
    tables: target === undefined ? [] : [target.table.name],
    compared: ['_id'],
    inputs: [owner.at],
    related: true,
    ...(reference?.many === true
      ? { limitFrom: { kind: 'unknown', hint: name } }
      : { listed: rowsOf(machine.tables, owner) }),
  };
  const sent = send(machine, plan);
  if (target === undefined) return undefined;
  const inner = options.get('populate');
  const deeper = inner === undefined ? new Map<string, Value>() : populate(machine, target.table, sent, inner);
  const document = documentOf(machine, target, sent, deeper);
  return reference?.many === true ? rowList(machine, sent, document) : document;
}

export function saveHooks(machine: Machine, entity: Entity, self: Value, when: 'pre' | 'post', at: Location): void {
  const next = native('next', () => DATA);
  const events = when === 'pre' ? ['pre validate', 'pre save'] : ['post save'];
  runHooks(machine, entity, events, self, when === 'pre' ? [next] : [self, next], at);
}

/** A document that a query returned. */
export function documentOf(
  machine: Machine,
  entity: Entity,
  found: QueryPlan,
  loaded: ReadonlyMap<string, Value>,
): Value {
  const changed = newCells();
  const made: Value = row(found, entity.table.name, {
    fields: loaded,
    member: (name) =>
      memberOfChanges(machine, changed, found, made, name) ?? memberOfDocument(machine, entity, made, name, found),
    assigned: (column) => writeKey(machine.trail, changed, column ?? ANY, TRUE),
  });
  return made;
}

/** `new User(fields)`: a document that is not in the database yet. */
export function newDocument(machine: Machine, entity: Entity, args: readonly Value[]): Value {
  const document: ObjectValue = { ...newObject(false, fieldsOf(args[0]), 'document') };
  drafts.set(document.fields, { machine, entity });
  return document;
}

const drafts = new WeakMap<ReadonlyMap<string, Value>, { readonly machine: Machine; readonly entity: Entity }>();

/** Members of a document that the code made. */
export function memberOfDraft(target: ObjectValue, name: string): Value | undefined {
  const draft = drafts.get(target.fields);
  return draft === undefined ? undefined : memberOfDocument(draft.machine, draft.entity, target, name, undefined);
}

/** What a document offers beyond its fields. A document that no query returned is inserted by `save`. */
function memberOfDocument(
  machine: Machine,
  entity: Entity,
  self: Value,
  name: string,
  found: QueryPlan | undefined,
): Value | undefined {
  const own = ownMethod(entity, self, name);
  if (own !== undefined) return own;
  switch (name) {
    case 'save':
      return native(name, ({ at }) => save(machine, entity, self, found, at));
    case 'remove':
    case 'deleteOne':
    case 'updateOne':
      return native(name, ({ at }) => {
        const plan = writeById(machine, entity, name === 'updateOne' ? 'update' : 'delete', found, at);
        return now(machine, plan, () => {
          runHooks(machine, entity, [`pre ${name}`], self, [native('next', () => DATA)], at);
          send(machine, plan);
          return self;
        });
      });
    case 'populate':
      return native(name, ({ args, at }) => {
        const owner: QueryPlan = found ?? planOf(machine, entity.table, 'select', at);
        return now(machine, { ...owner, at }, () => {
          populate(machine, entity.table, { ...owner, at, limit: 1 }, args[0]);
          return self;
        });
      });
    case 'toObject':
    case 'toJSON':
    case 'set':
    case 'execPopulate':
      return native(name, () => self);
    case 'isNew':
      return found === undefined || found.operation === 'insert' ? TRUE : FALSE;
    case 'constructor':
      return entity.model;
    case 'model':
    case '$model':
      return native(name, ({ args }) => entityNamed(machine, textOf(args[0]) ?? entity.name)?.model ?? DATA);
    case 'isModified':
    case 'get':
    case 'markModified':
    case 'equals':
      return native(name, () => DATA);
    default:
      return undefined;
  }
}

function writeById(
  machine: Machine,
  entity: Entity,
  operation: QueryOperation,
  found: QueryPlan | undefined,
  at: Location,
): Plan {
  const plan: Plan = { ...planOf(machine, entity.table, operation, at), returns: false };
  if (operation === 'insert') return { ...plan, values: { kind: 'exactly', count: 1 } };
  return { ...plan, equal: ['_id'], keyed: true, inputs: found === undefined ? [] : [found.at] };
}

function save(machine: Machine, entity: Entity, self: Value, found: QueryPlan | undefined, at: Location): Value {
  const isNew = found === undefined || found.operation === 'insert';
  const plan = writeById(machine, entity, isNew && found === undefined ? 'insert' : 'update', found, at);
  return now(machine, plan, () => {
    saveHooks(machine, entity, self, 'pre', at);
    const sent = send(machine, plan);
    saveHooks(machine, entity, self, 'post', at);
    return found === undefined ? documentOf(machine, entity, sent, new Map()) : self;
  });
}
