import type { Location } from '../../model/source.ts';
import {
  awaitValue,
  callFunction,
  callValue,
  emptyRecording,
  guarded,
  type Machine,
  type Recording,
  type RequestUnderway,
  record,
  rollBack,
  runInto,
  STEPS_PER_REQUEST,
  type Value,
  writeKey,
} from '../evaluate/index.ts';
import { answerOf, argumentsFor, concludeAnswer, type Exchange } from './conventions.ts';
import { type Crossings, crossOnce } from './crossings.ts';
import type { Link, Registration } from './routes.ts';

/** Evaluates everything one request of a route does: dispatch, middleware, handlers, then what listens to the end of the answer. */
export function recordRequest(
  machine: Machine,
  exchange: Exchange,
  route: Registration,
  crossings: Crossings,
): { readonly recording: Recording } & Pick<RequestUnderway, 'log' | 'questions'> {
  const recording = emptyRecording();
  const underway = begin(machine, exchange, route.method, route.path.replace(/#.*/, ''), recording);
  record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'framework', at: route.at } });
  guarded(machine, route.at, () => {
    follow(machine, exchange, route, 0, crossings);
    if (route.chain.some((link) => link.convention === 'koa')) concludeAnswer(machine, exchange, route.at);
    finishAnswer(machine, exchange, route);
  });
  end(machine);
  return { recording, log: underway.log, questions: underway.questions };
}

/** Goes through the chain from one link on: what a middleware waits for is recorded inside it. */
function follow(machine: Machine, exchange: Exchange, route: Registration, index: number, place: Crossings): void {
  const link = route.chain[index];
  if (link === undefined) return;
  const goOn = (next: Crossings): void => follow(machine, exchange, route, index + 1, next);
  if (link.role === 'middleware' || link.role === 'own') {
    crossOnce(machine, place, link, () => cross(machine, exchange, link), goOn);
    return;
  }
  if (link.role === 'handler') handle(machine, exchange, link, index === route.chain.length - 1);
  else if (link.role === 'after') cross(machine, exchange, link);
  goOn(place);
}

/** Evaluates the handler; what hooks do to its answer before it leaves still counts. */
function handle(machine: Machine, exchange: Exchange, link: Link, last: boolean): void {
  const recording = last ? machine.recording : emptyRecording();
  runInto(machine, recording, () => {
    const args = argumentsFor(machine, exchange, link.convention);
    const result = callLink(machine, link, args, true);
    answerOf(machine, exchange, link.convention, awaitValue(machine, result, link.at), link.at);
  });
  if (!last) record(machine, { kind: 'next', at: link.at, written: 0, recording });
}

/** Evaluates one middleware alone, for the inventory. */
export function recordMiddleware(machine: Machine, exchange: Exchange, link: Link): Recording {
  const recording = emptyRecording();
  begin(machine, exchange, 'ALL', link.path === '' ? '/' : link.path, recording);
  guarded(machine, link.at, () => cross(machine, exchange, link));
  end(machine);
  return recording;
}

function begin(
  machine: Machine,
  exchange: Exchange,
  method: RequestUnderway['method'],
  path: string,
  recording: Recording,
): RequestUnderway {
  const underway: RequestUnderway = {
    method,
    path,
    request: exchange.request,
    response: exchange.response,
    answers: [],
    answerPlace: undefined,
    finished: false,
    log: { at: undefined, bodies: false, durations: false },
    questions: [],
  };
  machine.phase = 'request';
  machine.request = underway;
  machine.recording = recording;
  machine.steps = 0;
  machine.stepLimit = STEPS_PER_REQUEST;
  machine.tries = [];
  return underway;
}

function end(machine: Machine): void {
  rollBack(machine.trail, 0);
  machine.request = undefined;
}

/** Crosses one link of the chain; middleware that is only sometimes installed is an even choice. */
function cross(machine: Machine, exchange: Exchange, link: Link): void {
  if (!link.conditional) {
    enter(machine, exchange, link);
    return;
  }
  const recording = emptyRecording();
  runInto(machine, recording, () => enter(machine, exchange, link));
  const branches = [recording, emptyRecording()].map((body) => ({
    likelihood: 'even' as const,
    leaves: false,
    recording: body,
  }));
  record(machine, { kind: 'choice', at: link.at, branches });
}

function enter(machine: Machine, exchange: Exchange, link: Link): void {
  if (link.role !== 'own') record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'middleware', at: link.at } });
  const result = callLink(machine, link, argumentsFor(machine, exchange, link.convention), false);
  awaitValue(machine, result, link.at);
}

/** A return at the top of the handler ends the request. */
function callLink(machine: Machine, link: Link, args: readonly Value[], handler: boolean): Value {
  const { value, at, self } = link;
  const request = args[0];
  if (link.convention === 'fastify' && self !== undefined && request?.kind === 'object')
    writeKey(machine.trail, request.fields, 'server', self);
  if (handler && value.kind === 'function') return callFunction(machine, value, args, at, self, 'handler');
  return callValue(machine, value, args, at, self);
}

/** Runs what listens to the end of the answer. */
function finishAnswer(machine: Machine, exchange: Exchange, route: Registration): void {
  const listeners = exchange.response.fields.get('#listeners');
  const hooks = route.chain.filter((link) => link.role === 'finished');
  const underway = machine.request;
  if (underway === undefined) return;
  underway.finished = true;
  for (const listener of listeners?.kind === 'array' ? [...listeners.items] : []) {
    const at = listener.kind === 'function' ? listener.file.at(listener.node.start) : route.at;
    afterwards(machine, at, () => callValue(machine, listener, [], at));
  }
  for (const hook of hooks)
    afterwards(machine, hook.at, () => {
      const args = argumentsFor(machine, exchange, hook.convention);
      return awaitValue(machine, callValue(machine, hook.value, args, hook.at, hook.self), hook.at);
    });
}

function afterwards(machine: Machine, at: Location, body: () => Value): void {
  const recording = emptyRecording();
  runInto(machine, recording, body);
  record(machine, { kind: 'detached', at, recording });
}
