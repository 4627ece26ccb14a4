import { expect, test } from 'vitest';
import { memoryProject } from '../project.ts';
import { readMigrations } from './migrations.ts';

const tables = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    readMigrations(memoryProject(files)).map(({ name, columns, indexes }) => [
      name,
      {
        columns: columns.map((column) => column.name),
        references: columns.flatMap((each) =>
          each.references === undefined ? [] : [[each.name, each.references.table]],
        ),
        indexes: indexes.map(
          (each) => `${each.primary ? 'primary' : each.unique ? 'unique' : 'index'} ${each.columns.join(',')}`,
        ),
      },
    ]),
  );

test('tables, columns, keys, indexes and references of the schema builder', () => {
  expect(
    tables({
      'migrations/1_init.js': `
        exports.up = async function (knex) {
          await knex.schema.createTable('users', (t) => {
            t.increments();
            t.string('email').notNullable().unique();
            t.timestamps(true, true);
          });
          await knex.schema.createTable('posts', function (table) {
            table.uuid('id').primary();
            table.integer('author').references('id').inTable('users');
            table.text('slug');
            table.index(['author', 'slug'], 'posts_author');
          });
        };
        exports.down = (knex) => knex.schema.dropTable('users');`,
    }),
  ).toEqual({
    users: {
      columns: ['id', 'email', 'created_at', 'updated_at'],
      references: [],
      indexes: ['primary id', 'unique email'],
    },
    posts: {
      columns: ['id', 'author', 'slug'],
      references: [['author', 'users']],
      indexes: ['primary id', 'index author,slug'],
    },
  });
});

test('files in the order of their names: altered, renamed, dropped; SQL given to raw', () => {
  const after = tables({
    'db/migrations/2_more.ts': `
      import type { Knex } from 'knex';
      export async function up(knex: Knex): Promise<void> {
        await knex.schema.alterTable('a', (t) => { t.integer('n').index(); }).renameTable('b', 'c').dropTable('d');
        await knex.schema.raw('CREATE INDEX c_name ON c (name)');
      }`,
    'db/migrations/1_init.ts': `
      export const up = (knex) => knex.schema
        .createTable('a', (t) => { t.bigIncrements('id'); })
        .createTable('b', (t) => { t.string('name'); t.foreign('name').references('a.id'); })
        .createTable('d', (t) => { t.string('x'); });`,
  });
  expect(Object.keys(after)).toEqual(['a', 'c']);
  expect(after['a']).toEqual({ columns: ['id', 'n'], references: [], indexes: ['primary id', 'index n'] });
  expect(after['c']).toEqual({ columns: ['name'], references: [['name', 'a']], indexes: ['index name'] });
});

test('names that are computed, files that do not parse and other builders change nothing', () => {
  expect(
    tables({
      'migrations/1.js': 'exports.up = (knex) => knex.schema.createTable(NAME, (t) => t.increments());',
      'migrations/2.js': 'exports.up = (knex) => knex.schema.createTable(',
      'migrations/3.js': "exports.up = (api) => api.createTable('elsewhere', (t) => t.increments());",
    }),
  ).toEqual({});
});
