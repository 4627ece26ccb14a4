import type { RequestSet, RequestTemplate } from '../../load/index.ts';
import type { RouteMatcher } from '../matcher.ts';

interface HarEntry {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
    readonly postData?: { readonly text?: string };
  };
}

/** Headers that belong to a connection or to a browser's cache, not to the request. */
const LEFT_OUT = /^(?::|host$|connection$|content-length$|if-|accept-encoding$|sec-|upgrade|te$|transfer-encoding$)/i;

/** Requests of a HAR file (what a browser's network panel saves) that reach a route of the project, weighed by how often they occur. */
export function parseHar(text: string, match: RouteMatcher): RequestSet {
  const { log } = JSON.parse(text) as { readonly log?: { readonly entries?: readonly HarEntry[] } };
  const counted = new Map<string, { template: RequestTemplate; weight: number }>();
  for (const { request } of log?.entries ?? []) {
    const { pathname, search } = new URL(request.url);
    const route = match(request.method, pathname);
    if (route === undefined) continue;
    const body = request.postData?.text;
    const key = `${request.method} ${pathname}${search} ${body ?? ''}`;
    const known = counted.get(key);
    if (known !== undefined) known.weight++;
    else counted.set(key, { weight: 1, template: templateOf(route, request, `${pathname}${search}`, body) });
  }
  return { requests: [...counted.values()].map(({ template, weight }) => ({ ...template, weight })) };
}

function templateOf(
  route: string,
  { method, headers = [] }: HarEntry['request'],
  path: string,
  body: string | undefined,
): RequestTemplate {
  const kept = headers.filter(({ name }) => !LEFT_OUT.test(name)).map(({ name, value }) => [name.toLowerCase(), value]);
  return {
    class: route,
    method,
    path,
    ...(kept.length === 0 ? {} : { headers: Object.fromEntries(kept) as Record<string, string> }),
    ...(body === undefined || body === '' ? {} : { body }),
  };
}
