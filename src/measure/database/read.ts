import type { Inventory } from '../../model/inventory.ts';
import type { MeasuredDatabase, Measurement } from '../../model/measurement.ts';
import { exactReading, readingOf } from '../readings.ts';
import { type Session, withSession } from './connect.ts';
import { statementsOf } from './statements.ts';
import { tablesOf } from './tables.ts';

export interface DatabaseOptions {
  /** `postgresql://…`; never written anywhere. */
  readonly url: string;
  readonly inventory: Inventory;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The part of a measurement that the database gives. */
export type DatabasePart = Pick<Measurement, 'ways'> & { readonly database: MeasuredDatabase };

/**
 * Reads what the database holds, in a read-only session: rows and indexes of each table, its limit of connections, the plan of each query (never
 * executed), and the time from here and back. Throws a JaugeError that says what is wrong with the connection.
 */
export function readDatabase({ url, inventory, now }: DatabaseOptions): Promise<DatabasePart> {
  return withSession(url, async (session) => {
    const version = await settingOf('server_version', session);
    const number = Number(await settingOf('server_version_num', session));
    return {
      ways: [
        {
          way: 'database',
          date: new Date(now).toISOString().slice(0, 10),
          of: `PostgreSQL ${version.split(' ')[0] ?? ''}`,
          complete: true,
        },
      ],
      database: {
        engine: 'postgresql',
        version,
        maxConnections: exactReading(Number(await settingOf('max_connections', session)), 'database'),
        roundTrip: await roundTrip(session),
        tables: await tablesOf(session),
        ...(await statementsOf(session, inventory, number)),
      },
    };
  });
}

async function settingOf(name: string, { ask }: Session): Promise<string> {
  const [row] = await ask<{ value: string }>('select current_setting($1) as value', [name]);
  return row?.value ?? '';
}

const TRIPS = 21;

/** Seconds of the emptiest statement. */
async function roundTrip({ ask }: Session): Promise<MeasuredDatabase['roundTrip'] & object> {
  const times: number[] = [];
  for (let trip = 0; trip < TRIPS; trip++) {
    const from = performance.now();
    await ask('select 1');
    times.push((performance.now() - from) / 1000);
  }
  return readingOf(times, 'database');
}
