/** Installs the application's packages unless they are there, and no older than the lock file. Throws, with what npm wrote, when that fails. */
export function ensureInstalled(log: (line: string) => void): void;
