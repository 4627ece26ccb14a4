import type { Location } from '../../model/source.ts';
import {
  awaitValue,
  callFunction,
  callValue,
  DATA,
  emptyRecording,
  guarded,
  type Machine,
  native,
  newObject,
  type ObjectValue,
  type Recording,
  type RequestUnderway,
  record,
  rollBack,
  runInto,
  STEPS_PER_REQUEST,
  type Value,
} from '../evaluate/index.ts';
import { type Crossings, crossOnce } from './crossings.ts';
import type { Link, Registration } from './routes.ts';

/** The request and response that every evaluated request uses; their state is taken back after each. */
export interface Exchange {
  readonly request: ObjectValue;
  readonly response: ObjectValue;
}

export function newExchange(): Exchange {
  return { request: newObject(false, [], 'request'), response: newObject(false, [], 'response') };
}

/** Evaluates everything one request of a route does: dispatch, middleware, handlers, then what listens to the end of the answer. */
export function recordRequest(
  machine: Machine,
  exchange: Exchange,
  route: Registration,
  crossings: Crossings,
): { readonly recording: Recording; readonly log: RequestUnderway['log'] } {
  const recording = emptyRecording();
  const underway = begin(machine, exchange, route.method, route.path, recording);
  record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'framework', at: route.at } });
  const last = route.chain.length - 1;
  guarded(machine, route.at, () => {
    let place = crossings;
    for (const [index, link] of route.chain.entries()) {
      if (index === last) cross(machine, exchange, link, true);
      else place = crossOnce(machine, place, link, () => cross(machine, exchange, link, false));
    }
    finishAnswer(machine, exchange, route.at);
  });
  end(machine);
  return { recording, log: underway.log };
}

/** Evaluates one middleware alone, for the inventory. */
export function recordMiddleware(machine: Machine, exchange: Exchange, link: Link): Recording {
  const recording = emptyRecording();
  begin(machine, exchange, 'ALL', link.path === '' ? '/' : link.path, recording);
  guarded(machine, link.at, () => cross(machine, exchange, link, false));
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

const next = native('next', () => DATA);

/** Crosses one link of the chain; middleware that is only sometimes installed is an even choice. */
function cross(machine: Machine, exchange: Exchange, link: Link, handler: boolean): void {
  if (!link.conditional || handler) {
    enter(machine, exchange, link, handler);
    return;
  }
  const recording = emptyRecording();
  runInto(machine, recording, () => enter(machine, exchange, link, handler));
  const branches = [recording, emptyRecording()].map((body) => ({
    likelihood: 'even' as const,
    leaves: false,
    recording: body,
  }));
  record(machine, { kind: 'choice', at: link.at, branches });
}

function enter(machine: Machine, { request, response }: Exchange, link: Link, handler: boolean): void {
  if (!handler) record(machine, { kind: 'leaf', step: { kind: 'cpu', work: 'middleware', at: link.at } });
  const result = callLink(machine, link.value, [request, response, next], link.at, handler);
  awaitValue(machine, result, link.at);
}

/** A return at the top of the handler ends the request. */
function callLink(machine: Machine, value: Value, args: readonly Value[], at: Location, handler: boolean): Value {
  if (handler && value.kind === 'function') return callFunction(machine, value, args, at, undefined, 'handler');
  return callValue(machine, value, args, at);
}

/** Runs what listens to the end of the answer. */
function finishAnswer(machine: Machine, exchange: Exchange, at: Location): void {
  const listeners = exchange.response.fields.get('#listeners');
  const underway = machine.request;
  if (listeners?.kind !== 'array' || underway === undefined) return;
  underway.finished = true;
  for (const listener of [...listeners.items]) {
    const recording = emptyRecording();
    const saved = machine.recording;
    machine.recording = recording;
    callValue(machine, listener, [], listener.kind === 'function' ? listener.file.at(listener.node.start) : at);
    machine.recording = saved;
    record(machine, {
      kind: 'detached',
      at: listener.kind === 'function' ? listener.file.at(listener.node.start) : at,
      recording,
    });
  }
}
