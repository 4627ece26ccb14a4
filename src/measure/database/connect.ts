import postgres from 'postgres';
import { JaugeError } from '../../model/error.ts';
import { message } from '../../model/message.ts';

/** Rows of one statement. Identifiers and values go in as parameters, never in the text. */
export type Ask = <Row extends object>(
  text: string,
  values?: readonly (string | number | null)[],
) => Promise<readonly Row[]>;

export interface Session {
  readonly ask: Ask;
  /** Runs statements that may fail without losing the session: they are undone in any case. */
  readonly attempt: <T>(work: (ask: Ask) => Promise<T>) => Promise<T | undefined>;
}

/** Milliseconds that a statement may take, then that a connection may take to open. */
const STATEMENT_TIMEOUT = 10_000;
const CONNECT_TIMEOUT = 10;

/**
 * Opens a session that cannot write (a read-only transaction) nor hold the database for long, runs `work` in it and closes it. Throws a JaugeError
 * that says what is wrong with the connection, without the address, the name or the password.
 */
export async function withSession<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
  const client = open(url);
  try {
    return (await client.begin('read only', async (transaction) => {
      await transaction.unsafe(`set local statement_timeout = ${STATEMENT_TIMEOUT}`);
      const ask: Ask = async (text, values = []) => (await transaction.unsafe(text, [...values])) as never;
      const attempt = async <U>(inner: (ask: Ask) => Promise<U>): Promise<U | undefined> => {
        try {
          return (await transaction.savepoint(async (nested) =>
            inner(async (text, values = []) => (await nested.unsafe(text, [...values])) as never),
          )) as U;
        } catch (error) {
          // A connection that broke is not a statement that failed.
          if (isFatal(error)) throw error;
          return undefined;
        }
      };
      return await work({ ask, attempt });
    })) as T;
  } catch (error) {
    throw error instanceof JaugeError ? error : explained(error);
  } finally {
    await client.end({ timeout: 1 });
  }
}

function open(url: string): postgres.Sql {
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new JaugeError('measurement', message('error.database-url'), message('error.database-hint'));
  try {
    return postgres(url, {
      max: 1,
      prepare: false,
      connect_timeout: CONNECT_TIMEOUT,
      idle_timeout: 5,
      onnotice: () => undefined,
      connection: { application_name: 'jauge' },
    });
  } catch {
    throw new JaugeError('measurement', message('error.database-url'), message('error.database-hint'));
  }
}

function isFatal(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('08') || code.startsWith('57P') || /^(?:E[A-Z]+|CONNECTION_\w+)$/.test(code);
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}

/** What a code of PostgreSQL, of the driver or of the system means for the person who typed the command. */
const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'error.database-refused'],
  [/^3D000$/, 'error.database-unknown'],
  [/^42501$/, 'error.database-permission'],
  [/^53300$/, 'error.database-full'],
  [/^57014$|TIMEOUT|ETIMEDOUT/, 'error.database-slow'],
  [/ENOTFOUND|EAI_AGAIN/, 'error.database-host'],
  [/ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|CONNECTION_/, 'error.database-unreachable'],
  [/^57P/, 'error.database-starting'],
];

function explained(error: unknown): JaugeError {
  const code = codeOf(error) || ((error as Error).name ?? '');
  const key = PROBLEMS.find(([pattern]) => pattern.test(code))?.[1] ?? 'error.database-other';
  return new JaugeError('measurement', message(key, { code }), message('error.database-hint'));
}
