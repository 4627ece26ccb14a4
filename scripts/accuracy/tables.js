// @ts-check
// A copy of every table of an application, to put the data back after routes that write.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const requireFromExample = createRequire(fileURLToPath(new URL('../../examples/koomy/package.json', import.meta.url)));
const pg = requireFromExample('pg');

/** @param {string} databaseUrl */
export async function openDatabase(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // Cleaning is done between measurements: in the midst of one it would be counted.
  await client.query('ALTER SYSTEM SET autovacuum = off');
  await client.query('SELECT pg_reload_conf()');
  return client;
}

/**
 * Copies every table; `restore` puts them back as they are now; `trim` takes away the rows that came since, of tables numbered by a sequence: a
 * load of thousands of users on the data of a few makes their lists grow in seconds as they do in years, and would measure another application
 * at its end than at its start.
 * @param {any} client
 * @param {(client: any, round: number) => Promise<unknown>} [beforeCommit] What a restoration must change beside.
 */
export async function keepTables(client, beforeCommit) {
  const found = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  /** @type {string[]} */
  const tables = found.rows.map((/** @type {{ tablename: string }} */ row) => row.tablename);
  await client.query('VACUUM FULL');
  await client.query('CREATE SCHEMA accuracy_copy');
  /** @type {Record<string, number>} */
  const rows = {};
  for (const table of tables) {
    await client.query(`CREATE TABLE accuracy_copy."${table}" AS SELECT * FROM "${table}"`);
    rows[table] = (await client.query(`SELECT count(*)::int AS n FROM "${table}"`)).rows[0].n;
  }
  await client.query('VACUUM (ANALYZE)');
  const trimming = await trimmingOf(client);
  let round = 0;
  let isRestoring = false;
  const restore = async () => {
    isRestoring = true;
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(', ')}`);
    for (const table of tables) await client.query(`INSERT INTO "${table}" SELECT * FROM accuracy_copy."${table}"`);
    await beforeCommit?.(client, ++round);
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
    isRestoring = false;
  };
  const trim = async () => {
    if (!isRestoring && trimming !== '') await client.query(trimming);
  };
  return { rows, restore, trim };
}

/**
 * The statements that delete what was inserted after now, without asking what refers to it: those who do were inserted after now too.
 * @param {any} client
 * @returns {Promise<string>}
 */
async function trimmingOf(client) {
  const found = await client.query(
    `SELECT c.relname AS name, a.attname AS number FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
      WHERE i.indisprimary AND i.indnatts = 1 AND c.relnamespace = 'public'::regnamespace
        AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL ORDER BY 1`,
  );
  const deletions = [];
  for (const { name, number } of found.rows) {
    const { rows } = await client.query(`SELECT coalesce(max("${number}"), 0) AS last FROM "${name}"`);
    deletions.push(`DELETE FROM "${name}" WHERE "${number}" > ${rows[0].last};`);
  }
  if (deletions.length === 0) return '';
  return `BEGIN; SET LOCAL session_replication_role = replica; ${deletions.join(' ')} COMMIT;`;
}
