import type { Location } from '../../../../model/source.ts';
import { construct, findStatic } from '../../interpret/classes.ts';
import type { Machine } from '../../machine.ts';
import { literal, native, newArray, newObject, UNDEFINED } from '../../values/create.ts';
import type { ClassValue, Value } from '../../values/values.ts';
import { fieldsOf, textOf } from '../entities/options.ts';
import { addHook, type Entity } from '../entities/registry.ts';
import { associate, isAssociation } from './associations.ts';
import { connectionOf } from './connection.ts';
import { initModel } from './models.ts';
import { isQuery, query } from './queries.ts';
import { addScope, scopedModel } from './scopes.ts';

const HOOKS = /^(before|after)[A-Z]\w+$/;

/** Static members of a model that is declared. */
export function memberOfSequelizeModel(machine: Machine, entity: Entity, name: string): Value | undefined {
  if (isQuery(name)) return native(name, ({ args, at }) => query(machine, entity, name, args, at));
  if (isAssociation(name))
    return native(name, ({ args, at }) => {
      associate(machine, entity, name, args, at);
      return UNDEFINED;
    });
  if (HOOKS.test(name) || name === 'addHook')
    return native(name, ({ args }) => {
      addHook(
        entity,
        name === 'addHook' ? (textOf(args[0]) ?? '') : name,
        args.findLast((arg) => arg.kind === 'function'),
      );
      return UNDEFINED;
    });
  return memberOfScopes(machine, entity, name) ?? memberOfOwn(machine, entity, name);
}

function memberOfScopes(machine: Machine, entity: Entity, name: string): Value | undefined {
  if (name === 'scope' || name === 'unscoped') return native(name, ({ args }) => scopedModel(machine, entity, args));
  if (name !== 'addScope') return undefined;
  return native(name, ({ args }) => {
    addScope(entity, textOf(args[0]), args[1]);
    return UNDEFINED;
  });
}

function memberOfOwn(machine: Machine, entity: Entity, name: string): Value | undefined {
  switch (name) {
    case 'schema':
      return native(name, () => entity.model);
    case 'build':
    case 'bulkBuild':
      return native(name, ({ args, at }) => built(machine, entity, name, args, at));
    case 'name':
      return literal(entity.name);
    case 'tableName':
      return literal(entity.table.name);
    case 'sync':
      return native(name, () => UNDEFINED);
    case 'sequelize':
      return connectionOf(machine, entity.table.at);
    default:
      return entity.scope !== undefined && entity.model.kind === 'class' ? findStatic(entity.model, name) : undefined;
  }
}

/** A row that is not saved yet; its `save` inserts it. */
function built(machine: Machine, entity: Entity, name: string, args: readonly Value[], at: Location): Value {
  const made = entity.model.kind === 'class' ? construct(machine, entity.model, [], at) : newObject(false);
  for (const [key, value] of fieldsOf(args[0])) made.fields.set(key, value);
  return name === 'build' ? made : newArray([made]);
}

/** `init` of a class that extends Sequelize's Model. */
export function initOfModel(machine: Machine, made: ClassValue, name: string): Value | undefined {
  return name === 'init' ? native(name, ({ args, at }) => initModel(machine, made, args, at)) : undefined;
}
