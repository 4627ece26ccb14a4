import { type ExportedScenario, milliseconds, rateOf, STEPS } from './scenario.ts';

/**
 * A script for k6 (2.x): constant arrival rates one after the other, whatever the answers (open model), the requests drawn by weight, thresholds
 * for the mix, for each route and for the errors. `BASE_URL` in the environment names the application.
 */
export function k6Script(scenario: ExportedScenario): string {
  const { name, url, set } = scenario;
  const requests = set.requests.map(({ class: id, method, path, headers, body, weight = 1 }) => ({
    name: id,
    method: method.toUpperCase(),
    path,
    headers: { ...set.headers, ...headers },
    body: body ?? null,
    weight,
  }));
  return `// @ts-check
// ${name.replace(/[\r\n]/g, ' ')}: written by jauge export k6. Run: k6 run -e BASE_URL=${url} THIS_FILE
import { check } from 'k6';
import http from 'k6/http';

/** @type {import('k6/options').Options} */
export const options = ${json({ scenarios: scenariosOf(scenario), thresholds: thresholdsOf(scenario) })};

/** @typedef {{ name: string, method: string, path: string, headers: Record<string, string>, body: any, weight: number }} Request */

/** @type {Request[]} */
const requests = ${json(requests)};

/** Values of the placeholders; the same item everywhere in one request. @type {Record<string, any[]>} */
const pools = ${json(set.pools ?? {})};

${FILLING}
const total = requests.reduce((sum, request) => sum + request.weight, 0);

function drawn() {
  let at = Math.random() * total;
  for (const request of requests) {
    at -= request.weight;
    if (at < 0) return request;
  }
  return requests[requests.length - 1];
}

export function mix() {
  const request = drawn();
  const lookup = lookupFor();
  const body = filled(request.body, lookup);
  const isJson = request.body !== null && typeof request.body !== 'string';
  /** @type {Record<string, string>} */
  const headers = isJson ? { 'content-type': 'application/json' } : {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(inText(value, lookup));
  const answer = http.request(
    request.method,
    (__ENV.BASE_URL || ${JSON.stringify(url)}) + inText(request.path, lookup, (value) => encodeURIComponent(String(value))),
    body === null ? null : isJson ? JSON.stringify(body) : String(body),
    { headers, tags: { name: request.name }, timeout: '60s' },
  );
  check(answer, { 'answered without failing': ({ status }) => status > 0 && status < 500 && status !== 429 });
}
`;
}

/** Placeholders as \`jauge verify\` fills them. */
const FILLING = String.raw`const PLACEHOLDER = /\{\{\s*([$\w-]+)(?:\.([\w-]+))?\s*\}\}/g;
let serial = 0;

/** @returns {(pool: string, field: string | undefined) => any} */
function lookupFor() {
  /** @type {Record<string, any>} */
  const drawnItems = {};
  return (pool, field) => {
    if (pool === '$timestamp') return Math.floor(Date.now() / 1000);
    if (pool === '$serial') return Date.now().toString(36) + '-' + __VU + '-' + ++serial;
    if (pool === '$uuid')
      return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
    const items = pools[pool] || [];
    if (!(pool in drawnItems)) drawnItems[pool] = items[Math.floor(Math.random() * items.length)];
    const item = drawnItems[pool];
    return field === undefined ? item : item[field];
  };
}

/**
 * @param {string} text
 * @param {(pool: string, field: string | undefined) => any} lookup
 * @param {(value: any) => string} [encode]
 */
function inText(text, lookup, encode = String) {
  return text.replace(PLACEHOLDER, (_, pool, field) => encode(lookup(pool, field)));
}

/**
 * @param {any} value
 * @param {(pool: string, field: string | undefined) => any} lookup
 * @returns {any}
 */
function filled(value, lookup) {
  if (typeof value === 'string') {
    const whole = /^\{\{\s*([$\w-]+)(?:\.([\w-]+))?\s*\}\}$/.exec(value);
    return whole === null ? inText(value, lookup) : lookup(whole[1], whole[2]);
  }
  if (Array.isArray(value)) return value.map((each) => filled(each, lookup));
  if (value === null || typeof value !== 'object') return value;
  /** @type {Record<string, any>} */
  const result = {};
  for (const [key, each] of Object.entries(value)) result[key] = filled(each, lookup);
  return result;
}
`;

/** Text for a script: no closing tag, no line separator that JavaScript would read as an end of line. */
function json(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function scenariosOf({ capacity, stepSeconds, responseTime }: ExportedScenario) {
  return Object.fromEntries(
    STEPS.map(({ name, share }, i) => {
      const rate = rateOf(capacity, share);
      // Rates are whole numbers in k6: fractions are said by a longer unit of time.
      const scale = Number.isInteger(rate) ? 1 : 100;
      const users = Math.max(10, Math.ceil(rate * responseTime));
      return [
        name,
        {
          executor: 'constant-arrival-rate',
          exec: 'mix',
          rate: Math.round(rate * scale),
          timeUnit: `${scale}s`,
          duration: `${stepSeconds}s`,
          startTime: `${i * (stepSeconds + 10)}s`,
          preAllocatedVUs: users,
          maxVUs: users * 10,
        },
      ];
    }),
  );
}

function thresholdsOf({ percentile, errors, responseTime, ofClass, set }: ExportedScenario) {
  const p = `p(${percentile * 100})`;
  const classes = [...new Set(set.requests.map((each) => each.class))];
  return {
    http_req_failed: [{ threshold: `rate<${errors}`, abortOnFail: true, delayAbortEval: '15s' }],
    dropped_iterations: ['count==0'],
    ...Object.fromEntries(
      STEPS.map(({ name }) => [`http_req_duration{scenario:${name}}`, [`${p}<${milliseconds(responseTime)}`]]),
    ),
    ...Object.fromEntries(
      classes.map((id) => [`http_req_duration{name:${id}}`, [`${p}<${milliseconds(ofClass(id))}`]]),
    ),
  };
}
