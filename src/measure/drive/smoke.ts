import {
  type Answer,
  type Client,
  filler,
  isSuccess,
  type PoolItem,
  placeholdersOf,
  type Random,
  type RequestSet,
  type RequestTemplate,
} from '../../load/index.ts';
import { headersFor } from '../requests/session.ts';

/** A route that is not driven, and why: what it answered. */
export interface LeftOut {
  readonly route: string;
  /** Status, or the code of a transport error. */
  readonly answer: string;
}

export interface Smoked {
  /** The requests that succeed, each under the session that may send it, with the values that it takes. */
  readonly set: RequestSet;
  readonly leftOut: readonly LeftOut[];
}

/** Values of the pools that go together, by pool. */
type Draw = Readonly<Record<string, PoolItem>>;

/** Successes in a row from which any value will do. */
const SURE = 2;
/** Values tried where some are refused: a pool holds those of everybody, and a session has its own. */
const TRIES = 60;
/** Values that are enough for a route. */
const ENOUGH = 16;
/** Seconds for one request under one session, and those after which one success is enough. */
const MOST_SECONDS = 2;
const SLOW_SECONDS = 0.5;
/** Seconds of one answer beyond which a route is left out: it would take the time of all the others. */
const LONGEST = 5;
/** What such a route answers. */
const TOO_LONG = 'timeout';
/** Tries after which an answer that no value changes is believed. */
const FEW = 3;
/** Pause before another try of what was refused for coming too often, milliseconds. */
const PAUSE = 300;
/** Not found, not allowed, in the way of another: another value may do. 401: none will, under this session. */
const BY_VALUE = new Set([403, 404, 409, 410]);

/**
 * Tries each request under each session (`sets`: the same requests, with the headers and the values of one session each) until it succeeds. A request that
 * takes some values only is kept with those; one that never succeeds is left out, since the cost of a refusal is not that of the route.
 */
export async function smoke(sets: readonly RequestSet[], send: Client['send'], random: Random): Promise<Smoked> {
  const requests: RequestTemplate[] = [];
  const pools: Record<string, readonly PoolItem[]> = { ...sets[0]?.pools };
  const leftOut = new Map<string, string>();
  for (const [position, template] of (sets[0]?.requests ?? []).entries()) {
    const found = await triedInTurn(template, sets, send, random);
    if ('answer' in found) leftOut.set(template.class, found.answer);
    else if (found.draws === undefined) requests.push(found.template);
    else {
      const pool = `found${position}`;
      pools[pool] = found.draws as readonly PoolItem[];
      requests.push(narrowed(found.template, pool));
    }
  }
  const kept = new Set(requests.map((each) => each.class));
  return {
    set: { requests, pools },
    leftOut: [...leftOut].filter(([route]) => !kept.has(route)).map(([route, answer]) => ({ route, answer })),
  };
}

type Found = { readonly template: RequestTemplate; readonly draws?: readonly Draw[] } | { readonly answer: string };

async function triedInTurn(
  template: RequestTemplate,
  sets: readonly RequestSet[],
  send: Client['send'],
  random: Random,
): Promise<Found> {
  let best: Found = { answer: 'exhausted' };
  let most = 0;
  for (const set of sets) {
    const headers = { ...headersFor(template.class, set.headers ?? {}), ...template.headers };
    const own = { ...template, headers };
    const { draws, isSure, answer } = await tried(own, { ...set, headers: {} }, send, random);
    if (isSure) return { template: own };
    // A session that may not send it is refused at once: this one may, and no other will be answered sooner.
    if (answer === TOO_LONG && most === 0) return { answer };
    if (draws.length > most) best = { template: own, draws };
    else if (most === 0 && (sets.length === 1 || answer !== '401')) best = { answer };
    most = Math.max(most, draws.length);
  }
  return 'answer' in best && best.answer === 'exhausted' ? { answer: '401' } : best;
}

interface Tried {
  readonly draws: readonly Draw[];
  /** Any value will do, as far as was seen. */
  readonly isSure: boolean;
  /** The last refusal. */
  readonly answer: string;
}

async function tried(template: RequestTemplate, set: RequestSet, send: Client['send'], random: Random): Promise<Tried> {
  // Records of a file go together already.
  const names = placeholdersOf(template).filter((name) => set.pools?.[name]?.every((item) => typeof item !== 'object'));
  const most = names.length === 0 ? FEW : TRIES;
  const from = performance.now();
  const within = (seconds: number): boolean => performance.now() - from < seconds * 1000;
  const draws: Draw[] = [];
  let answer = 'exhausted';
  let refused = 0;
  const goesOn = (turn: number): boolean =>
    turn < most &&
    (refused === 0 ? draws.length === 0 || (draws.length < SURE && within(SLOW_SECONDS)) : draws.length < ENOUGH) &&
    (turn === 0 || within(MOST_SECONDS));
  for (let turn = 0; goesOn(turn); turn++) {
    const draw = Object.fromEntries(names.map((name) => [name, random.of(set.pools?.[name] ?? [])]));
    const got = await sent(template, set, draw, send, random);
    if (got === undefined) draws.push(draw);
    else {
      answer = got.error ?? String(got.status);
      refused += 1;
      if (got.status === 401 || answer === TOO_LONG || (refused >= FEW && !BY_VALUE.has(got.status))) break;
    }
  }
  return { draws, isSure: draws.length > 0 && (refused === 0 || names.length === 0), answer };
}

/** Sends a request with these values: the answer when it is a refusal. */
async function sent(
  template: RequestTemplate,
  set: RequestSet,
  draw: Draw,
  send: Client['send'],
  random: Random,
): Promise<Answer | undefined> {
  const drawn = Object.fromEntries(Object.entries(draw).map(([name, item]) => [name, [item]]));
  const request = filler(template, { ...set, pools: { ...set.pools, ...drawn } }, random)();
  const answer = await Promise.race([send(request), tooLong()]);
  if (isSuccess(answer, request)) return undefined;
  if (answer.status === 429) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  return answer;
}

function tooLong(): Promise<Answer> {
  const answer: Answer = { status: 0, bytes: 0, error: TOO_LONG };
  return new Promise((resolve) => setTimeout(resolve, LONGEST * 1000, answer).unref());
}

/** The same request, filled from records of one pool. */
function narrowed(template: RequestTemplate, pool: string): RequestTemplate {
  const rename = (text: string): string =>
    text.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (_, name: string) => `{{${pool}.${name}}}`);
  const { path, body } = template;
  return {
    ...template,
    path: rename(path),
    ...(body === undefined ? {} : { body: JSON.parse(rename(JSON.stringify(body))) }),
  };
}
