import type { RequestSet, RequestTemplate } from '../../load/index.ts';
import type { RouteMatcher } from '../matcher.ts';

/** One line of recorded traffic: what arrived, as JSON. What the file may hold besides is left alone. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query; a whole address loses its host. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As it arrived; binary bodies are not kept. */
  readonly body?: string;
}

/** Headers that belong to a connection, a browser's cache or a proxy, not to the request. */
const LEFT_OUT =
  /^(?::|host$|connection$|keep-alive$|content-length$|if-|accept-encoding$|sec-|upgrade|te$|transfer-encoding$|x-forwarded-|forwarded$|via$)/i;

/** Requests that reach a route of the project, each once, weighed by how often it occurs. */
export function countedRequests(recorded: readonly RecordedRequest[], match: RouteMatcher): RequestSet {
  const counted = new Map<string, { readonly template: RequestTemplate; weight: number }>();
  for (const request of recorded) {
    const path = request.path.replace(/^https?:\/\/[^/]+/, '') || '/';
    const route = match(request.method, path.split('?')[0] ?? path);
    if (route === undefined) continue;
    const key = `${request.method} ${path} ${request.body ?? ''}`;
    const known = counted.get(key);
    if (known !== undefined) known.weight++;
    else counted.set(key, { weight: 1, template: templateOf(route, request, path) });
  }
  return { requests: [...counted.values()].map(({ template, weight }) => ({ ...template, weight })) };
}

function templateOf(route: string, { method, headers = {}, body }: RecordedRequest, path: string): RequestTemplate {
  const kept = Object.entries(headers).filter(([name]) => !LEFT_OUT.test(name));
  return {
    class: route,
    method,
    path,
    ...(kept.length === 0
      ? {}
      : { headers: Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value])) }),
    ...(body === undefined || body === '' ? {} : { body }),
  };
}

/** Recorded traffic, one JSON object a line (`.jsonl`). Throws a SyntaxError at a line that is none. */
export function parseRecorded(text: string, match: RouteMatcher): RequestSet {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return countedRequests(lines.map(recordedIn), match);
}

function recordedIn(line: string): RecordedRequest {
  const { method, path, url, headers, body } = JSON.parse(line) as Partial<RecordedRequest> & {
    readonly url?: unknown;
  };
  const target = path ?? url;
  if (typeof method !== 'string' || typeof target !== 'string') throw new SyntaxError('neither method nor path');
  const known = Object.entries(headers ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    method,
    path: target,
    headers: Object.fromEntries(known),
    ...(body === undefined || body === null ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}
