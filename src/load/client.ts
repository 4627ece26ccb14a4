import http from 'node:http';
import https from 'node:https';
import type { Answer, Outgoing } from './request.ts';
import { isSafe } from './request.ts';

export interface ClientOptions {
  /** Origin of the application, `http://127.0.0.1:5000`. Whether it may be loaded is for the caller to check. */
  readonly url: string;
  /** Connections open at once. Requests beyond wait for one, and their time runs. */
  readonly connections?: number;
  /** Seconds without a byte after which a request is given up. */
  readonly timeout?: number;
  /** Accept a certificate that nobody signed: a development server. */
  readonly anyCertificate?: boolean;
}

/** Sends requests over connections that stay open. `send` never rejects. */
export interface Client {
  readonly send: (request: Outgoing) => Promise<Answer>;
  readonly close: () => void;
}

const CONNECTIONS = 512;
/** Seconds. */
const TIMEOUT = 60;

export function openClient({
  url,
  connections = CONNECTIONS,
  timeout = TIMEOUT,
  anyCertificate = false,
}: ClientOptions): Client {
  const { protocol, hostname, port } = new URL(url);
  const transport = protocol === 'https:' ? https : http;
  const agent = new transport.Agent({
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    scheduling: 'lifo',
    ...(anyCertificate ? { rejectUnauthorized: false } : {}),
  });
  const origin = { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port, agent };

  const attempt = (request: Outgoing, settle: (answer: Answer) => void, isSecond: boolean): void => {
    const outgoing = transport.request(
      { ...origin, method: request.method, path: request.path, headers: headersOf(request), timeout: timeout * 1000 },
      (incoming) => drink(incoming, settle),
    );
    outgoing.once('timeout', () => outgoing.destroy(Object.assign(new Error('timeout'), { code: 'timeout' })));
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      // The server closed an idle connection while the request was leaving: a browser asks again, once.
      if (!isSecond && outgoing.reusedSocket && error.code === 'ECONNRESET' && isSafe(request.method))
        attempt(request, settle, true);
      else settle({ status: 0, bytes: 0, error: error.code ?? error.message });
    });
    outgoing.end(request.body);
  };
  return {
    send: (request) => new Promise((resolve) => attempt(request, resolve, false)),
    close: () => agent.destroy(),
  };
}

function drink(incoming: http.IncomingMessage, settle: (answer: Answer) => void): void {
  const status = incoming.statusCode ?? 0;
  let bytes = 0;
  incoming.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length;
  });
  incoming.once('end', () => settle({ status, bytes, ...retryAfterOf(incoming) }));
  incoming.once('error', (error: NodeJS.ErrnoException) =>
    settle({ status: 0, bytes, error: error.code ?? error.message }),
  );
}

function retryAfterOf({ headers }: http.IncomingMessage): { readonly retryAfter?: number } {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && headers['retry-after'] !== undefined ? { retryAfter: seconds } : {};
}

function headersOf({ body, headers }: Outgoing): Record<string, string> {
  if (body === undefined) return { ...headers };
  return { 'content-length': String(Buffer.byteLength(body)), ...headers };
}
