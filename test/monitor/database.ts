import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/free-port.js';
import { root } from '../../scripts/prepare.js';
import type { PoolLike } from '../../src/monitor/history/postgres/client.ts';

const koomy = createRequire(join(root, 'examples', 'koomy', 'package.json'));

/** The package `pg` of the example, as an application has it. */
export const pg = koomy('pg') as {
  readonly Pool: new (
    options: object,
  ) => PoolLike & {
    readonly query: (
      text: string,
      values?: readonly unknown[],
    ) => Promise<{ readonly rows: Record<string, unknown>[] }>;
    readonly end: () => Promise<void>;
    readonly on: (event: 'error', listener: () => void) => void;
    readonly totalCount: number;
  };
};

export interface Database {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Starts it again on the same port, with other data. */
}

/** A new PostgreSQL of its own, on loopback. */
export async function startDatabase(port?: number): Promise<Database> {
  const { startPostgres } = await import('../../examples/koomy/dev/postgres.js');
  const folder = await mkdtemp(join(tmpdir(), 'jauge-store-'));
  const postgres = await startPostgres({ folder, port: port ?? (await freePort()) });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
