// @ts-check
// Starts a small example on loopback, with its own PostgreSQL, stand-ins for what it calls outside, and new data: used by `npm run example` and
// by the accuracy record.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../koomy/dev/postgres.js';
import { applications } from './applications.js';

const examples = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @typedef {{ url: string, standinsUrl: string, databaseUrl: string, logFile: string, stop: () => Promise<void>, failed: Promise<string> }} Started */

/** @returns {Promise<number>} */
function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () =>
      reject(new Error(`Le port ${wanted} est déjà pris\u202f: --port N en choisit un autre.`)),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * @param {string} name Said when it ends.
 * @param {string} file
 * @param {string} cwd
 * @param {Record<string, string>} variables
 * @param {import('node:stream').Writable} output
 */
function run(name, file, cwd, variables, output) {
  const child = spawn(process.execPath, [file], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) =>
    child.once('exit', (code, signal) => resolve(`${name} s’est arrêté (${signal ?? code}).`)),
  );
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** @param {string} url @param {Promise<string>} ended */
async function answering(url, ended) {
  /** @type {string | undefined} */
  let failure;
  ended.then((sentence) => {
    failure = sentence;
  });
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await fetch(url).catch(() => undefined)) return;
    if (failure !== undefined) throw new Error(failure);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} ne répond pas.`);
}

/** @param {string} folder @param {readonly (readonly string[])[]} commands */
function build(folder, commands) {
  for (const [program = '', ...words] of commands) {
    const command = path.join(folder, 'node_modules', '.bin', program);
    const result = spawnSync(command, words, {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      // Generating a client needs no engine, and asks for one all the same.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
    if (result.status !== 0) throw new Error(`${program} a échoué.\n${result.error?.message ?? result.stderr}`);
  }
}

/**
 * @param {string} databaseUrl
 * @param {(client: any) => Promise<unknown>} work
 */
async function withDatabase(databaseUrl, work) {
  const { Client } = createRequire(path.join(examples, 'koomy', 'package.json'))('pg');
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/**
 * @param {string} name Folder under `examples`.
 * @param {{ size?: number, port?: number, log?: (line: string) => void, environment?: Record<string, string> }} [options] `environment`: further variables of the application.
 * @returns {Promise<Started>}
 */
export async function startApplication(name, { size, port = 0, log = () => undefined, environment: more = {} } = {}) {
  const application = applications[name];
  if (application === undefined) throw new Error(`Exemple inconnu\u202f: ${name}.`);
  const folder = path.join(examples, name);
  const accounts = size ?? application.sizes[0] ?? 0;
  const scratch = await mkdtemp(path.join(tmpdir(), `${name}-`));
  const logFile = path.join(scratch, 'application.log');
  /** @type {(() => unknown)[]} */
  const undo = [() => rm(scratch, { recursive: true, force: true, maxRetries: 5 })];
  /** @type {(() => unknown)[]} */
  const lastResort = [() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })];
  const onExit = () => {
    for (const step of lastResort.reverse()) step();
  };
  process.once('exit', onExit);
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
    process.off('exit', onExit);
  };
  try {
    build(folder, application.build);
    log('PostgreSQL démarre…');
    const postgres = await startPostgres({ folder: scratch, port: await freePort() });
    undo.push(postgres.stop);
    lastResort.push(postgres.kill);
    log(`Création des tables et des données (taille ${accounts.toLocaleString('fr-FR')})…`);
    await withDatabase(postgres.url, async (client) => {
      await application.migrate(client, folder, postgres.url);
      for (const statement of application.seed(accounts)) await client.query(statement);
      await client.query('VACUUM (ANALYZE)');
    });
    const output = createWriteStream(logFile);
    undo.push(() => new Promise((resolve) => output.end(resolve)));
    const standinsPort = await freePort();
    const standinsUrl = `http://127.0.0.1:${standinsPort}`;
    const standins = run(
      'Le serveur des doublures',
      path.join(examples, 'dev', 'standins.js'),
      examples,
      { PORT: String(standinsPort) },
      output,
    );
    undo.push(standins.stop);
    lastResort.push(standins.kill);
    await answering(standinsUrl, standins.ended);

    const applicationPort = await freePort(port);
    const variables = application.variables({ databaseUrl: postgres.url, standinsUrl });
    const environment = { ...variables, PORT: String(applicationPort), DATABASE_URL: postgres.url, ...more };
    const running = run('L’application', application.start, folder, environment, output);
    undo.push(running.stop);
    lastResort.push(running.kill);
    const url = `http://127.0.0.1:${applicationPort}`;
    await answering(`${url}/health`, running.ended);
    return {
      url,
      standinsUrl,
      databaseUrl: postgres.url,
      logFile,
      stop,
      failed: Promise.race([standins.ended, running.ended]),
    };
  } catch (error) {
    const written = await readFile(logFile, 'utf8').catch(() => '');
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${written.slice(-2000)}`.trim(), {
      cause: error,
    });
  }
}
