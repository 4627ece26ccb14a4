import type { Machine } from '../../machine.ts';
import { literal, native, UNDEFINED } from '../../values/create.ts';
import type { ClassValue, Value } from '../../values/values.ts';
import { textOf } from '../entities/options.ts';
import { addHook, type Entity } from '../entities/registry.ts';
import { associate, isAssociation } from './associations.ts';
import { initModel } from './models.ts';
import { isQuery, query } from './queries.ts';

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
  if (name === 'scope' || name === 'unscoped' || name === 'schema') return native(name, () => entity.model);
  if (name === 'name') return literal(entity.name);
  return name === 'sync' || name === 'addScope' ? native(name, () => UNDEFINED) : undefined;
}

/** `init` of a class that extends Sequelize's Model. */
export function initOfModel(machine: Machine, made: ClassValue, name: string): Value | undefined {
  return name === 'init' ? native(name, ({ args, at }) => initModel(machine, made, args, at)) : undefined;
}
