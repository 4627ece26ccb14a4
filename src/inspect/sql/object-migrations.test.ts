import { expect, test } from 'vitest';
import { memoryProject } from '../project.ts';
import { readMigrations } from './migrations.ts';

const tables = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    readMigrations(memoryProject(files)).map(({ name, columns, indexes }) => [
      name,
      [
        ...columns.map(
          (column) => `${column.name}${column.references === undefined ? '' : ` → ${column.references.table}`}`,
        ),
        ...indexes.map(
          (each) =>
            `${each.primary ? 'primary' : each.unique ? 'unique' : 'index'} ${each.columns.join(',')}${each.partial === undefined ? '' : ` where ${each.partial.join(',')}`}`,
        ),
      ],
    ]),
  );

test('statements and tables described by objects, in migrations of TypeORM', () => {
  const first = `
    export class Init1 implements MigrationInterface {
      async up(queryRunner: QueryRunner) {
        await queryRunner.query(\`CREATE TABLE "users" ("id" SERIAL PRIMARY KEY, "email" text, "deleted" boolean)\`);
        await queryRunner.query('CREATE UNIQUE INDEX "u" ON "users" ("email") WHERE "deleted" = false');
        await queryRunner.createTable(new Table({ name: 'posts', columns: [
          { name: 'id', type: 'int', isPrimary: true }, { name: 'userId', type: 'int' }, { name: 'slug', type: 'text', isUnique: true },
        ] }));
        await queryRunner.createForeignKey('posts', new TableForeignKey({ columnNames: ['userId'], referencedTableName: 'users', referencedColumnNames: ['id'] }));
        await queryRunner.createIndex('posts', new TableIndex({ columnNames: ['userId'] }));
      }
      async down(queryRunner: QueryRunner) { await queryRunner.dropTable('posts'); }
    }`;
  expect(tables({ 'src/migrations/1-init.ts': first })).toEqual({
    users: ['id', 'email', 'deleted', 'primary id', 'unique email where deleted'],
    posts: ['id', 'userId → users', 'slug', 'primary id', 'unique slug', 'index userId'],
  });
});

test('tables described by objects, in migrations of Sequelize', () => {
  const first = `
    module.exports = {
      async up(queryInterface, Sequelize) {
        await queryInterface.createTable('users', {
          id: { type: Sequelize.INTEGER, primaryKey: true },
          email: { type: Sequelize.STRING, unique: true },
          club_id: { type: Sequelize.INTEGER, references: { model: 'clubs', key: 'id' } },
          name: Sequelize.STRING,
        });
        await queryInterface.addIndex('users', ['club_id', 'name']);
        await queryInterface.addIndex('users', { fields: ['name'], unique: true, where: { active: true } });
        await queryInterface.removeColumn('users', 'age');
      },
      async down(queryInterface) { await queryInterface.dropTable('users'); },
    };`;
  expect(tables({ 'db/migrations/1-users.js': first })).toEqual({
    users: [
      'id',
      'email',
      'club_id → clubs',
      'name',
      'primary id',
      'unique email',
      'index club_id,name',
      'unique name where active',
    ],
  });
});

test('an index is removed by its name or by its columns, and no other with it', () => {
  const up = (body: string) => `module.exports = { async up(queryInterface) { ${body} } };`;
  const files = {
    'migrations/1.js': up(`
      await queryInterface.addIndex('pins', ['teamId']);
      await queryInterface.addIndex('pins', ['createdById', 'kind']);
      await queryInterface.addIndex('pins', ['place'], { name: 'by_place' });
      await queryInterface.addIndex('stars', ['teamId']);
      await queryInterface.addIndex('stars', ['userId']);`),
    'migrations/2.js': up(`
      await queryInterface.removeIndex('stars', ['teamId']);
      await queryInterface.removeIndex('pins', 'pins_created_by_id_kind');
      await queryInterface.removeIndex('pins', NAMED_ELSEWHERE);
      await queryInterface.removeIndex('pins', 'by_place');`),
  };
  expect(tables(files)).toEqual({ pins: ['index teamId'], stars: ['index userId'] });
});

test('a file that does not parse, and names that are computed, change nothing', () => {
  expect(tables({ 'migrations/1.js': 'module.exports = { up(queryInterface) { queryInterface.createTable(' })).toEqual(
    {},
  );
  expect(
    tables({ 'migrations/1.js': 'module.exports = { up(queryInterface) { queryInterface.createTable(NAME, {}); } }' }),
  ).toEqual({});
});
