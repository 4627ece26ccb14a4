import { writeFileSync } from 'node:fs';
import { readBodies, readQueries } from '../../inspect/index.ts';
import { draftOf, poolsFromDatabase } from '../../measure/index.ts';
import { message } from '../../model/message.ts';
import type { Measuring } from './measure.ts';
import { databaseForPools } from './measure-database.ts';

/** Writes requests for every route, to be edited: their placeholders filled from the database when its address is known. */
export async function writeDraft(measuring: Measuring, file: string): Promise<number> {
  const { call, project, inventory } = measuring;
  const { requests, pools } = draftOf(
    inventory,
    readBodies(project, inventory.routes),
    readQueries(project, inventory.routes),
  );
  const url = databaseForPools(measuring);
  const filled = url === undefined || pools.length === 0 ? {} : await poolsFromDatabase(url, pools);
  const empty = Object.fromEntries(pools.map(({ pool }) => [pool, filled[pool] ?? []]));
  writeFileSync(file, `${JSON.stringify({ headers: {}, pools: empty, requests }, null, 2)}\n`);
  const missing = pools.filter(({ pool }) => filled[pool] === undefined).length;
  const { terminal, translation } = call;
  terminal.out(
    `${translation.text(message('cli.measure.draft', { path: file, requests: requests.length, pools: pools.length, missing }))}\n`,
  );
  return 0;
}
