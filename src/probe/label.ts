import { type RequestContext, state } from './context.ts';

/** Requests that no route takes. */
const UNMATCHED = '(unmatched)';

/**
 * The route of a request. The table of the inspection first, because the estimate speaks of its identifiers; then the framework's own template;
 * then what the table gives to any path (the files of the site).
 */
export function labelOf(context: RequestContext): string {
  const { table } = state;
  const { method, url } = context;
  const exact = table?.match(method, url, true);
  if (exact !== undefined) return exact;
  const template = context.template ?? context.ask?.();
  if (template !== undefined) return written(method === 'HEAD' ? 'GET' : method, template);
  return table?.match(method, url, false) ?? UNMATCHED;
}

/** Labels by method and template. A label made once is hashed once: making it anew for each request would cost more than counting it. */
const labels = new Map<string, Map<string, string>>();
const MOST_LABELS = 1000;

function written(method: string, template: string): string {
  let known = labels.get(method);
  if (known === undefined) {
    known = new Map();
    labels.set(method, known);
  }
  let label = known.get(template);
  if (label === undefined) {
    label = `${method} ${template === '' ? '/' : template}`;
    if (known.size < MOST_LABELS) known.set(template, label);
  }
  return label;
}
