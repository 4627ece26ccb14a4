// @ts-check
// Starts examples/koomy with its database, its stand-ins and its data: npm run example [-- --size 50000 --port 5000]
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../examples/koomy/dev/install.js';

const usage = 'Usage : npm run example -- [--size 2000|50000] [--port N]';

function readOptions() {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '2000' },
      port: { type: 'string', default: '5000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const size = Number(values.size);
  const port = Number(values.port);
  if (size !== 2000 && size !== 50000) throw new Error(`Taille inconnue\u202f: ${values.size}.`);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`Port impossible\u202f: ${values.port}.`);
  return { size: /** @type {2000 | 50000} */ (size), port, help: values.help };
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
  ensureInstalled(console.log);
  const { startExample } = await import('../examples/koomy/dev/start.js');
  const starting = startExample({ size: options.size, port: options.port, log: console.log });
  const early = await Promise.race([starting.then(() => undefined), interrupted]);
  const example = await starting;
  if (early === undefined) {
    console.log(describe(example));
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
