import { expect, it } from 'vitest';
import { memoryProject } from '../project.ts';
import { readMigrations } from './migrations.ts';

/** Tables in a form that reads: columns, then indexes. */
const tables = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    readMigrations(memoryProject(files)).map(({ name, columns, indexes }) => [
      name,
      [
        ...columns.map((one) => one.name + (one.references === undefined ? '' : ` → ${one.references.table}`)),
        ...indexes.map(
          (one) => `${one.primary ? 'primary' : one.unique ? 'unique' : 'index'} ${one.columns.join('+')}`,
        ),
      ],
    ]),
  );

it('reads the tables that migrations of PostgreSQL leave', () => {
  const found = tables({
    'migrations/1.sql': `CREATE TABLE "members" (id serial PRIMARY KEY, email text NOT NULL UNIQUE, club_id int REFERENCES clubs(id));
CREATE TABLE seats (hall int, number int, member uuid, CONSTRAINT one UNIQUE (hall, number), FOREIGN KEY (member) REFERENCES members (id));
CREATE FUNCTION touch() RETURNS trigger AS $$ BEGIN; NEW.at = now(); RETURN NEW; END; $$ LANGUAGE plpgsql;
CREATE TABLE old (id int);`,
    'migrations/2.sql': `ALTER TABLE members ADD COLUMN phone text, ADD CONSTRAINT by_phone UNIQUE (phone);
CREATE INDEX CONCURRENTLY by_club ON members (club_id, lower(email));
ALTER TABLE members RENAME COLUMN phone TO mobile;
ALTER TABLE seats RENAME TO places;
DROP TABLE old;`,
  });
  expect(found).toEqual({
    members: [
      'id',
      'email',
      'club_id → clubs',
      'mobile',
      'primary id',
      'unique email',
      'unique mobile',
      'index club_id+lower(email)',
    ],
    places: ['hall', 'number', 'member → members', 'unique hall+number'],
  });
});

it('tells the line of each declaration', () => {
  const [table] = readMigrations(
    memoryProject({
      'a.sql': '-- é\n\nCREATE TABLE t (\n  id int PRIMARY KEY,\n  b int\n);\nCREATE INDEX i ON t (b);\n',
    }),
  );
  expect(table?.at).toEqual({ file: 'a.sql', line: 3 });
  expect(table?.columns.map(({ at }) => at.line)).toEqual([4, 5]);
  expect(table?.indexes.map(({ at }) => at.line)).toEqual([4, 7]);
});

it('reads MySQL and SQLite, which the parser of PostgreSQL refuses', () => {
  const found = tables({
    'schema.sql': `# members
CREATE TABLE \`members\` (
  \`id\` int unsigned NOT NULL AUTO_INCREMENT,
  \`email\` varchar(255) NOT NULL DEFAULT 'a,b;c',
  \`club_id\` int DEFAULT NULL,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`by_email\` (\`email\`(100)),
  KEY \`by_club\` (\`club_id\`, \`email\`),
  CONSTRAINT \`fk\` FOREIGN KEY (\`club_id\`) REFERENCES \`clubs\` (\`id\`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE clubs (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT) WITHOUT ROWID;
ALTER TABLE \`clubs\` ADD INDEX \`by_name\` (\`name\`), ADD COLUMN \`city\` varchar(20);`,
  });
  expect(found).toEqual({
    members: ['id', 'email', 'club_id → clubs', 'primary id', 'unique email', 'index club_id+email'],
    clubs: ['id', 'name', 'city', 'primary id', 'index name'],
  });
});

it('leaves what undoes, fills or tries, and the half that goes down', () => {
  const found = tables({
    'db/1.up.sql': 'CREATE TABLE a (id int);',
    'db/1.down.sql': 'DROP TABLE a;',
    'db/2.sql': '-- migrate:up\nCREATE TABLE b (id int);\n-- migrate:down\nDROP TABLE b;',
    'seeds/a.sql': 'CREATE TABLE c (id int);',
  });
  expect(Object.keys(found)).toEqual(['a', 'b']);
});

it('never throws on what is not SQL', () => {
  for (const text of [
    'CREATE TABLE',
    'CREATE TABLE t (',
    "CREATE TABLE t ('",
    'ALTER TABLE t ADD',
    'CREATE INDEX ON (',
    'DROP TABLE;;(',
  ])
    expect(() => tables({ 'x.sql': text })).not.toThrow();
});
