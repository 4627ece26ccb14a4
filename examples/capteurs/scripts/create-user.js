// An account for a technician: node scripts/create-user.js ADDRESS NAME < password
const { readFileSync } = require("node:fs");
const bcrypt = require("bcrypt");
const { pool } = require("../lib/db");

const BCRYPT_ROUNDS = 12;

async function main() {
  const [email, name] = process.argv.slice(2);
  if (!email || !name) throw new Error("Usage : node scripts/create-user.js ADRESSE NOM < mot-de-passe");
  const password = readFileSync(0, "utf8").trim();
  const hash = await bcrypt.hash(password, BCRYPT_ROUNDS);
  await pool.query("INSERT INTO users (email, password_hash, name) VALUES ($1, $2, $3)", [email, hash, name]);
  await pool.end();
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
