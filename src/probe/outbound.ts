import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { currentContext, type RequestContext, state, tellWork, workOf } from './context.ts';
import { noWork, type OutboundCall, type Work } from './observation.ts';
import { pathOf } from './route-table.ts';

/** A call under way. It is counted when its answer begins, and its time goes on until the answer ends. */
interface Flight {
  readonly context: RequestContext | undefined;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly started: number;
  timedOut: boolean;
  told:
    | { readonly call: { -readonly [Key in keyof OutboundCall]: OutboundCall[Key] }; readonly work: Work }
    | undefined;
}

const FLIGHT = Symbol('flight');
interface WithFlight {
  [FLIGHT]?: Flight | undefined;
}

/** Follows calls by `fetch`, undici, `node:http` and `node:https`; returns how to stop. */
export function followOutbound(): () => void {
  const listeners = Object.entries(LISTENERS).map(([name, listen]) => {
    const guarded = (message: unknown): void => {
      try {
        listen(message as never);
      } catch {
        // Whatever happens here must not reach the application.
      }
    };
    subscribe(name, guarded);
    return () => unsubscribe(name, guarded);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}

interface UndiciMessage {
  readonly request: WithFlight & {
    readonly origin?: string | URL;
    readonly method?: string;
    readonly path?: string;
  };
  readonly response?: { readonly statusCode: number };
  readonly error?: unknown;
}
interface ClientMessage {
  readonly request: ClientRequest & WithFlight;
  readonly response?: { readonly statusCode?: number };
  readonly error?: unknown;
}

const LISTENERS: Readonly<Record<string, (message: never) => void>> = {
  'undici:request:create': ({ request }: UndiciMessage) => {
    const { host } = new URL(String(request.origin));
    request[FLIGHT] = depart(host, request.method ?? 'GET', request.path ?? '/');
  },
  'undici:request:headers': ({ request, response }: UndiciMessage) =>
    answered(request[FLIGHT], response?.statusCode ?? 0),
  'undici:request:trailers': ({ request }: UndiciMessage) => completed(request[FLIGHT]),
  'undici:request:error': ({ request, error }: UndiciMessage) => failed(request[FLIGHT], error),
  'http.client.request.start': ({ request }: ClientMessage) => {
    const flight = depart(hostOf(request), request.method, request.path);
    if (flight === undefined) return;
    request[FLIGHT] = flight;
    request.once('timeout', () => {
      flight.timedOut = true;
    });
    request.once('close', () => (flight.told === undefined ? failed(flight, undefined) : completed(flight)));
  },
  'http.client.response.finish': ({ request, response }: ClientMessage) =>
    answered(request[FLIGHT], response?.statusCode ?? 0),
  'http.client.request.error': ({ request, error }: ClientMessage) => {
    const flight = request[FLIGHT];
    if (flight?.told === undefined) failed(flight, error);
  },
};

/** Host of a request of node:http, with its port when it is not the protocol's. */
function hostOf(request: ClientRequest): string {
  const header = request.getHeader('host');
  return typeof header === 'string' ? header : request.host;
}

function depart(host: string, method: string, path: string): Flight | undefined {
  const context = currentContext();
  if (context === null) return undefined;
  return { context, host, method, path, started: state.clock.steady(), timedOut: false, told: undefined };
}

function answered(flight: Flight | undefined, status: number): void {
  if (flight !== undefined && flight.told === undefined && status >= 200) tell(flight, status);
}

function failed(flight: Flight | undefined, error: unknown): void {
  if (flight === undefined || flight.told !== undefined) return;
  if (isTimeout(error)) flight.timedOut = true;
  tell(flight, 0);
}

function isTimeout(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return name === 'TimeoutError' || /TIMEDOUT|TIMEOUT/.test(String(code ?? ''));
}

function tell(flight: Flight, status: number): void {
  const { context, host, method, path, timedOut } = flight;
  const call = {
    host,
    method,
    path: pathOf(path),
    status,
    timedOut,
    seconds: state.clock.steady() - flight.started,
    isContinued: false,
  };
  const work = workOf(context);
  work.outbound ??= [];
  work.outbound.push(call);
  flight.told = { call, work };
  tellWork(context, work);
}

/** The rest of the answer: on the call itself while its request holds it, else as more seconds of the same host. */
function completed(flight: Flight | undefined): void {
  if (flight?.told === undefined) return;
  const { call, work } = flight.told;
  const seconds = state.clock.steady() - flight.started;
  const { context } = flight;
  if (context !== undefined && !context.ended && context.work === work) call.seconds = seconds;
  else tellMore(context, { ...call, isContinued: true, seconds: seconds - call.seconds });
  flight.told = { call: { ...call, seconds }, work };
}

function tellMore(context: RequestContext | undefined, call: OutboundCall): void {
  const work = { ...noWork(), outbound: [call] };
  for (const observer of state.observers) observer.worked(context?.route, work);
}
