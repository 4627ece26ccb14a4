import { entryOf, type LineParser, rounded, secondsOf } from './entry.ts';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `10/Oct/2026:13:55:36 +0200`, in milliseconds. */
export function commonDate(text: string): number | undefined {
  const found = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)/.exec(text);
  if (found === null) return undefined;
  const [, day, name = '', year, hour, minute, second, sign, offsetHours, offsetMinutes] = found;
  const month = MONTHS.indexOf(name) / 3;
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return local - (sign === '-' ? -offset : offset);
}

const COMBINED =
  /(\S+) \S+ \S+ \[([^\]]+)\] "(\S+) (\S+)(?: [^"]*)?" (\d{3}) (\d+|-)(?: "[^"]*" "([^"]*)")?(?: "?([\d.]+)"?)?/;

/** Apache's and nginx's common and combined formats, morgan's too; a last number is nginx's `$request_time`, in seconds. */
export const combined: LineParser = (line) => {
  const found = COMBINED.exec(line);
  if (found === null) return undefined;
  const [, address = '', date = '', method = '', target = '', status, bytes, agent = '', time] = found;
  return entryOf(method, target, {
    status: Number(status),
    bytes: Number(bytes),
    time: commonDate(date),
    seconds: secondsOf(time, 's'),
    visitor: address === '-' ? undefined : `${address} ${agent}`,
  });
};

const STAMP = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/;

/** A date written anywhere at the beginning of a line, in milliseconds; without a zone, it is taken for UTC. */
export function stampOf(line: string): number | undefined {
  const found = STAMP.exec(line.slice(0, 120))?.[0].replace(',', '.').replace(' ', 'T');
  if (found === undefined) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(found) ? found : `${found}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Values of `name=value` and `name="value"`. */
function fieldsOf(line: string): Readonly<Record<string, string>> {
  const found = [...line.matchAll(/([\w.]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g)];
  return Object.fromEntries(found.map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']));
}

/** Heroku's router: `at=info method=GET path="/x" … fwd="1.2.3.4" connect=0ms service=18ms status=200 bytes=13`. Scalingo writes alike. */
export const router: LineParser = (line) => {
  if (!line.includes('method=') || !line.includes('path=')) return undefined;
  const { method = '', path = '', status, connect, service, duration, bytes, fwd, from } = fieldsOf(line);
  const waited = secondsOf(connect) ?? 0;
  const served = secondsOf(service) ?? secondsOf(duration);
  return entryOf(method, path, {
    status: Number(status),
    bytes: Number.parseInt(bytes ?? '', 10),
    seconds: served === undefined ? undefined : rounded(served + waited),
    time: stampOf(line),
    visitor: (fwd ?? from)?.split(',')[0],
  });
};

const RENDER = /\[([A-Z]+)\]\s*(\d{3})\s*([\w.-]+)(\/[^\s"]*?)\s*clientIP="([^"]*)"/;

/** Render's request log: `[GET] 200 app.onrender.com/x clientIP="…" responseTimeMS=12 responseBytes=34 userAgent="…"`. */
export const render: LineParser = (line) => {
  const found = RENDER.exec(line);
  if (found === null) return undefined;
  const [, method = '', status, , path = '', address = ''] = found;
  const { responseTimeMS, responseBytes, userAgent = '' } = fieldsOf(line);
  return entryOf(method, path, {
    status: Number(status),
    seconds: secondsOf(responseTimeMS),
    bytes: Number.parseInt(responseBytes ?? '', 10),
    time: stampOf(line),
    visitor: `${address.split(',')[0]} ${userAgent}`,
  });
};

const CLOCK = /(?:^|\s)(\d{1,2}):(\d\d):(\d\d)(?:\s?([AP])M)?(?=\s)/;

/** Time of the day: `9:41:02 PM`, in milliseconds. */
function clockOf(line: string): number | undefined {
  const found = CLOCK.exec(line.slice(0, 60));
  if (found === null) return undefined;
  const [, hour, minute, second, half] = found;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000;
}

/** `GET /api/x 200 in 12ms :: {…}` of the templates of Replit, `GET /x 200 12.3 ms - 45` of morgan's dev and tiny, and what looks like them. */
const PLAIN =
  /(?:^|[\s"'\]>])(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/\S*) (?:HTTP\/[\d.]+ )?(\d{3})\b(?: (?:in )?(?:(\d+|-) - )?([\d.]+ ?(?:ms|µs|s)))?(?: - (\d+))?/;

export const plain: LineParser = (line) => {
  const found = PLAIN.exec(line);
  if (found === null) return undefined;
  const [, method = '', target = '', status, before, time, after] = found;
  const stamp = stampOf(line);
  return entryOf(method, target, {
    status: Number(status),
    seconds: secondsOf(time),
    bytes: Number.parseInt(after ?? before ?? '', 10),
    time: stamp,
    clock: stamp === undefined ? clockOf(line) : undefined,
  });
};
