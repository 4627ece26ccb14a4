import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Project, readBodies, readQueries } from '../../inspect/index.ts';
import { isSafe, type RequestSet, unfilled } from '../../load/index.ts';
import {
  draftOf,
  endsSession,
  type Pools,
  poolsFromAnswers,
  poolsFromDatabase,
  readRequests,
  readsFirst,
  routeMatcher,
} from '../../measure/index.ts';
import type { Inventory } from '../../model/inventory.ts';
import { type Message, message } from '../../model/message.ts';

export interface RequestOptions {
  readonly folder: string;
  readonly project: Project;
  readonly inventory: Inventory;
  readonly url: string;
  readonly file: string | undefined;
  /** Headers of each session. */
  readonly sessions: readonly Readonly<Record<string, string>>[];
  readonly allowWrites: boolean;
  /** Address of the database from which a draft is filled; else it is filled from what lists answer. */
  readonly database?: string | undefined;
}

/** Looked for in the folder when no file of requests is named. */
const REQUESTS_FILE = 'jauge.requests.json';

/**
 * The requests that may be sent (of the file, or a draft filled from the database and from what lists answer), once for each session, and what was left
 * out.
 */
export async function requestsToSend(
  options: RequestOptions,
): Promise<{ readonly sets: readonly RequestSet[]; readonly notes: readonly Message[] }> {
  const { inventory, sessions, allowWrites } = options;
  const found = await foundRequests(options);
  const [set] = found as readonly [RequestSet];
  const allowed = set.requests.filter(({ method }) => allowWrites || isSafe(method));
  const ending = [...new Set(allowed.map((each) => each.class).filter(endsSession))];
  const lasting = allowed.filter((each) => !ending.includes(each.class));
  const filled = lasting.filter((each) => unfilled({ ...set, requests: [each] }).length === 0);
  const empty = [...new Set(lasting.filter((each) => !filled.includes(each)).map((each) => each.class))];
  const known = new Set([...inventory.routes, ...(inventory.pages ?? [])].map(({ id }) => id));
  const strange = [...new Set(filled.map((each) => each.class))].filter((id) => !known.has(id));
  const writes = set.requests.length - allowed.length;
  return {
    sets: found.map((each, i) => ({
      ...each,
      headers: { ...each.headers, ...sessions[i] },
      requests: readsFirst(filled),
    })),
    notes: [
      ...(writes === 0 ? [] : [message('verify.note.writes', { count: writes })]),
      ...(ending.length === 0 ? [] : [message('verify.note.session', { routes: ending })]),
      ...(empty.length === 0 ? [] : [message('verify.note.unfilled', { routes: empty })]),
      ...(strange.length === 0 ? [] : [message('verify.note.unknown', { routes: strange })]),
    ],
  };
}

async function foundRequests({
  folder,
  project,
  inventory,
  url,
  file,
  sessions,
  database,
}: RequestOptions): Promise<readonly RequestSet[]> {
  const inFolder = join(folder, REQUESTS_FILE);
  const named = file ?? (existsSync(inFolder) ? inFolder : undefined);
  if (named !== undefined) {
    const set = readRequests(named, routeMatcher(inventory));
    return sessions.map(() => set);
  }
  const { requests, pools } = draftOf(
    inventory,
    readBodies(project, inventory.routes),
    readQueries(project, inventory.routes),
  );
  const stored = database === undefined ? {} : await poolsFromDatabase(database, pools);
  const sets: RequestSet[] = [];
  for (const headers of sessions) {
    const shown = poolsFromAnswers(await listAnswers(url, requests, headers), pools);
    sets.push({ requests, pools: together(stored, shown) });
  }
  return sets;
}

/** What the database holds, and as often what a session is shown: of the rows of everybody, few may be its own. */
function together(stored: Pools, shown: Pools): Pools {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(shown)])];
  return Object.fromEntries(
    names.map((name) => {
      const [all = [], own = []] = [stored[name], shown[name]];
      const times = own.length === 0 ? 0 : Math.max(1, Math.round(all.length / own.length));
      return [name, [...all, ...Array.from({ length: times }, () => own).flat()]];
    }),
  );
}

/** What the lists of the application answer: where values for the other requests come from. */
function listAnswers(url: string, requests: RequestSet['requests'], headers: Readonly<Record<string, string>>) {
  const lists = requests.filter(({ method, path }) => method === 'GET' && !path.includes('{{'));
  return Promise.all(
    lists.map(async ({ path }) => {
      try {
        const answer = await fetch(url + path, { headers, signal: AbortSignal.timeout(10_000) });
        return { path, body: (await answer.json()) as unknown };
      } catch {
        return { path, body: undefined };
      }
    }),
  );
}
