import type { TechnologyPack } from './pack.ts';

/** Object mappers and query builders: what they send to a database is read by the evaluator, the rest only declares. */
export const mappers: TechnologyPack = {
  id: 'mappers',
  packages: [
    'typeorm',
    'sequelize',
    'sequelize-typescript',
    'sequelize-strict-attributes',
    '@nestjs/typeorm',
    '@nestjs/mongoose',
    '@nestjs/sequelize',
    '@mikro-orm/core',
    '@mikro-orm/nestjs',
    '@mikro-orm/decorators',
    '@mikro-orm/migrations',
    '@mikro-orm/mysql',
    '@mikro-orm/mariadb',
    '@mikro-orm/postgresql',
    '@mikro-orm/sqlite',
    '@mikro-orm/better-sqlite',
    '@mikro-orm/libsql',
    '@mikro-orm/mongodb',
    '@mikro-orm/reflection',
    '@mikro-orm/seeder',
    'objection',
    'typeorm-transactional',
    'typeorm-naming-strategies',
  ],
  rules: [],
  harmless: true,
};
