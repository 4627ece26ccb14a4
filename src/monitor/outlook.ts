import type { IncomingMessage, ServerResponse } from 'node:http';
import { type EndedRequest, unobserved } from '../probe/index.ts';
import { createWatch } from './alerts/watch.ts';
import { sendersOf } from './deliver/senders.ts';
import { type History, HOUR, MINUTE } from './history/history.ts';
import { memoryHistory } from './history/memory.ts';
import { pointOf } from './history/point.ts';
import type { PostgresSource } from './history/postgres/client.ts';
import { type PostgresHistory, postgresHistory } from './history/postgres/index.ts';
import type { Limits } from './limits/limits.ts';
import { loadLimits } from './limits/load.ts';
import { minuteLine, noticeLine, requestLine, wordLine } from './log/lines.ts';
import { createSampler } from './log/sampler.ts';
import { writerOf } from './log/write.ts';
import { createExporter } from './metrics/exporter.ts';
import { PROMETHEUS_TYPE, prometheusText } from './metrics/prometheus.ts';
import type { OutlookOptions, OutlookSources } from './options.ts';
import { createAccess, SHORTEST_TOKEN } from './page/access.ts';
import { historyDocument } from './page/document.ts';
import { createPages } from './page/serve.ts';
import { viewOf } from './page/view.ts';
import { type Voice, voiceOf } from './words/index.ts';

/** What becomes of the records: kept, judged, told, shown. */
export interface Outlook {
  /** Told of each request that ended. */
  readonly ended: (request: EndedRequest) => void;
  /** Answers a request for the page or what is under it. `mount` is the path it was mounted on (`/jauge`). */
  readonly pages: (request: IncomingMessage, response: ServerResponse, mount: string) => void;
  /** Judges the last minutes now: the monitor does it each minute. */
  readonly judge: () => Promise<void>;
  /** Ends: writes what waits, sends what is under way, within so many milliseconds in all. */
  readonly close: (limit: number) => Promise<void>;
}

const LINES_A_MINUTE = 10;
const DELAY = 12_000;

