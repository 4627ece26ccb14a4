import { readFileSync } from 'node:fs';
import { JaugeError } from '../../model/error.ts';
import { MEASUREMENT_FILE } from '../../model/measurement.ts';
import { message } from '../../model/message.ts';
import { type HistoryDocument, measurementOf, readHistory } from '../../monitor/tools.ts';
import { usage } from '../errors.ts';
import { emit } from '../output.ts';
import { type Call, defineCommand } from './command.ts';

const OPTIONS = { database: { type: 'boolean' } } as const;
const TIMEOUT = 15_000;

/** `jauge calibrate ADDRESS|FILE`: the last day that the monitor saw, as a measurement that the report then reads. */
export const calibrate = defineCommand({ options: OPTIONS, formats: ['json'], run });

async function run(call: Call<typeof OPTIONS, 'json'>): Promise<number> {
  const document = await documentOf(call);
  const measurement = measurementOf(document, call.version);
  if (measurement === undefined) throw new JaugeError('usage', message('error.calibrate-empty', {}));
  emit({ ...call, output: call.output ?? MEASUREMENT_FILE } as Call, `${JSON.stringify(measurement, null, 2)}\n`);
  return 0;
}

async function documentOf({ values, words }: Call<typeof OPTIONS, 'json'>): Promise<HistoryDocument> {
  const [from] = words;
  if (values.database === true) return fromDatabase();
  if (from === undefined || words.length > 1) throw usage('error.calibrate-source', {});
  const text = URL.canParse(from) && /^https?:/.test(from) ? await fetched(new URL(from)) : readFileSync(from, 'utf8');
  return parsed(text, from);
}

/** The address of the application's database is read where the application reads it, and never written. */
async function fromDatabase(): Promise<HistoryDocument> {
  const connectionString = process.env['DATABASE_URL'];
  if (connectionString === undefined || !URL.canParse(connectionString)) throw usage('error.calibrate-database', {});
  const { hostname } = new URL(connectionString);
  try {
    return await readHistory({ connectionString }, hostname, Date.now() / 1000);
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    throw unreachable(hostname, code ?? name);
  }
}

/** The page's address, or that of its history: the token comes from JAUGE_TOKEN. */
async function fetched(page: URL): Promise<string> {
  const address = page.pathname.endsWith('/history')
    ? page
    : new URL(`${page.pathname.replace(/\/+$/, '')}/history`, page);
  const token = process.env['JAUGE_TOKEN'];
  let response: Response;
  try {
    response = await fetch(address, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (error) {
    const { cause, name } = error as Error & { readonly cause?: NodeJS.ErrnoException };
    throw unreachable(page.host, cause?.code ?? name);
  }
  if (response.status === 401 || response.status === 403) {
    throw new JaugeError(
      'usage',
      message('error.calibrate-refused', { host: page.host }),
      message('error.calibrate-token', {}),
    );
  }
  if (!response.ok) throw unreachable(page.host, String(response.status));
  return response.text();
}

function unreachable(host: string, reason: string): JaugeError {
  return new JaugeError('usage', message('error.calibrate-unreachable', { host, reason }));
}

function parsed(text: string, from: string): HistoryDocument {
  try {
    const document = JSON.parse(text) as HistoryDocument;
    if (document.of === 'jauge monitor' && document.schemaVersion === 1) return document;
  } catch {
    // Said below, like any other text that is not a history.
  }
  const host = URL.canParse(from) ? new URL(from).host : from;
  throw new JaugeError(
    'usage',
    message('error.calibrate-document', { from: host }),
    message('error.calibrate-hint', {}),
  );
}
