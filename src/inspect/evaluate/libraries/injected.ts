import type { Machine } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { decoratedEntity } from './decorated/entities.ts';
import { newRepository } from './decorated/repositories.ts';
import { textOf } from './entities/options.ts';
import { entityNamed } from './entities/registry.ts';
import { newRepository as newMikroRepository } from './mikro-orm/manager.ts';
import { decoratedModel } from './sequelize/decorated.ts';

/** What a decorator such as `@InjectRepository(User)` or `@InjectModel(User.name)` hands over; undefined for other decorators. */
export function injected(machine: Machine, { package: name, path, args }: ExternalValue): Value | undefined {
  const decorator = (path[0] ?? '').replace('()', '');
  if (decorator !== 'InjectRepository' && decorator !== 'InjectModel') return undefined;
  if (name === '@mikro-orm/nestjs') {
    const entity = decoratedEntity(machine, args[0]);
    return entity === undefined ? undefined : newMikroRepository(machine, entity);
  }
  if (name === '@nestjs/typeorm') {
    const entity = decoratedEntity(machine, args[0]);
    return entity === undefined ? undefined : newRepository({ machine, entity, held: false });
  }
  return (decoratedModel(machine, args[0]) ?? entityNamed(machine, textOf(args[0]) ?? ''))?.model;
}
