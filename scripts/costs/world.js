// @ts-check
// Everything the suites talk to: PostgreSQL, HTTP and HTTPS stand-ins, a WebSocket proxy with a certificate of our own.
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { SCHEMA, startPostgres } from './postgres.js';

/** A self-signed certificate for localhost, made by the `openssl` command. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'jauge-certificate-'));
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '30'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  return { cert, keyText: readFileSync(key, 'base64'), certText: readFileSync(cert, 'base64') };
}

export async function startWorld() {
  const database = await startPostgres();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const statement of SCHEMA.split(';')) if (statement.trim()) await client.query(statement);
  await client.end();
  const { cert, keyText, certText } = certificate();
  const standin = fork(fileURLToPath(new URL('./standin.js', import.meta.url)), [
    String(database.port),
    keyText,
    certText,
  ]);
  const ports = /** @type {any} */ (await new Promise((done) => standin.once('message', done)));
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: cert,
    COSTS_DATABASE_URL: database.url,
    COSTS_HTTP_PORT: String(ports.http),
    COSTS_HTTPS_PORT: String(ports.https),
    COSTS_WS_PROXY: `localhost:${ports.ws}/v2`,
  };
  const stop = async () => {
    standin.disconnect();
    await database.stop();
  };
  return { database, env, stop };
}
