// @ts-check
// Sends requests over connections that stay open, and drinks the answers.
import http from 'node:http';

/**
 * @typedef {{ method: string, path: string, cookie?: string | undefined, json?: unknown, raw?: string, headers?: Record<string, string> }} Request
 * @typedef {{ status: number, bytes: number, error?: string }} Answer
 */

const SOCKETS = 512;
const TIMEOUT = 60_000;

/** @param {string} url */
export function openClient(url) {
  const { hostname, port } = new URL(url);
  if (hostname !== '127.0.0.1') throw new Error(`Seule la boucle locale est chargée, pas ${hostname}.`);
  const agent = new http.Agent({ keepAlive: true, maxSockets: SOCKETS, maxFreeSockets: SOCKETS, scheduling: 'fifo' });

  /**
   * @param {Request} request
   * @returns {Promise<Answer>}
   */
  const send = (request) =>
    new Promise((resolve) => {
      const body = request.raw ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
      const headers = headersOf(request, body);
      const outgoing = http.request(
        { hostname, port, agent, method: request.method, path: request.path, headers, timeout: TIMEOUT },
        (answer) => {
          let bytes = 0;
          answer.on('data', (chunk) => {
            bytes += chunk.length;
          });
          answer.once('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
          answer.once('error', (error) => resolve({ status: 0, bytes, error: error.message }));
        },
      );
      outgoing.once('timeout', () => outgoing.destroy(new Error('timeout')));
      outgoing.once('error', (error) => resolve({ status: 0, bytes: 0, error: error.message }));
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/**
 * @param {Request} request
 * @param {string | undefined} body
 * @returns {Record<string, string>}
 */
function headersOf(request, body) {
  return {
    ...(request.cookie === undefined ? {} : { cookie: request.cookie }),
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    ...request.headers,
  };
}

/** @param {Answer} answer */
export function succeeded(answer) {
  return answer.status >= 200 && answer.status < 400;
}

/** A refusal (what another request deleted, who registers twice) is an answer; a failure is not. @param {Answer} answer */
export function failed({ status }) {
  return status === 0 || status === 429 || status >= 500;
}
