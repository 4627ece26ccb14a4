import { createServer, type IncomingMessage, type Server, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedRequest } from './recorded.ts';

/** A recorder under way. */
export interface Recorder {
  /** Where to send what is to be recorded: this machine only. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Bytes of a body that are kept; of a larger one, nothing is. */
const MOST = 1_000_000;

/**
 * Stands before an application on loopback: passes on every request and answer as they are, and tells each request once its body is there.
 * Cookies and tokens are told too: whoever keeps them, keeps secrets.
 */
export function startRecorder(target: string, onRequest: (request: RecordedRequest) => void): Promise<Recorder> {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    tell(incoming, onRequest);
    pass(incoming, outgoing, hostname, Number(port || 80));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port: own } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${own}`, close: () => closed(server) });
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, hostname: string, port: number): void {
  const { method, url, headers } = incoming;
  const forwarded = send({ hostname, port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
    answer.pipe(outgoing);
  });
  forwarded.once('error', () => {
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end();
  });
  outgoing.once('close', () => forwarded.destroy());
  incoming.pipe(forwarded);
}

function tell(incoming: IncomingMessage, onRequest: (request: RecordedRequest) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST) chunks.push(chunk);
  });
  incoming.once('end', () => {
    const { method = 'GET', url = '/', headers } = incoming;
    const body = size > MOST ? undefined : textOf(Buffer.concat(chunks));
    const named = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    );
    onRequest({
      method,
      path: url,
      headers: Object.fromEntries(named),
      ...(body === undefined || body === '' ? {} : { body }),
    });
  });
}

/** The text of a body; undefined when it is none. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
