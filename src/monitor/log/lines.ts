import type { MinuteRecord } from '../../model/minute.ts';
import type { EndedRequest } from '../../probe/index.ts';
import { type Notice, write } from '../deliver/notice.ts';
import { heaviestRoutes } from '../headroom/resources.ts';
import type { Point } from '../history/point.ts';
import type { Limits } from '../limits/limits.ts';
import type { Voice } from '../words/index.ts';
import { redacted } from './redact.ts';

/** A line of the log: the fields that pino writes, so that its readers take it. */
export interface Line {
  /** 30 information, 40 warning, 50 error. */
  readonly level: 30 | 40 | 50;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly name: 'jauge';
  readonly msg: string;
  readonly [field: string]: unknown;
}

const round = (value: number): number => Number(value.toPrecision(4));

/** The line of a minute: rates, errors apart, times, and what is used of the resources. */
export function minuteLine(record: MinuteRecord, point: Point, limits: Limits): Line {
  const { total, elapsed } = record;
  return {
    level: 30,
    time: Math.round((record.start + elapsed) * 1000),
    name: 'jauge',
    msg: 'minute',
    requests: total.requests,
    clientErrors: total.clientErrors,
    serverErrors: total.serverErrors,
    aborted: total.aborted,
    inFlight: total.inFlight,
    p50: round(point.p50),
    p95: round(point.p95),
    p99: round(point.p99),
    eventLoop: round(point.loop),
    blocked: round(point.blocked),
    processor: round(point.processor),
    memoryBytes: point.resident,
    poolUsed: round(point.poolUsed),
    poolWait: round(point.poolWait),
    ...(limits.scenarios.length === 0 ? {} : { capacityUsed: round(point.used) }),
    heaviest: heaviestRoutes(record, limits, 'processor').map(({ route, share }) => ({ route, share: round(share) })),
  };
}

/** The line of one request: its route, never its address. */
export function requestLine(request: EndedRequest, time: number): Line {
  const { route, status, aborted, seconds, work } = request;
  return {
    level: status >= 500 ? 50 : aborted ? 40 : 30,
    time,
    name: 'jauge',
    msg: 'request',
    route,
    ...(aborted ? { aborted } : { status }),
    seconds: round(seconds),
    ...(work === undefined ? {} : { queries: work.calls, databaseSeconds: round(work.seconds) }),
  };
}

/** The line of an incident that opens, worsens or is over, in the language of the monitor. */
export function noticeLine(notice: Notice, voice: Voice): Line {
  const { title, lines } = write(notice, voice);
  return {
    level: notice.change === 'over' ? 30 : notice.level === 'act' ? 50 : 40,
    time: notice.at,
    name: 'jauge',
    msg: `${title} – ${lines.join(' ')}`,
    incident: notice.incident,
    change: notice.change,
  };
}

/** A line about the monitor itself; the text may quote an error of the application. */
export function wordLine(text: string, time: number): Line {
  return { level: 40, time, name: 'jauge', msg: redacted(text) };
}
