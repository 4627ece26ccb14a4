// @ts-check
// Starts an example with its database, its stand-ins and its data: npm run example [-- NAME --size N --port 5000], koomy unless said.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { applications } from '../examples/dev/applications.js';
import { ensureInstalled as ensureKoomy } from '../examples/koomy/dev/install.js';
import { ensureInstalled, root } from './prepare.js';

const names = ['koomy', ...Object.keys(applications)];
const usage = `Usage : npm run example -- [${names.join('|')}] [--size N] [--port N]`;

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string' },
      port: { type: 'string', default: '5000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const name = positionals[0] ?? 'koomy';
  if (!names.includes(name)) throw new Error(`Exemple inconnu\u202f: ${name}.`);
  const sizes = applications[name]?.sizes ?? [2000, 50_000];
  const size = Number(values.size ?? sizes[0]);
  const port = Number(values.port);
  if (!sizes.includes(size)) throw new Error(`Taille inconnue\u202f: ${values.size} (${sizes.join(', ')}).`);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`Port impossible\u202f: ${values.port}.`);
  return { name, size, port, help: values.help };
}

/** @param {import('../examples/koomy/dev/start.d.ts').Example} example */
function describe(example) {
  const { logins } = example;
  return `
Koomy tourne, avec sa base PostgreSQL et les doublures locales de Stripe, SendGrid, S3 et OpenAI.

  Application    ${example.url}
  Doublures      ${example.standinsUrl}  (e-mails envoyés\u202f: ${example.standinsUrl}/sendgrid/outbox)
  Base           ${example.databaseUrl}
  Journal        ${example.logFile}

Connexions d’essai (mot de passe «\u202f${logins.password}\u202f» pour tous)\u202f:

  Membre         POST /api/auth/login    ${logins.member}
  Responsable    POST /api/admin/login   ${logins.owner}
  Équipe Koomy   POST /api/admin/login   ${logins.platform}

Ctrl-C arrête tout et efface les données.`;
}

/** @returns {Promise<string>} The signal that asks to stop. */
function interruption() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(signal));
  });
}

/** @param {unknown} error */
const sentence = (error) => (error instanceof Error ? error.message : String(error));

/** @param {{ size: number, port: number }} options */
async function startKoomy({ size, port }) {
  ensureKoomy(console.log);
  const { startExample } = await import('../examples/koomy/dev/start.js');
  const example = await startExample({ size: /** @type {2000 | 50000} */ (size), port, log: console.log });
  return { ...example, sentence: describe(example) };
}

/** @param {{ name: string, size: number, port: number }} options */
async function startOther({ name, size, port }) {
  ensureKoomy(console.log);
  const folder = join(root, 'examples', name);
  if (existsSync(join(folder, 'package-lock.json'))) ensureInstalled(folder, console.log);
  const { startApplication } = await import('../examples/dev/start.js');
  const example = await startApplication(name, { size, port, log: console.log });
  const sentence = `
${name} tourne, avec sa base PostgreSQL et des doublures locales de ce qu’elle appelle.

  Application    ${example.url}
  Doublures      ${example.standinsUrl}
  Base           ${example.databaseUrl}
  Journal        ${example.logFile}

Ctrl-C arrête tout et efface les données.`;
  return { ...example, sentence };
}

async function main() {
  let options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${sentence(error)}\n${usage}`);
    return 2;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const interrupted = interruption();
  const starting = options.name === 'koomy' ? startKoomy(options) : startOther(options);
  const early = await Promise.race([starting.then(() => undefined), interrupted]);
  const example = await starting;
  if (early === undefined) {
    console.log(example.sentence);
    const why = await Promise.race([interrupted.then(() => undefined), example.failed]);
    if (why !== undefined) console.error(why);
    process.exitCode = why === undefined ? 0 : 1;
  }
  console.log('\nArrêt…');
  await example.stop();
  console.log('Tout est arrêté.');
  return process.exitCode ?? 0;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(sentence(error));
    process.exit(1);
  },
);
