import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { callKnex } from './builders/knex.ts';
import { callKysely } from './builders/kysely.ts';
import { callTypeorm, openTypeorm } from './decorated/typeorm.ts';
import { callMikroOrm } from './mikro-orm/manager.ts';
import { callMongodb, openMongodb } from './mongodb/client.ts';
import { callMongoose, constructMongoose } from './mongoose/connection.ts';
import { callNestMongoose } from './mongoose/decorated.ts';
import { callObjection, callObjectionPlugin } from './objection/queries.ts';
import { callPrisma, openPrisma } from './prisma/client.ts';
import { rawBuilder } from './raw.ts';
import { packageOf } from './rules.ts';
import { callSequelize, openSequelize } from './sequelize/connection.ts';
import { callSupabase } from './supabase.ts';

/** Calls of object mappers and query builders. Undefined for other packages, and for calls of theirs that reach no database. */
export function callMapper(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (packageOf(target.package)) {
    case '@prisma/client':
      return callPrisma(machine, target, args, at) ?? rawBuilder(machine, target, args, at);
    case 'sequelize':
    case 'sequelize-typescript':
      return callSequelize(machine, target, args, at);
    case 'knex':
      return callKnex(machine, target, args, at);
    case '@supabase/supabase-js':
    case '@supabase/ssr':
      return callSupabase(machine, target, args, at);
    case 'objection':
      return callObjection(machine, target, args, at);
    case 'kysely':
      return callKysely(machine, target, args, at);
    case 'typeorm':
      return callTypeorm(machine, target, args, at);
    case 'mongoose':
      return callMongoose(machine, target, args, at);
    case '@nestjs/mongoose':
      return callNestMongoose(machine, target, args, at);
    case 'mongodb':
      return callMongodb(machine, target, args, at);
    default:
      if (target.package.startsWith('objection-')) return callObjectionPlugin(target, args);
      return target.package.startsWith('@mikro-orm/') ? callMikroOrm(machine, target, args, at) : undefined;
  }
}

/** `new` of a class of an object mapper: its connection, a schema. */
export function constructMapper(
  machine: Machine,
  target: ExternalValue,
  name: string,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const made = target.path.at(-1);
  if (name === 'mongodb' && made === 'MongoClient') return openMongodb(machine, target, args, at);
  if (made === 'PrismaClient') return openPrisma(machine, target, args, at);
  if (name === 'typeorm' && made === 'DataSource') return openTypeorm(machine, target, args, at);
  if (/^sequelize(-typescript)?$/.test(name) && (made ?? 'Sequelize') === 'Sequelize')
    return openSequelize(machine, target, args, at);
  return name === 'mongoose' ? constructMongoose(machine, target, args) : undefined;
}
