// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Installs the application's packages unless they are there.
 * @param {(line: string) => void} log
 */
export function ensureInstalled(log) {
  if (existsSync(path.join(root, "node_modules", ".package-lock.json"))) return;
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
