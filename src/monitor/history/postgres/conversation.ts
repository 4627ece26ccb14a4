import { type Client, createClient } from './client.ts';
import { migrate } from './migrations.ts';
import { restore } from './restore.ts';
import type { PostgresOptions, State } from './state.ts';

/** Runs a conversation after the one under way, on a connection that is made when there is none. What fails ends the connection. */
export function inTurn<T>(
  state: State,
  options: PostgresOptions,
  work: (client: Client) => Promise<T>,
): Promise<T | undefined> {
  const result = state.turn.then(async () => {
    if (state.isClosed) return undefined;
    try {
      const client = await connected(state, options);
      return await work(client);
    } catch (error) {
      await away(state, options, error);
      return undefined;
    }
  });
  state.turn = result.then(() => undefined);
  return result;
}

async function connected(state: State, options: PostgresOptions): Promise<Client> {
  if (state.client !== undefined) return state.client;
  const client = createClient(options.source);
  try {
    await client.connect();
    await migrate(client);
    if (!state.isReady) await restore(client, state, options);
  } catch (error) {
    await before(
      1_000,
      client.end().catch(() => undefined),
    );
    throw error;
  }
  state.isReady = true;
  state.client = client;
  return client;
}

/** Said once something was written again: reading may succeed while writing fails. */
export function back(state: State, options: PostgresOptions): void {
  if (!state.isAway) return;
  state.isAway = false;
  options.onBack(state.lostSinceAway);
  state.lostSinceAway = 0;
}

async function away(state: State, options: PostgresOptions, error: unknown): Promise<void> {
  const { client } = state;
  state.client = undefined;
  if (!state.isAway) options.onAway(reasonOf(error));
  state.isAway = true;
  // An end that never comes must not hold the next turn.
  if (client !== undefined)
    await before(
      1_000,
      client.end().catch(() => undefined),
    );
}

/** The database's words may quote a value: only its code and kind are told. */
function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'error';
}

/** Waits for a work, at most so many milliseconds. */
export async function before(limit: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
