import type { RequestSet, RequestTemplate } from '../load/index.ts';

/** Requests that will be sent, their weights, and the share of each route. */
export interface MixedRequests {
  readonly set: RequestSet;
  readonly mix: Readonly<Record<string, number>>;
}

/**
 * Weighs the requests: as the file says, or, when it says nothing, as the scenario of the estimate does (routes that it does not have are then
 * left out). `undefined` when nothing is left to send.
 */
export function weighed(set: RequestSet, scenario: Readonly<Record<string, number>>): MixedRequests | undefined {
  const isWeighed = set.requests.some(({ weight }) => weight !== undefined);
  const requests = isWeighed ? set.requests : byScenario(set.requests, scenario);
  const total = requests.reduce((sum, { weight = 1 }) => sum + weight, 0);
  if (total <= 0) return undefined;
  const mix: Record<string, number> = {};
  for (const { class: id, weight = 1 } of requests) mix[id] = (mix[id] ?? 0) + weight / total;
  return { set: { ...set, requests }, mix };
}

function byScenario(
  requests: readonly RequestTemplate[],
  scenario: Readonly<Record<string, number>>,
): readonly RequestTemplate[] {
  const known = requests.filter((each) => (scenario[each.class] ?? 0) > 0);
  if (known.length === 0) return requests;
  return known.map((each) => {
    const same = known.filter((other) => other.class === each.class).length;
    return { ...each, weight: (scenario[each.class] ?? 0) / same };
  });
}
