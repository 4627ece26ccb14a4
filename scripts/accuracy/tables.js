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
 * Copies every table; `restore` puts them back as they are now.
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
  let round = 0;
  const restore = async () => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(', ')}`);
    for (const table of tables) await client.query(`INSERT INTO "${table}" SELECT * FROM accuracy_copy."${table}"`);
    await beforeCommit?.(client, ++round);
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  };
  return { rows, restore };
}
