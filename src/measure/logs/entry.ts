import { pathOf } from '../../probe/index.ts';

/** One request as a log tells it. Lives as long as its line is being counted: only sums are kept. */
export interface LogEntry {
  readonly method: string;
  /** Path, without its query. */
  readonly path: string;
  readonly status?: number;
  /** Response time. */
  readonly seconds?: number;
  readonly bytes?: number;
  /** Milliseconds since 1970, when the line says the date. */
  readonly time?: number;
  /** Milliseconds since midnight, when it only says the hour. */
  readonly clock?: number;
  /** Who asked, to tell sessions apart: an address, perhaps with a browser. Hashed at once and never written. */
  readonly visitor?: string;
}

/** Reads the lines of one format; undefined when the line is something else. */
export type LineParser = (line: string) => LogEntry | undefined;

const METHODS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE|QUERY)$/;

/** Builds an entry, or nothing when the method is none. Quantities that are not numbers are left out. */
export function entryOf(
  method: string,
  target: string,
  rest: { readonly [K in Exclude<keyof LogEntry, 'method' | 'path'>]?: LogEntry[K] | undefined },
): LogEntry | undefined {
  const verb = method.toUpperCase();
  if (!METHODS.test(verb) || target === '') return undefined;
  const known = Object.entries(rest).filter(([, value]) => (typeof value === 'number' ? value >= 0 : Boolean(value)));
  return {
    method: verb,
    path: pathOf(target.startsWith('/') || target.includes('://') ? target : `/${target}`),
    ...Object.fromEntries(known),
  };
}

/** Seconds of `12ms`, `1.2 s`, `850µs`, `0.012`; a bare number is in the unit given. */
export function secondsOf(text: string | undefined, bare: 's' | 'ms' = 'ms'): number | undefined {
  const found = /^\s*([\d.]+)\s*(µs|us|ms|s|m)?\s*$/i.exec(text ?? '');
  if (found === null) return undefined;
  const scale = { µs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, m: 60 }[(found[2] ?? bare).toLowerCase()] ?? 1;
  return rounded(Number(found[1]) * scale);
}

/** To the nanosecond. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9;
}
