import type { TechnologyPack } from './pack.ts';

/** Object mappers and query builders: what they send to a database is read by the evaluator, the rest only declares. */
export const mappers: TechnologyPack = {
  id: 'mappers',
  packages: [
    'typeorm',
    '@nestjs/typeorm',
    '@nestjs/mongoose',
    '@nestjs/sequelize',
    '@mikro-orm/core',
    '@mikro-orm/nestjs',
    '@mikro-orm/decorators',
    'typeorm-transactional',
    'typeorm-naming-strategies',
  ],
  rules: [],
  harmless: true,
};
