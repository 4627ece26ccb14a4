import type { Statement } from '../model/deployment.ts';
import type { Route, Service } from '../model/inventory.ts';
import type { Figure, ServiceKnowledge } from '../model/knowledge.ts';
import { message } from '../model/message.ts';
import { highlighted, told } from './figures.ts';

/** A list that is read to the end. */
const MOST_STATEMENTS = 5;
/** What the reading of the code calls a service whose address is computed. */
export const UNNAMED = 'unknown';
const NO_LIMIT = /latency|price|^npm/i;
const WEBHOOK = /webhook/i;
const RATE = /rate|limit|per second|quota \(|tier|Backend API|Authentication API/i;
/** Looked for nowhere in particular: nothing was collected about it. */
const NOT_FOUND = { provenance: 'assumed', confidence: 'not found' } as const;

/**
 * Rate limits and allowances of one service, the most useful first, at most five: what it publishes, for which plan, and what it does not publish.
 * `plan`: the one bought, when the configuration says so; without it, each text says which plan its figure is for.
 */
export function serviceLimits(
  service: Service,
  known: ServiceKnowledge | undefined,
  routes: readonly Route[],
  plan: string | undefined,
): readonly Statement[] {
  if (service.id === UNNAMED) {
    return [{ message: message('limits.service-unnamed', { at: { ...service.at } }), source: NOT_FOUND }];
  }
  if (known === undefined) {
    return [{ message: message('limits.service-unknown', { service: service.name }), source: NOT_FOUND }];
  }
  const figures = highlighted(known)
    .filter((figure) => !NO_LIMIT.test(figure.property) && isOfPlan(figure, known, plan))
    .filter((figure) => !WEBHOOK.test(figure.property) || receivesWebhooks(service, routes));
  const isRateTold = known.rateLimits.length > 0 || figures.some(({ property }) => RATE.test(property));
  return [...figures.map(told), ...(isRateTold ? [] : [rateNotFound(known)])].slice(0, MOST_STATEMENTS);
}

function rateNotFound(known: ServiceKnowledge): Statement {
  const isAnyServer = known.kind === 'email' && known.hosts.length === 0;
  const key = isAnyServer ? 'limits.rate-of-mail-server' : 'limits.rate-not-found';
  return { message: message(key, { service: known.name }), source: NOT_FOUND };
}

/** A figure about a plan that was not bought does not concern the project. */
function isOfPlan(figure: Figure, known: ServiceKnowledge, plan: string | undefined): boolean {
  if (plan === undefined || figure.plan === undefined) return true;
  const plans = new Set([...known.plans.map(({ id }) => id), ...known.quotas.map((quota) => quota.plan)]);
  const about = figure.plan.toLowerCase().split(/,\s*/);
  const named = about.filter((each) => plans.has(each));
  return named.length === 0 || named.includes(plan);
}

/** The project has a route that the service calls back. */
function receivesWebhooks(service: Service, routes: readonly Route[]): boolean {
  return routes.some(
    ({ id, path }) =>
      WEBHOOK.test(path) && (path.toLowerCase().includes(service.id.toLowerCase()) || service.routes.includes(id)),
  );
}
