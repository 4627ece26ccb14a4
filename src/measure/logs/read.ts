import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { JaugeError } from '../../model/error.ts';
import type { Measurement } from '../../model/measurement.ts';
import { message } from '../../model/message.ts';
import type { RouteMatcher } from '../matcher.ts';
import { linesOf } from './lines.ts';
import { lineParser } from './parse.ts';
import { count, DAY, emptyTally, type Tally } from './tally.ts';
import { routeOf, trafficOf } from './traffic.ts';

export interface LogsOptions {
  /** Files; `-` is the standard input. Zipped or not. */
  readonly files: readonly string[];
  readonly match: RouteMatcher;
  /** Milliseconds since 1970: when the file of a log without dates ended. */
  readonly now: number;
  /** Called every so many lines. */
  readonly onProgress?: (lines: number) => void;
}

/** The part of a measurement that logs give. */
export type LogsPart = Pick<Measurement, 'routes' | 'traffic' | 'ways'>;

const PROGRESS = 50_000;

/**
 * Reads access logs and counts the requests of each route. Throws a JaugeError when a file cannot be read, or when none of its lines is a request,
 * or none of the requests is for a route of the project.
 */
export async function readLogs({ files, match, now, onProgress }: LogsOptions): Promise<LogsPart> {
  const tally = emptyTally();
  const parse = lineParser();
  const salt = randomInt(2 ** 31);
  let lines = 0;
  for (const file of files) {
    for await (const line of readable(file)) {
      if (++lines % PROGRESS === 0) onProgress?.(lines);
      const entry = parse(line);
      if (entry === undefined) tally.others++;
      else count(tally, entry, match(entry.method, entry.path), salt);
    }
  }
  const traffic = trafficOf(tally, shiftOf(tally, files, now));
  if (traffic === undefined) throw nothingIn(tally, files);
  const names = files.map((file) => (file === '-' ? 'stdin' : basename(file))).join(', ');
  return {
    ways: [
      {
        way: 'logs',
        date: new Date(now).toISOString().slice(0, 10),
        of: names,
        complete: true,
        requests: tally.requests,
      },
    ],
    traffic,
    routes: Object.fromEntries([...tally.routes].map(([id, route]) => [id, routeOf(route)])),
  };
}

async function* readable(file: string): AsyncGenerator<string> {
  try {
    yield* linesOf(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new JaugeError('measurement', message('error.log-unreadable', { file, reason }), message('error.logs-hint'));
  }
}

/** Lines that only say the hour are placed so that the last one is of the day of the file. */
function shiftOf(tally: Tally, files: readonly string[], now: number): number {
  if (tally.clock === undefined) return 0;
  const last = files.at(-1);
  const end = last === undefined || last === '-' ? now : statSync(last).mtimeMs;
  return Math.floor((end - tally.last) / DAY) * DAY;
}

function nothingIn({ unmatched }: Tally, files: readonly string[]): JaugeError {
  const problem =
    unmatched === 0
      ? message('error.logs-no-request', { files })
      : message('error.logs-no-route', { files, requests: unmatched });
  return new JaugeError('measurement', problem, message('error.logs-hint'));
}
