import { stringify } from 'yaml';
import type { JsonValue, PoolItem, RequestTemplate } from '../load/index.ts';
import { type ExportedScenario, milliseconds, rateOf, STEPS } from './scenario.ts';

/**
 * A script for Artillery (2.x), in YAML: Poisson arrivals at constant rates one after the other, one scenario for each request with its weight,
 * and limits that its `ensure` plugin checks. `artillery run --target URL` names another address.
 */
export function artilleryScript(scenario: ExportedScenario): string {
  const { set, url, errors, responseTime, stepSeconds, capacity, name } = scenario;
  const pools = set.pools ?? {};
  const total = set.requests.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const document = {
    config: {
      target: url,
      phases: STEPS.map((step) => ({
        name: step.name,
        duration: stepSeconds,
        arrivalRate: rateOf(capacity, step.share),
        mode: 'poisson',
      })),
      http: { timeout: 60, pool: 512, extendedMetrics: false },
      ...(Object.keys(pools).length === 0 ? {} : { variables: pools }),
      plugins: { ensure: {}, 'metrics-by-endpoint': { useOnlyRequestNames: true, stripQueryString: true } },
      ensure: {
        thresholds: [{ [`http.response_time.${percentileOf(scenario)}`]: milliseconds(responseTime) }],
        maxErrorRate: errors * 100,
      },
    },
    scenarios: set.requests.map((request) => ({
      name: request.class,
      weight: Math.max(1, Math.round(((request.weight ?? 1) / total) * 1000)),
      flow: [stepOf(request, { ...set.headers, ...request.headers }, pools)],
    })),
  };
  return `# ${name.replace(/[\r\n]/g, ' ')}: written by jauge export artillery. Run: artillery run THIS_FILE\n${stringify(document, { lineWidth: 0 })}`;
}

/** Artillery computes the median, p75, p90, p95, p99 and p999: the nearest that is at least as strict. */
function percentileOf({ percentile }: ExportedScenario): string {
  const known = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999];
  const chosen = known.find((each) => each >= percentile) ?? 0.999;
  return chosen === 0.5 ? 'median' : `p${String(Math.round(chosen * 1000)).replace(/0$/, '')}`;
}

function stepOf(
  request: RequestTemplate,
  headers: Readonly<Record<string, string>>,
  pools: Readonly<Record<string, readonly PoolItem[]>>,
) {
  const write = (text: string): string => templated(text, pools);
  const { body } = request;
  return {
    [request.method.toLowerCase()]: {
      url: write(request.path),
      name: request.class,
      ...(Object.keys(headers).length === 0
        ? {}
        : { headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, write(value)])) }),
      ...(body === undefined
        ? {}
        : typeof body === 'string'
          ? { body: write(body) }
          : { json: everyText(body, write) }),
    },
  };
}

/** Placeholders in Artillery's words: an array among the variables gives one of its items to each virtual user. */
function templated(text: string, pools: Readonly<Record<string, readonly PoolItem[]>>): string {
  return text.replace(/\{\{\s*([$\w-]+)(?:\.([\w-]+))?\s*\}\}/g, (whole, pool: string, field: string | undefined) => {
    if (pool === '$serial') return '{{ $randomString(16) }}';
    if (pool === '$uuid') return '{{ $uuid }}';
    if (pool === '$timestamp') return '{{ $timestamp }}';
    if (pools[pool] === undefined) return whole;
    return field === undefined ? `{{ ${pool} }}` : `{{ ${pool}.${field} }}`;
  });
}

function everyText(value: JsonValue, write: (text: string) => string): JsonValue {
  if (typeof value === 'string') return write(value);
  if (Array.isArray(value)) return value.map((each) => everyText(each, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, everyText(each, write)]));
}
