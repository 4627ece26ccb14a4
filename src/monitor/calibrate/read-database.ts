import { DAY } from '../history/history.ts';
import { memoryHistory } from '../history/memory.ts';
import { createClient, type PostgresSource } from '../history/postgres/client.ts';
import { merged } from '../history/postgres/restore.ts';
import { readMinutes } from '../history/postgres/rows.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';
import { type HistoryDocument, historyDocument } from '../page/document.ts';

const MOST_ROWS = 20_000;

/** The last day of every instance, from the history that the monitor keeps in PostgreSQL. Only reads. */
export async function readHistory(source: PostgresSource, application: string, now: number): Promise<HistoryDocument> {
  const client = createClient(source);
  await client.connect();
  try {
    const rows = await readMinutes(client, now - DAY, '', MOST_ROWS);
    const memory = memoryHistory(DEFAULT_LIMITS);
    for (const record of merged(rows.flatMap(({ record }) => record ?? []))) memory.put(record);
    return await historyDocument(memory, application, now);
  } finally {
    await client.end();
  }
}
