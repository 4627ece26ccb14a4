import type { Location } from '../../model/source.ts';
import {
  type Convention,
  DATA,
  type Machine,
  native,
  newObject,
  type ObjectValue,
  opaque,
  respond,
  type Value,
  waitingNext,
} from '../evaluate/index.ts';

/** The objects that every evaluated request uses, whichever the framework; their state is taken back after each. */
export interface Exchange {
  readonly request: ObjectValue;
  readonly response: ObjectValue;
  /** Koa's `ctx` and Hono's `c`. */
  readonly koa: ObjectValue;
  readonly hono: ObjectValue;
  /** The standard `Request`, for functions that take one and return a `Response`. */
  readonly web: ObjectValue;
  readonly page: ObjectValue;
}

export function newExchange(): Exchange {
  const request = newObject(false, [], 'request');
  const sent = (name: string): Value => opaque('request', name);
  request.fields.unset = sent;
  const response = newObject(false, [], 'response');
  const web = newObject(false, [], 'web-request');
  const state = newObject(false, [], 'request');
  state.fields.unset = sent;
  const koa: (readonly [string, Value])[] = [
    ['request', request],
    ['req', request],
    ['res', response],
    ['state', state],
  ];
  return {
    request,
    response,
    web,
    koa: newObject(false, koa, 'koa-context'),
    hono: newObject(false, [['req', web]], 'hono-context'),
    page: newObject(false, [['params', opaque('request', 'params')]]),
  };
}

/** What a function registered on a router is given. */
export function argumentsFor(machine: Machine, exchange: Exchange, convention: Convention): readonly Value[] {
  const { request, response, koa, hono, web, page } = exchange;
  switch (convention) {
    case 'koa':
      return [koa, waitingNext(machine)];
    case 'hono':
      return [hono, waitingNext(machine)];
    case 'fastify':
      return [request, response, DONE, DONE];
    case 'web':
      return [web, page];
    case 'event':
      return [request];
    default:
      return [request, response, DONE];
  }
}

const DONE = native('next', () => DATA);

/** What a handler leaves or returns is the answer, for the frameworks where it does not send it itself. */
export function answerOf(
  machine: Machine,
  exchange: Exchange,
  convention: Convention,
  result: Value,
  at: Location,
): void {
  if ((convention === 'fastify' || convention === 'event') && isAnswer(result, exchange)) {
    const status = exchange.response.fields.get('#status');
    const failure = status?.kind === 'literal' && Number(status.value) >= 400;
    respond(machine, isStructured(result) ? result : undefined, at, failure, true);
  }
}

function isAnswer(result: Value, { response }: Exchange): boolean {
  if (result.kind === 'union') return result.of.some((part) => part !== response && part.kind !== 'literal');
  return result !== response && !(result.kind === 'literal' && result.value === undefined);
}

function isStructured(value: Value): boolean {
  return value.kind !== 'literal' && value.kind !== 'text';
}

/** Koa serialises the body of the context when everything has returned. */
export function concludeAnswer(machine: Machine, exchange: Exchange, at: Location): void {
  const body = exchange.koa.fields.get('body');
  if (body === undefined || body.kind === 'literal' || body.kind === 'text') return;
  const place = exchange.koa.fields.get('#answered');
  const line = place?.kind === 'opaque' ? place.sources?.[0] : undefined;
  respond(machine, body, line ?? at, false, true);
}
