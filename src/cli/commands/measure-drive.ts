import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { derive } from '../../derive/index.ts';
import {
  fillRequests,
  isSafe,
  openClient,
  type RequestSet,
  type RequestSource,
  seeded,
  unfilled,
} from '../../load/index.ts';
import {
  type Driven,
  describeMachine,
  draftOf,
  drive,
  openAccounts,
  openTarget,
  poolsFromAnswers,
  poolsFromDatabase,
  readRequests,
  routeMatcher,
  smoke,
} from '../../measure/index.ts';
import { JaugeError } from '../../model/error.ts';
import { type Message, message } from '../../model/message.ts';
import type { Settings } from '../../model/settings.ts';
import { usage } from '../errors.ts';
import { clearProgress, showProgress } from '../output.ts';
import type { Measuring } from './measure.ts';
import { databaseForPools } from './measure-database.ts';
import { keep } from './measure-file.ts';
import { servesHere } from './measure-machine.ts';

/** Seconds on the clock, unless said. */
const SECONDS = 120;
/** Looked for in the folder when no file of requests is named. */
const REQUESTS_FILE = 'jauge.requests.json';

/** Starts the application (or takes the one that runs), drives it, keeps what was measured, and leaves it as it was. */
export async function driveApplication(measuring: Measuring, settings: Settings): Promise<number> {
  const { call, folder } = measuring;
  const { values, program, translation } = call;
  const stopping = new AbortController();
  const interrupt = (): void => stopping.abort('interrupted');
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const port = values.port === undefined ? undefined : numberOf('port', values.port);
  showProgress(call, translation.text(message('cli.measure.starting')));
  const application = await openTarget({
    folder,
    program,
    environment: process.env,
    allowedHosts: values['allow-host'] ?? [],
    signal: stopping.signal,
    ...(values.url === undefined ? {} : { url: values.url }),
    ...(port === undefined ? {} : { port }),
  });
  let died: Message | undefined;
  application.ended.then((reason) => {
    died = reason;
    stopping.abort('ended');
  });
  try {
    const driven = await driveAll(measuring, settings, application, stopping.signal);
    return finish(measuring, driven, stopping.signal, died);
  } finally {
    clearProgress(call.terminal);
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await application.stop();
  }
}

async function driveAll(
  measuring: Measuring,
  settings: Settings,
  { url, pid }: { readonly url: string; readonly pid: number },
  signal: AbortSignal,
): Promise<Driven> {
  const { call, inventory } = measuring;
  const { values, translation, terminal } = call;
  const database = databaseForPools(measuring);
  const client = openClient({ url });
  try {
    const set = await requestsOf(measuring, url, database);
    const smoked = await smoke(sourcesOf(set, values['allow-writes'] === true), client.send);
    clearProgress(terminal);
    for (const { route, answer } of smoked.leftOut)
      terminal.err(`${translation.text(message('cli.measure.left-out', { route, answer }))}\n`);
    if (Object.keys(smoked.sources).length === 0 && !signal.aborted)
      throw new JaugeError('measurement', message('error.measure-no-answer'), message('error.requests-hint'));
    const mix = derive(inventory, settings).scenarios[0]?.mix ?? {};
    return await drive({
      send: client.send,
      accounts: openAccounts(pid, portOf(database)),
      sources: smoked.sources,
      mix,
      seconds: values.seconds === undefined ? SECONDS : numberOf('seconds', values.seconds),
      signal,
      onProgress: (share, route) =>
        showProgress(call, translation.text(message('cli.measure.progress', { share, route }))),
    });
  } finally {
    client.close();
  }
}

/** The file named, the one in the folder, or a draft whose placeholders are filled from the database or from what lists answer. */
async function requestsOf(measuring: Measuring, url: string, database: string | undefined): Promise<RequestSet> {
  const { call, folder, inventory } = measuring;
  const inFolder = join(folder, REQUESTS_FILE);
  const file = call.values.requests ?? (existsSync(inFolder) ? inFolder : undefined);
  const headers = headersOf(call.values.header ?? []);
  if (file !== undefined) {
    const set = readRequests(file, routeMatcher(inventory));
    const known = { ...set, headers: { ...set.headers, ...headers } };
    return {
      ...known,
      requests: known.requests.filter((each) => unfilled({ ...known, requests: [each] }).length === 0),
    };
  }
  const { requests, pools } = draftOf(inventory);
  const filled =
    database === undefined
      ? poolsFromAnswers(await listAnswers(url, requests, headers), pools)
      : await poolsFromDatabase(database, pools);
  const set: RequestSet = { requests, pools: filled, headers };
  return { ...set, requests: requests.filter((each) => unfilled({ ...set, requests: [each] }).length === 0) };
}

async function listAnswers(url: string, requests: RequestSet['requests'], headers: Readonly<Record<string, string>>) {
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

/** One source for each route; requests that write only when they are allowed. */
function sourcesOf(set: RequestSet, writes: boolean): Readonly<Record<string, RequestSource>> {
  const allowed = set.requests.filter(({ method }) => writes || isSafe(method));
  const classes = [...new Set(allowed.map((each) => each.class))];
  return Object.fromEntries(
    classes.map((id) => [
      id,
      fillRequests({ ...set, requests: allowed.filter((each) => each.class === id) }, seeded(7)),
    ]),
  );
}

function finish(measuring: Measuring, driven: Driven, signal: AbortSignal, died: Message | undefined): number {
  const { call } = measuring;
  clearProgress(call.terminal);
  const measured = Object.values(driven.routes).filter(({ cpu }) => cpu !== undefined).length;
  const complete = driven.complete && died === undefined;
  keep(
    measuring,
    {
      ways: [
        {
          way: 'drive',
          date: new Date().toISOString().slice(0, 10),
          of: call.program.length > 0 ? call.program.join(' ') : 'url',
          complete,
          requests: driven.requests,
        },
      ],
      machine: describeMachine(driven.slowness, process.versions.node, servesHere(measuring)),
      routes: driven.routes,
      ...(driven.mixRun === undefined ? {} : { mixRun: driven.mixRun }),
    },
    [message('cli.measure.driven', { routes: measured, requests: driven.requests, slowness: driven.slowness.typical })],
  );
  if (died !== undefined) throw new JaugeError('measurement', died, message('error.measure-kept'));
  if (signal.aborted)
    throw new JaugeError('measurement', message('error.measure-interrupted'), message('error.measure-kept'));
  return 0;
}

function headersOf(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.map((line) => {
      const cut = line.indexOf(':');
      if (cut <= 0)
        throw usage('error.option-form', { option: '--header', value: '…', example: "'cookie: session=…'" });
      return [line.slice(0, cut).trim().toLowerCase(), line.slice(cut + 1).trim()];
    }),
  );
}

function numberOf(option: string, value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw usage('error.option-form', { option: `--${option}`, value, example: '60' });
  return number;
}

/** Port of a database on this machine. */
function portOf(url: string | undefined): number | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  return /^(?:localhost|127\.|\[::1\])/.test(hostname) ? Number(port || 5432) : undefined;
}
