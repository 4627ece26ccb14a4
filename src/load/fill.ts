import { drawIndex, type Random } from './random.ts';
import type { JsonValue, Outgoing, PoolItem, RequestSet, RequestSource, RequestTemplate } from './request.ts';

const PLACEHOLDER = /\{\{\s*([$\w-]+)(?:\.([\w-]+))?\s*\}\}/g;

type Value = string | number | boolean;
/** The value of a placeholder in one request. */
type Lookup = (pool: string, field: string | undefined) => Value;

/** Placeholders of a set that nothing fills: named before anything is sent. */
export function unfilled({ requests, pools = {}, headers = {} }: RequestSet): readonly string[] {
  const names = new Set<string>();
  for (const request of requests)
    for (const [, pool = '', field] of JSON.stringify([request, headers]).matchAll(PLACEHOLDER))
      if (!isFilled(pool, field, pools[pool])) names.add(field === undefined ? pool : `${pool}.${field}`);
  return [...names];
}

/** Pools that fill a request: those without fields. */
export function placeholdersOf({ path, body = null }: RequestTemplate): readonly string[] {
  const found = [...`${path}${JSON.stringify(body)}`.matchAll(PLACEHOLDER)];
  return [
    ...new Set(found.flatMap(([, name = '', field]) => (field === undefined && !name.startsWith('$') ? [name] : []))),
  ];
}

function isFilled(pool: string, field: string | undefined, items: readonly PoolItem[] | undefined): boolean {
  if (['$serial', '$uuid', '$timestamp'].includes(pool)) return field === undefined;
  if (items === undefined || items.length === 0) return false;
  return items.every((item) => (typeof item === 'object' ? field !== undefined && field in item : field === undefined));
}

/** An endless supply of requests, drawn by weight and filled from the pools. Placeholders that nothing fills stay as they are. */
export function fillRequests(set: RequestSet, random: Random): RequestSource {
  const draw = drawIndex(
    set.requests.map(({ weight = 1 }) => weight),
    random,
  );
  const fillers = set.requests.map((template) => filler(template, set, random));
  return () => fillers[draw()]?.();
}

/** Requests of one template only. */
export function filler(template: RequestTemplate, set: RequestSet, random: Random): () => Outgoing {
  const headers = lowered({ ...set.headers, ...template.headers });
  const isJson = template.body !== undefined && typeof template.body !== 'string';
  const sent = isJson ? { 'content-type': 'application/json', ...headers } : headers;
  return () => {
    const lookup = lookupIn(set.pools ?? {}, random);
    const { body } = template;
    return {
      class: template.class,
      method: template.method.toUpperCase(),
      path: inText(template.path, lookup, (value) => encodeURIComponent(String(value))),
      headers: Object.fromEntries(Object.entries(sent).map(([name, text]) => [name, inText(text, lookup)])),
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? inText(body, lookup) : JSON.stringify(inJson(body, lookup)) }),
      ...(template.expect === undefined ? {} : { expect: template.expect }),
    };
  };
}

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

let serial = 0;

function lookupIn(pools: Readonly<Record<string, readonly PoolItem[]>>, random: Random): Lookup {
  const drawn = new Map<string, PoolItem>();
  const itemOf = (pool: string): PoolItem | undefined => {
    if (!drawn.has(pool)) {
      const items = pools[pool];
      const item = builtIn(pool, random) ?? (items === undefined || items.length === 0 ? undefined : random.of(items));
      if (item === undefined) return undefined;
      drawn.set(pool, item);
    }
    return drawn.get(pool);
  };
  return (pool, field) => {
    const item = itemOf(pool);
    const value = typeof item === 'object' ? item[field ?? ''] : item;
    return value ?? `{{${field === undefined ? pool : `${pool}.${field}`}}}`;
  };
}

function builtIn(name: string, random: Random): string | number | undefined {
  switch (name) {
    case '$serial':
      return `${Date.now().toString(36)}${(++serial).toString(36)}`;
    case '$timestamp':
      return Math.floor(Date.now() / 1000);
    case '$uuid':
      return uuid(random);
    default:
      return undefined;
  }
}

/** Version 4, from the seeded draws. */
function uuid(random: Random): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => random.below(16).toString(16));
}

function inText(text: string, lookup: Lookup, encode: (value: Value) => string = String): string {
  return text.replace(PLACEHOLDER, (_, pool: string, field: string | undefined) => encode(lookup(pool, field)));
}

/** A text that is nothing but a placeholder takes the type of its value: `"{{id}}"` becomes a number when the pool holds numbers. */
function inJson(value: JsonValue, lookup: Lookup): JsonValue {
  if (typeof value === 'string') {
    const whole = /^\{\{\s*([$\w-]+)(?:\.([\w-]+))?\s*\}\}$/.exec(value);
    return whole === null ? inText(value, lookup) : lookup(whole[1] ?? '', whole[2]);
  }
  if (Array.isArray(value)) return value.map((each) => inJson(each, lookup));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [inText(key, lookup), inJson(each, lookup)]));
}
