// @ts-check
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/**
 * Creates the tables of `migrations/` in an empty database.
 * @param {string} url
 * @param {string} root Folder of the application.
 */
export async function migrate(url, root) {
  const folder = path.join(root, "migrations");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const file of files) await client.query(await readFile(path.join(folder, file), "utf8"));
  } finally {
    await client.end();
  }
}