/** Wires the history, the alerts, the ways out and the page to a recorder. Never throws. */
export function createOutlook(options: OutlookOptions, sources: OutlookSources): Outlook {
  const { now, environment } = sources;
  const voice = voiceOf(options.language ?? 'fr');
  const write = writerOf(options.log);
  const complain = (text: string): void => write(wordLine(text, now() * 1000));
  const { limits, problem } = loadLimits(options.estimate, sources.folder);
  if (problem !== undefined) complain(voice.say('log.estimate-unreadable', problem));
  const application = options.application ?? (limits.application || 'application');
  const head = { application, ...(options.address === undefined ? {} : { page: options.address }) };
  const webhook = options.webhook ?? environment['JAUGE_WEBHOOK'];
  const senders = sendersOf({ webhook, sendEmail: options.sendEmail, head, voice, complain });
  const history = historyOf(options, sources, limits, voice, complain);
  const watch = createWatch({
    history,
    limits,
    instance: sources.instance,
    tell: (notice) => {
      write(noticeLine(notice, voice));
      for (const sender of senders) sender.send(notice);
    },
  });
  const exporter = createExporter(options, sources, limits, {
    application,
    instance: sources.instance,
    started: now(),
  });
  let judging: Promise<void> = Promise.resolve();
  const judge = (): Promise<void> => {
    judging = judging.then(() => watch.judge(now())).catch(() => undefined);
    return judging;
  };
  // Made here: a timer that ran keeps its function, which must not hold the record of the minute until the next one.
  const judgeNow = (): void => void judge();
  let timer: NodeJS.Timeout | undefined;
  // What the monitor asks of the database and of webhooks is none of the application's work.
  const stop = sources.onMinute((record) =>
    unobserved(() => {
      history.add(record);
      exporter.add(record);
      write(minuteLine(record, pointOf(record, limits), limits));
      clearTimeout(timer);
      timer = setTimeout(judgeNow, history.kind === 'memory' ? 0 : (sources.delay ?? DELAY)).unref();
    }),
  );
  const isWorthALine = createSampler({
    slow: limits.objective.responseTime,
    sample: options.sample ?? 0,
    most: LINES_A_MINUTE,
    now: () => now() * 1000,
  });
  let isClosing = false;

  return {
    judge,
    ended: (request) => {
      if (isWorthALine(request)) write(requestLine(request, Math.round(now() * 1000)));
    },
    pages: createPages({
      application: () => application,
      language: options.language ?? 'fr',
      access: accessOf(options, sources, () => complain(voice.say('log.token-short'))),
      health: () => ({ isWell: !isClosing, body: { status: isClosing ? 'closing' : 'ok' } }),
      view: async (span, reader) => {
        const at = now();
        const [stretch, latest, recent] = await Promise.all([
          history.read(span, at),
          history.latest(at),
          history.recent(at),
        ]);
        // The sixty minutes that are over: the one under way is no whole minute yet.
        const hourly = recent
          .filter(({ start }) => start > at - HOUR - MINUTE)
          .reduce((sum, { requests }) => sum + requests, 0);
        return viewOf(
          {
            now: at,
            span,
            stretch,
            latest,
            snapshot: sources.snapshot(),
            hourly,
            days: watch.days(),
            incidents: watch.incidents(),
            store: { kind: history.kind, lost: history.lost() },
            limits,
          },
          reader,
        );
      },
      documents: {
        metrics: async () => ({ type: PROMETHEUS_TYPE, text: prometheusText(exporter.metrics()) }),
        history: async () => ({
          type: 'application/json',
          text: JSON.stringify(await historyDocument(history, application, now())),
        }),
      },
    }),
    close: async (limit) => {
      isClosing = true;
      stop();
      clearTimeout(timer);
      await Promise.all([history.close(limit), ...senders.map((sender) => sender.settle(limit))]);
      for (const sender of senders) sender.close();
    },
  };
}

function historyOf(
  options: OutlookOptions,
  { instance, now, delay, environment }: OutlookSources,
  limits: Limits,
  voice: Voice,
  complain: (text: string) => void,
): History | PostgresHistory {
  const source = sourceOf(options.store, environment);
  if (source === undefined) {
    if (options.store !== undefined) complain(voice.say('log.store-nowhere'));
    return memoryHistory(limits);
  }
  return postgresHistory({
    source,
    instance,
    limits,
    now,
    onAway: (reason) => complain(voice.say('log.store-away', { reason })),
    onBack: (lost) => complain(voice.say('log.store-back', { lost })),
    ...(delay === undefined ? {} : { delay: delay / 2 }),
  });
}

/** `postgres` is the database that the application itself is given. */
function sourceOf(
  store: OutlookOptions['store'],
  environment: OutlookSources['environment'],
): PostgresSource | undefined {
  if (store !== 'postgres') return store;
  const connectionString = environment['DATABASE_URL'];
  return connectionString === undefined || connectionString === '' ? undefined : { connectionString };
}

function accessOf(
  { token: given, check }: OutlookOptions,
  { now, environment }: OutlookSources,
  onShort: () => void,
): ReturnType<typeof createAccess> {
  const token = given ?? environment['JAUGE_TOKEN'];
  if (token !== undefined && token !== '' && token.length < SHORTEST_TOKEN) onShort();
  return createAccess({
    ...(token === undefined || token === '' ? {} : { token }),
    ...(check === undefined ? {} : { check }),
    isDevelopment: isDevelopment(environment),
    now: () => now() * 1000,
  });
}

/** Only what says so itself: many a production forgets NODE_ENV, and a platform that deploys says it. */
function isDevelopment(environment: OutlookSources['environment']): boolean {
  const mode = environment['NODE_ENV'];
  return (mode === 'development' || mode === 'test') && environment['REPLIT_DEPLOYMENT'] === undefined;
}
