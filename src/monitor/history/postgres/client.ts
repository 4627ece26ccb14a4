import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What is used of a client of the package `pg`. */
export interface Client {
  readonly connect: () => Promise<unknown>;
  readonly query: (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: readonly Row[] }>;
  readonly end: () => Promise<void>;
  readonly on: (event: 'error', listener: (error: unknown) => void) => unknown;
}

export type Row = Readonly<Record<string, unknown>>;

/** A pool of the package `pg`: only its settings and its kind of client are used, never its connections. */
export interface PoolLike {
  readonly options: object;
  readonly Client: new (options: object) => Client;
}

/** Where the history goes: the application's own pool, or the address of its database. */
export type PostgresSource = PoolLike | { readonly connectionString: string };

const CONNECT_TIMEOUT = 5_000;
/** What the server does not stop, the client does. */
const QUERY_TIMEOUT = 6_000;

/**
 * A client of its own, so that the application's pool never lends one. `pg` is the application's: given by its pool, or found from its
 * folder. Throws when there is none.
 */
export function createClient(source: PostgresSource): Client {
  const [Made, options] = 'Client' in source ? [source.Client, settingsOf(source)] : [foundClient(), source];
  const client = new Made({
    ...options,
    application_name: 'jauge',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: QUERY_TIMEOUT,
    keepAlive: true,
  });
  // A connection that breaks while idle would otherwise end the process.
  client.on('error', () => undefined);
  return client;
}

/** A pool hides its password from those who enumerate its settings. */
function settingsOf({ options }: PoolLike): object {
  const { password } = options as { readonly password?: unknown };
  return { ...options, ...(password === undefined ? {} : { password }) };
}

function foundClient(): PoolLike['Client'] {
  const module = createRequire(join(process.cwd(), 'package.json'))('pg') as { readonly Client: PoolLike['Client'] };
  return module.Client;
}
