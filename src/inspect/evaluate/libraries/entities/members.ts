import type { Machine } from '../../machine.ts';
import { literal, native, UNDEFINED } from '../../values/create.ts';
import type { ClassValue, ExternalValue, ObjectValue, Value } from '../../values/values.ts';
import { memberOfLucid, memberOfLucidInstance } from '../adonis/lucid/models.ts';
import { decoratedEntity } from '../decorated/entities.ts';
import { memberOfTypeorm, persist } from '../decorated/repositories.ts';
import { memberOfMikroRepository, newRepository } from '../mikro-orm/manager.ts';
import { memberOfMongooseModel } from '../mongoose/queries.ts';
import { memberOfObjection } from '../objection/queries.ts';
import { decoratedModel } from '../sequelize/decorated.ts';
import { memberOfDraft } from '../sequelize/records.ts';
import { initOfModel, memberOfSequelizeModel } from '../sequelize/statics.ts';
import { type Entity, entityNamed, entityOf } from './registry.ts';

/** The package's class that a class of the project extends in the end. */
function externalParent(made: ClassValue): ExternalValue | undefined {
  let current: Value | undefined = made.parent;
  while (current?.kind === 'class') current = current.parent;
  return current?.kind === 'external' ? current : undefined;
}

/** A static member of a model: undefined for a class or an object that is none. */
export function memberOfModel(machine: Machine, target: ClassValue | ObjectValue, name: string): Value | undefined {
  const entity = entityOf(machine, target);
  if (entity !== undefined) return memberOfEntity(machine, entity, name);
  if (target.kind === 'object') return undefined;
  if (name === 'name') return literal(target.name);
  const parent = externalParent(target);
  if (isLucid(parent)) return memberOfLucid(machine, target, name);
  if (parent?.package === 'typeorm' && parent.path.at(-1) === 'BaseEntity') {
    const declared = decoratedEntity(machine, target);
    return declared === undefined
      ? undefined
      : memberOfTypeorm({ machine, entity: declared, held: false }, target, name);
  }
  if (parent?.path.at(-1) !== 'Model') return undefined;
  if (parent.package === 'objection') return memberOfObjection(machine, target, name);
  if (parent.package === 'sequelize-typescript') {
    const declared = decoratedModel(machine, target);
    if (declared !== undefined) return memberOfSequelizeModel(machine, declared, name);
  }
  return /^sequelize(-typescript)?$/.test(parent.package) ? initOfModel(machine, target, name) : undefined;
}

/** `sequelize.models.user`, `mongoose.models.User`: a model that the package keeps by its name; mongoose has nothing under a name that is not taken yet. */
export function modelKept(machine: Machine, target: ExternalValue, name: string): Value | undefined {
  const known = entityNamed(machine, name)?.model;
  if (/^sequelize(-typescript)?$/.test(target.package)) return known;
  return target.package === 'mongoose' ? (known ?? UNDEFINED) : undefined;
}

function memberOfEntity(machine: Machine, entity: Entity, name: string): Value | undefined {
  switch (entity.mapper) {
    case 'mongoose':
      return memberOfMongooseModel(machine, entity, name);
    case 'sequelize':
      return memberOfSequelizeModel(machine, entity, name);
    case 'typeorm':
      return memberOfTypeorm({ machine, entity, held: false }, entity.model, name);
    case 'objection':
      return entity.model.kind === 'class' ? memberOfObjection(machine, entity.model, name) : undefined;
    case 'lucid':
      return entity.model.kind === 'class' ? memberOfLucid(machine, entity.model, name) : undefined;
    default:
      return undefined;
  }
}

const repositories = new WeakMap<ClassValue, ObjectValue | undefined>();

/** `class UserRepository extends EntityRepository<User>` of MikroORM. */
function repositoryOf(machine: Machine, made: ClassValue): ObjectValue | undefined {
  if (repositories.has(made)) return repositories.get(made);
  const parent = externalParent(made);
  const isOne = parent?.package.startsWith('@mikro-orm/') === true && parent.path.at(-1) === 'EntityRepository';
  const head = made.file.text.slice(made.node.start, made.node.body.start);
  const name = isOne ? /EntityRepository<(\w+)>/.exec(head)?.[1] : undefined;
  const entity = decoratedEntity(
    machine,
    machine.classes.find((one) => one.name === name && one.node.decorators.length > 0),
  );
  const found = name === undefined || entity === undefined ? undefined : newRepository(machine, entity);
  repositories.set(made, found);
  return found;
}

function isLucid(parent: ExternalValue | undefined): boolean {
  return /^@adonisjs\/lucid|^@ioc:Adonis\/Lucid/.test(parent?.package ?? '');
}

/** `save` and `remove` of an object that the code made of a model; undefined for other members and other objects. */
export function memberOfInstance(machine: Machine, target: ObjectValue, name: string): Value | undefined {
  const repository = target.made === undefined ? undefined : repositoryOf(machine, target.made);
  if (repository !== undefined) return memberOfMikroRepository(repository, name);
  if (
    target.made === undefined ||
    !/^(save|remove|softRemove|delete|refresh|update|destroy|restore|reload|increment|decrement|set|get|toJSON|changed|\$\w+)$/.test(
      name,
    )
  )
    return undefined;
  const parent = externalParent(target.made);
  if (/^sequelize(-typescript)?$/.test(parent?.package ?? '')) {
    const model = decoratedModel(machine, target.made);
    return model === undefined ? undefined : memberOfDraft(machine, model, target, name);
  }
  if (isLucid(parent)) return memberOfLucidInstance(machine, target, name);
  if (parent?.package !== 'typeorm') return undefined;
  const entity = decoratedEntity(machine, target.made);
  if (entity === undefined) return undefined;
  return native(name, ({ at }) => persist({ machine, entity, held: false }, name, target, at));
}
