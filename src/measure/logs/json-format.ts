import { entryOf, type LineParser, type LogEntry, secondsOf } from './entry.ts';
import { commonDate, plain, stampOf } from './text-formats.ts';

type Value = unknown;

/** Names under which loggers write each thing, the surest first. */
const NAMES = {
  method: ['method', 'verb', 'request_method', 'httpMethod', 'http.method', 'requestMethod'],
  target: ['url', 'originalUrl', 'path', 'request_uri', 'uri', 'request_url', 'requestUrl', 'http.url', 'pathname'],
  status: ['statusCode', 'status', 'status_code', 'http.status_code', 'code'],
  milliseconds: ['responseTime', 'response-time', 'response_time', 'responseTimeMs', 'responseTimeMS', 'duration'],
  milliseconds2: ['durationMs', 'duration_ms', 'elapsed', 'latency', 'took', 'ms', 'elapsedTime', 'total-time'],
  seconds: ['request_time', 'duration_s', 'upstream_response_time'],
  bytes: ['bytes', 'content-length', 'contentLength', 'body_bytes_sent', 'responseBytes', 'bytes_sent', 'size'],
  time: ['time', 'timestamp', '@timestamp', 'ts', 'date', 'datetime', 'time_local', 'timestamp_iso8601'],
  address: ['remoteAddress', 'remote_addr', 'ip', 'clientIp', 'client_ip', 'remoteIp', 'remote-addr', 'clientIP'],
} as const;

const DEPTH = 4;

/** The first value under one of the names, in the object itself, then in the objects that it holds. */
function find(record: Value, names: readonly string[], depth = DEPTH): Value {
  if (typeof record !== 'object' || record === null || Array.isArray(record) || depth === 0) return undefined;
  const own = record as Readonly<Record<string, Value>>;
  for (const name of names) {
    const value = own[name];
    if (typeof value === 'string' || typeof value === 'number') return value;
  }
  for (const value of Object.values(own)) {
    const found = find(value, names, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Lines of pino, of morgan and winston in JSON, of proxies that write JSON; a line whose message tells the request is read there. */
export const json: LineParser = (line) => {
  const start = line.indexOf('{');
  if (start === -1 || start > MOST_PREFIX) return undefined;
  // An answer written after its request is not the log's own JSON.
  if (start > 0 && plain(line.slice(0, start)) !== undefined) return undefined;
  const record = parse(line.slice(start));
  if (record === undefined) return undefined;
  const method = find(record, NAMES.method);
  const target = find(record, NAMES.target);
  if (typeof method === 'string' && typeof target === 'string') return entryFrom(record, method, target);
  const text = find(record, ['message', 'msg'], 2);
  const told = typeof text === 'string' ? plain(text) : undefined;
  return told === undefined ? undefined : { ...told, ...timeOf(record) };
};

/** What a container or a router writes before the JSON of the application. */
const MOST_PREFIX = 120;

function parse(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function entryFrom(record: Value, method: string, target: string): LogEntry | undefined {
  const status = Number(find(record, NAMES.status));
  // What pino writes when a request begins says neither status nor time: it would count twice.
  if (!(status >= 100 && status < 600)) return undefined;
  const address = find(record, NAMES.address);
  const agent = find(record, ['user-agent', 'userAgent', 'user_agent', 'http_user_agent']);
  return entryOf(method, target, {
    status,
    seconds: timeTaken(record),
    bytes: Number(find(record, NAMES.bytes)),
    ...timeOf(record),
    visitor: address === undefined ? undefined : `${String(address)} ${String(agent ?? '')}`,
  });
}

function timeTaken(record: Value): number | undefined {
  const quick = find(record, NAMES.milliseconds) ?? find(record, NAMES.milliseconds2);
  if (quick !== undefined) return secondsOf(String(quick), 'ms');
  const slow = find(record, NAMES.seconds);
  return slow === undefined ? undefined : secondsOf(String(slow), 's');
}

/** Seconds or milliseconds since 1970 (pino), or a date. */
function timeOf(record: Value): { readonly time?: number } {
  const value = find(record, NAMES.time, 2);
  if (typeof value === 'number') return { time: value < 1e11 ? value * 1000 : value };
  if (typeof value !== 'string') return {};
  const time = stampOf(value) ?? commonDate(value);
  return time === undefined ? {} : { time };
}
