import { readFileSync } from 'node:fs';
import type { RequestSet } from '../../load/index.ts';
import { JaugeError } from '../../model/error.ts';
import { message } from '../../model/message.ts';
import type { RouteMatcher } from '../matcher.ts';
import { parseHar } from './har.ts';
import { parseHttpFile } from './http-file.ts';
import { parseRecorded } from './recorded.ts';

/**
 * Reads requests from a file: `.http`, `.har`, `.jsonl` (recorded traffic), or JSON (`{ "requests": [{ "method", "path", … }], "pools": {…}, "headers": {…} }`). A request that
 * names no class takes that of the route that answers it. Throws a JaugeError that names the file.
 */
export function readRequests(file: string, match: RouteMatcher): RequestSet {
  const text = textOf(file);
  const set = parsed(file, text, match);
  if (set.requests.length === 0) throw refusal(file, 'error.requests-none');
  return set;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    throw new JaugeError(
      'measurement',
      message('error.requests-unreadable', { file, reason }),
      message('error.requests-hint'),
    );
  }
}

function parsed(file: string, text: string, match: RouteMatcher): RequestSet {
  try {
    if (file.endsWith('.http') || file.endsWith('.rest')) return parseHttpFile(text, match);
    if (file.endsWith('.har')) return parseHar(text, match);
    if (/\.(?:jsonl|ndjson)$/.test(file)) return parseRecorded(text, match);
    return classed(JSON.parse(text) as RequestSet, file, match);
  } catch (error) {
    throw error instanceof JaugeError ? error : refusal(file, 'error.requests-syntax');
  }
}

function classed(set: RequestSet, file: string, match: RouteMatcher): RequestSet {
  if (!Array.isArray(set.requests)) throw refusal(file, 'error.requests-syntax');
  const requests = set.requests.map((request) => {
    if (typeof request.method !== 'string' || typeof request.path !== 'string' || !request.path.startsWith('/'))
      throw refusal(file, 'error.requests-syntax');
    const route = request.class ?? match(request.method, request.path.replace(/\{\{[^}]*\}\}/g, 'x'));
    return { ...request, class: route ?? `${request.method} ${request.path}` };
  });
  return { ...set, requests };
}

function refusal(file: string, key: 'error.requests-none' | 'error.requests-syntax'): JaugeError {
  return new JaugeError('measurement', message(key, { file }), message('error.requests-hint'));
}
