import type { IncomingMessage } from 'node:http';
import type { Language } from '../i18n/format.ts';
import type { MinuteRecord, Snapshot } from '../model/minute.ts';
import type { EmailMessage } from './deliver/email.ts';
import type { PostgresSource } from './history/postgres/client.ts';
import type { Line } from './log/lines.ts';

/** A logger with pino's methods. */
export interface PinoLike {
  readonly info: (fields: object, text: string) => void;
  readonly warn: (fields: object, text: string) => void;
  readonly error: (fields: object, text: string) => void;
}

/** What the application may choose of what the monitor says, keeps and shows. Everything has a default. */
export interface OutlookOptions {
  /** Name of the application in messages; that of the estimate unless said. */
  readonly application?: string;
  /** Language of the page and of the messages: `fr` unless said. */
  readonly language?: Language;
  /** File that `jauge -o jauge.json` wrote, or its content: `jauge.json` in the folder of the process unless said. */
  readonly estimate?: string | object;
  /** Opens the page: the variable JAUGE_TOKEN unless said. At least 16 characters. */
  readonly token?: string;
  /** The application's own check of who may open the page, in place of the token. */
  readonly check?: (request: IncomingMessage) => boolean | Promise<boolean>;
  /**
   * Keeps the history in the application's PostgreSQL: `postgres` for the one that DATABASE_URL names, or its pool of `pg`, or an address.
   * In memory unless said.
   */
  readonly store?: 'postgres' | PostgresSource;
  /** Where alerts go: Slack, Discord, or any address that takes JSON. The variable JAUGE_WEBHOOK unless said. */
  readonly webhook?: string | readonly string[];
  /** Sends an alert with the application's own means. */
  readonly sendEmail?: (message: EmailMessage) => unknown;
  /** Public address of the page, given in messages. */
  readonly address?: string;
  /** Where lines go: the standard output as JSON unless said; a logger with pino's methods; a function; or nowhere. */
  readonly log?: false | PinoLike | ((line: Line) => void);
  /** Share of ordinary requests that get a line; those that fail or are slow always do. 0 unless said. */
  readonly sample?: number;
  /** Pushes metrics each minute to an OpenTelemetry collector. The variables OTEL_EXPORTER_OTLP_ENDPOINT and _HEADERS unless said. */
  readonly otlp?: { readonly endpoint: string; readonly headers?: Readonly<Record<string, string>> };
}

/** What the recorder gives, and what the process knows of itself. */
export interface OutlookSources {
  readonly instance: string;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly onMinute: (listener: (record: MinuteRecord) => void) => () => void;
  readonly snapshot: () => Snapshot;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder in which the estimate is looked for. */
  readonly folder: string;
  /** Milliseconds between the end of a minute and its judgement, with a store: time for the other instances to write theirs. */
  readonly delay?: number;
}
