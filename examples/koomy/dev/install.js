// @ts-check
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Installs the application's packages unless they are there, and no older than the lock file.
 * @param {(line: string) => void} log
 */
export function ensureInstalled(log) {
  const written = (/** @type {string} */ file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs;
  if ((written("node_modules/.package-lock.json") ?? 0) >= (written("package-lock.json") ?? 0)) return;
  log("Installation des dépendances de l’exemple (npm ci)…");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    throw new Error(`L’installation des dépendances a échoué.\n${result.error?.message ?? result.stderr}`);
  }
}
