import type { RequestSet } from '../../load/index.ts';
import type { RouteMatcher } from '../matcher.ts';
import { countedRequests } from './recorded.ts';

interface HarEntry {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
    readonly postData?: { readonly text?: string };
  };
}

/** Requests of a HAR file (what a browser's network panel saves) that reach a route of the project, weighed by how often they occur. */
export function parseHar(text: string, match: RouteMatcher): RequestSet {
  const { log } = JSON.parse(text) as { readonly log?: { readonly entries?: readonly HarEntry[] } };
  const recorded = (log?.entries ?? []).map(({ request: { method, url, headers = [], postData } }) => {
    const { pathname, search } = new URL(url);
    return {
      method,
      path: `${pathname}${search}`,
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      ...(postData?.text === undefined ? {} : { body: postData.text }),
    };
  });
  return countedRequests(recorded, match);
}
