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
  if (template !== undefined) return `${method === 'HEAD' ? 'GET' : method} ${template === '' ? '/' : template}`;
  return table?.match(method, url, false) ?? UNMATCHED;
}
