import { derive } from '../../derive/index.ts';
import { fillRequests, openClient, type RequestSet, type RequestSource, seeded } from '../../load/index.ts';
import {
  type Driven,
  describeMachine,
  drive,
  openAccounts,
  openWatched,
  smoke,
  type Watched,
} from '../../measure/index.ts';
import { JaugeError } from '../../model/error.ts';
import { type Message, message } from '../../model/message.ts';
import type { Settings } from '../../model/settings.ts';
import { clearProgress, showProgress } from '../output.ts';
import { numberOption, sessionsOption } from '../values.ts';
import type { Measuring } from './measure.ts';
import { databaseForPools } from './measure-database.ts';
import { keep } from './measure-file.ts';
import { servesHere } from './measure-machine.ts';
import { requestsToSend } from './requests-to-send.ts';

/** Seconds on the clock, unless said. */
const SECONDS = 120;
/** Share of them that trying the requests leaves to measuring at least. */
const LEAST = 0.6;

/** Starts the application (or takes the one that runs), drives it, keeps what was measured, and leaves it as it was. */
export async function driveApplication(measuring: Measuring, settings: Settings): Promise<number> {
  const { call, folder, inventory } = measuring;
  const { values, program, translation } = call;
  const stopping = new AbortController();
  const interrupt = (): void => stopping.abort('interrupted');
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const port = values.port === undefined ? undefined : numberOption('--port', values.port);
  showProgress(call, translation.text(message('cli.measure.starting')));
  const watched = await openWatched(
    {
      folder,
      program,
      environment: process.env,
      allowedHosts: values['allow-host'] ?? [],
      signal: stopping.signal,
      ...(values.url === undefined ? {} : { url: values.url }),
      ...(port === undefined ? {} : { port }),
    },
    [...inventory.routes, ...(inventory.pages ?? [])].map(({ id, method, path }) => ({ id, method, path })),
  );
  const { application, witness } = watched;
  let died: Message | undefined;
  application.ended.then((reason) => {
    died = reason;
    stopping.abort('ended');
  });
  try {
    const driven = await driveAll(measuring, settings, watched, stopping.signal);
    return finish(
      measuring,
      driven,
      stopping.signal,
      died ?? (driven.gone ? message('error.measure-gone') : undefined),
    );
  } finally {
    clearProgress(call.terminal);
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await application.stop();
    witness?.close();
  }
}

async function driveAll(
  measuring: Measuring,
  settings: Settings,
  { application: { url, pid }, witness }: Watched,
  signal: AbortSignal,
): Promise<Driven> {
  const { call, folder, project, inventory } = measuring;
  const { values, translation, terminal } = call;
  const database = databaseForPools(measuring);
  const client = openClient({ url });
  try {
    const { sets, notes } = await requestsToSend({
      folder,
      project,
      inventory,
      url,
      file: values.requests,
      sessions: sessionsOption(values.header ?? []),
      allowWrites: values['allow-writes'] === true,
      database,
    });
    const from = performance.now();
    const { smoked, during } = await smokedBy(witness, () => smoke(sets, client.send, seeded(11)));
    clearProgress(terminal);
    const spent = (performance.now() - from) / 1000;
    const leftOut = smoked.leftOut.map(({ route, answer }) => message('cli.measure.left-out', { route, answer }));
    const blind = witness !== undefined && during === undefined ? [message('cli.measure.blind')] : [];
    for (const note of [...notes, ...leftOut, ...blind]) terminal.err(`${translation.text(note)}\n`);
    if (smoked.set.requests.length === 0 && !signal.aborted) throw noAnswer(smoked.leftOut.map(({ answer }) => answer));
    const seconds = values.seconds === undefined ? SECONDS : numberOption('--seconds', values.seconds);
    const mix = derive(inventory, settings).scenarios[0]?.mix ?? {};
    return await drive({
      send: client.send,
      accounts: openAccounts(pid, portOf(database)),
      ...(during === undefined ? {} : { during }),
      sources: sourcesOf(smoked.set),
      mix,
      seconds: Math.max(LEAST * seconds, seconds - spent),
      signal,
      onProgress: (share, route) =>
        showProgress(call, translation.text(message('cli.measure.progress', { share, route }))),
    });
  } finally {
    client.close();
  }
}

/** Why no route can be driven, from what they answered. */
function noAnswer(answers: readonly string[]): JaugeError {
  const every = (pattern: RegExp): boolean => answers.length > 0 && answers.every((answer) => pattern.test(answer));
  if (every(/^429$/)) return new JaugeError('measurement', message('error.measure-limited'));
  if (every(/^5\d\d$/))
    return new JaugeError('measurement', message('error.measure-failing', { answer: answers[0] ?? '' }));
  if (every(/^\D/))
    return new JaugeError('measurement', message('error.measure-refused', { answer: answers[0] ?? '' }));
  return new JaugeError('measurement', message('error.measure-no-answer'), message('error.requests-hint'));
}

/** Tries each route, under the eyes of the agent: when it sees nothing of them, it is not in the process that answers. */
async function smokedBy(witness: Watched['witness'], run: () => ReturnType<typeof smoke>) {
  if (witness === undefined) return { smoked: await run(), during: undefined };
  const { result, totals } = await witness.during(run);
  return { smoked: result, during: Object.keys(totals).length === 0 ? undefined : witness.during };
}

/** One source for each route. */
function sourcesOf(set: RequestSet): Readonly<Record<string, RequestSource>> {
  const classes = [...new Set(set.requests.map((each) => each.class))];
  return Object.fromEntries(
    classes.map((id) => [
      id,
      fillRequests({ ...set, requests: set.requests.filter((each) => each.class === id) }, seeded(7)),
    ]),
  );
}

function finish(measuring: Measuring, driven: Driven, signal: AbortSignal, died: Message | undefined): number {
  const { call } = measuring;
  clearProgress(call.terminal);
  const measured = Object.values(driven.routes).filter(({ cpu }) => cpu !== undefined).length;
  const complete = driven.complete && died === undefined;
  const failing = driven.failing.map(({ route, answer }) => message('cli.measure.left-out', { route, answer }));
  const limited = driven.failing.some(({ answer }) => answer === '429') ? [message('error.measure-limited')] : [];
  for (const note of [...failing, ...limited]) call.terminal.err(`${call.translation.text(note)}\n`);
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

/** Port of a database on this machine. */
function portOf(url: string | undefined): number | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  return /^(?:localhost|127\.|\[::1\])/.test(hostname) ? Number(port || 5432) : undefined;
}
