// @ts-check
import { spawn } from "node:child_process";
import { createWriteStream, rmSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { migrate } from "./migrate.js";
import { startPostgres } from "./postgres.js";
import { samplePassword, seed } from "./seed.js";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @typedef {import("./start.d.ts").Example} Example */

/**
 * @param {number} [wanted] 0: any.
 * @returns {Promise<number>}
 */
function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", () =>
      reject(new Error(`Le port ${wanted} est déjà pris\u202f: --port N en choisit un autre.`)),
    );
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * @param {string} end Sentence that says it ended.
 * @param {string[]} command
 * @param {Record<string, string>} variables
 * @param {import('node:stream').Writable} output
 */
function run(end, command, variables, output) {
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_PROXY: "127.0.0.1", ...variables },
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(`${end} (${signal ?? `code ${code}`}).`));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { ended, stop, kill: () => child.kill("SIGKILL") };
}

/**
 * @param {string} url
 * @param {Promise<string>} ended
 */
async function answering(url, ended) {
  /** @type {string | undefined} */
  let failure;
  ended.then((sentence) => {
    failure = sentence;
  });
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(url).catch(() => undefined);
    if (response) return;
    if (failure) throw new Error(failure);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} ne répond pas.`);
}

/**
 * @param {{ databaseUrl: string, standinsUrl: string, url: string, port: number }} addresses
 * @returns {Record<string, string>}
 */
function applicationVariables({ databaseUrl, standinsUrl, url, port }) {
  return {
    NODE_ENV: "production",
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_URL: url,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: "exemple-local",
    CONNECTORS_URL: `${standinsUrl}/connectors`,
    STRIPE_API_URL: standinsUrl,
    SENDGRID_API_URL: `${standinsUrl}/sendgrid`,
    SENDGRID_API_KEY: "SG.exemple-local",
    OPENAI_BASE_URL: `${standinsUrl}/openai/v1`,
    OPENAI_API_KEY: "exemple-local",
    S3_ENDPOINT: `${standinsUrl}/storage`,
    S3_ACCESS_KEY_ID: "exemple",
    S3_SECRET_ACCESS_KEY: "exemple-local",
  };
}

/** Same options as `npm run build`. */
async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: ["server/index.ts"],
    platform: "node",
    packages: "external",
    bundle: true,
    format: "esm",
    outdir: "dist",
    logLevel: "warning",
  });
}

/**
 * Starts PostgreSQL, the stand-ins and the application, on loopback, with new data of the size asked for.
 * @param {{ size?: 2000 | 50000, port?: number, log?: (line: string) => void, environment?: Record<string, string>, between?: (url: string) => Promise<string> }} [options] `port` 0: any free one.
 * @returns {Promise<Example>}
 */
export async function startExample({ size = 2000, port = 0, log = () => undefined, environment = {}, between } = {}) {
  const applicationPort = await freePort(port);
  const folder = await mkdtemp(path.join(tmpdir(), "koomy-"));
  const logFile = path.join(folder, "koomy.log");
  /** @type {(() => Promise<unknown>)[]} */
  const undo = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  // Whatever ends this process, nothing may stay behind.
  /** @type {(() => unknown)[]} */
  const lastResort = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  const onExit = () => {
    for (const step of lastResort.reverse()) step();
  };
  process.once("exit", onExit);
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => {
    stopping ??= (async () => {
      for (const step of undo.reverse()) await step();
      process.off("exit", onExit);
    })();
    return stopping;
  };

  try {
    log("PostgreSQL démarre…");
    const postgres = await startPostgres({ folder, port: await freePort() });
    undo.push(postgres.stop);
    lastResort.push(postgres.kill);
    log(`Création des tables et de ${size.toLocaleString("fr-FR")} comptes…`);
    await migrate(postgres.url, root);
    await seed(postgres.url, size);

    log("L’application et les doublures démarrent…");
    const output = createWriteStream(logFile);
    undo.push(() => new Promise((resolve) => output.end(resolve)));
    const url = `http://127.0.0.1:${applicationPort}`;
    const standinsPort = await freePort();
    const standinsUrl = `http://127.0.0.1:${standinsPort}`;

    const standins = run(
      "Le serveur des doublures s’est arrêté",
      ["--import", "tsx", "standins/server.ts"],
      { PORT: String(standinsPort), WEBHOOK_URL: `${url}/api/stripe/webhook` },
      output,
    );
    undo.push(standins.stop);
    lastResort.push(standins.kill);
    await answering(`${standinsUrl}/sendgrid/outbox`, standins.ended);

    await bundle();
    const databaseUrl = between ? await between(postgres.url) : postgres.url;
    const application = run(
      "L’application s’est arrêtée",
      ["dist/index.js"],
      {
        ...applicationVariables({ databaseUrl, standinsUrl, url, port: applicationPort }),
        ...environment,
      },
      output,
    );
    undo.push(application.stop);
    lastResort.push(application.kill);
    await answering(`${url}/api/config`, application.ended);

    return {
      url,
      standinsUrl,
      databaseUrl: postgres.url,
      logFile,
      logins: {
        member: "membre1@koomy.example",
        owner: "responsable1@koomy.example",
        platform: "equipe@koomy.example",
        password: samplePassword,
      },
      stop,
      failed: Promise.race([standins.ended, application.ended]),
    };
  } catch (error) {
    const written = await readFile(logFile, "utf8").catch(() => "");
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${written.slice(-2000)}`.trim(), {
      cause: error,
    });
  }
}
