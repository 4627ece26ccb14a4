/**
 * Database drivers and ORMs. In: nothing. Out: what the pool of each does when nobody sets it, and the options that set it.
 * Must hold data only: no functions, nothing computed; every number names its figures or its reason.
 */
import type { DriverKnowledge } from '../../model/knowledge.ts';
import { betterSqlite3 } from './better-sqlite3.ts';
import { drizzle } from './drizzle-orm.ts';
import { ioredis } from './ioredis.ts';
import { knex } from './knex.ts';
import { mariadb } from './mariadb.ts';
import { mongodb } from './mongodb.ts';
import { mongodb3 } from './mongodb-3.ts';
import { mongoose } from './mongoose.ts';
import { mongoose5 } from './mongoose-5.ts';
import { mysql2 } from './mysql2.ts';
import { neonHttp } from './neon-http.ts';
import { neonWebsocket } from './neon-websocket.ts';
import { pg } from './pg.ts';
import { postgres } from './postgres.ts';
import { prisma6 } from './prisma-6.ts';
import { prisma7 } from './prisma-7.ts';
import { prisma7Mariadb } from './prisma-7-mariadb.ts';
import { sequelize } from './sequelize.ts';
import { typeorm } from './typeorm.ts';
import { typeormMysql } from './typeorm-mysql.ts';

/** Every driver and ORM. One package may have several entries: they differ by the way in, the major version or the engine. */
export const drivers: readonly DriverKnowledge[] = [
  pg,
  neonWebsocket,
  neonHttp,
  postgres,
  prisma6,
  prisma7,
  prisma7Mariadb,
  drizzle,
  typeorm,
  typeormMysql,
  sequelize,
  knex,
  mysql2,
  mariadb,
  mongodb,
  mongodb3,
  mongoose,
  mongoose5,
  ioredis,
  betterSqlite3,
];
