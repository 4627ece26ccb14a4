// @ts-check
// A load generator that costs little and counts exactly: HTTP/1.1 written on sockets. It knows what it sent, what was answered, what it left.
import { connect } from 'node:net';

/** @typedef {{ path: string, method?: string, body?: string, leave?: boolean, close?: boolean }} Ask `body`: JSON. */

/**
 * Sends requests one after the other on one connection, kept alive but where told otherwise; a request that is left closes it, once the server
 * has it (`underWay` settles).
 * @param {number} port
 * @param {readonly Ask[]} asks
 * @param {(ask: Ask, status: number | 'left') => void} told
 * @param {() => Promise<void>} [underWay]
 * @param {number} [pause] Milliseconds before each request.
 */
export async function visit(port, asks, told, underWay = async () => undefined, pause = 0) {
  let socket = await open(port);
  for (const ask of asks) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    if (socket.destroyed) socket = await open(port);
    socket.write(head(ask));
    if (ask.leave) {
      await underWay();
      socket.destroy();
      told(ask, 'left');
    } else told(ask, await answer(socket));
    if (ask.close) {
      socket.destroy();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  socket.destroy();
}

/**
 * Connections that stay open between two calls: returns what asks the same so many times, on all of them at once, each of which asks again as
 * soon as it is answered.
 * @param {number} port
 * @param {number} connections
 * @returns {(ask: Ask, count: number, expected?: number) => Promise<void>}
 */
export function keptLanes(port, connections) {
  /** @type {import('node:net').Socket[]} */
  const sockets = [];
  /** @type {(place: number, text: string, isAgain?: boolean) => Promise<number>} */
  const answered = async (place, text, isAgain = false) => {
    const known = sockets[place];
    const socket = known === undefined || known.destroyed ? await open(port) : known;
    sockets[place] = socket;
    socket.write(text);
    const status = await answer(socket).catch((closed) => {
      // A server closes what was idle for a few seconds, at the moment of a request too.
      if (isAgain) throw closed;
      socket.destroy();
    });
    return status ?? answered(place, text, true);
  };
  return async (ask, count, expected = 200) => {
    const text = head(ask);
    let left = count;
    const lane = async (/** @type {number} */ place) => {
      while (left > 0) {
        left -= 1;
        const status = await answered(place, text);
        if (status !== expected) throw new Error(`${ask.path} answers ${status}`);
      }
    };
    await Promise.all(Array.from({ length: connections }, (_, place) => lane(place)));
  };
}

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Socket>}
 */
function open(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay().on('error', reject);
  });
}

/** @param {Ask} ask */
function head({ path, method = 'GET', body = '', close = false }) {
  const type = body === '' ? '' : 'Content-Type: application/json\r\n';
  return `${method} ${path} HTTP/1.1\r\nHost: here\r\n${type}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: ${close ? 'close' : 'keep-alive'}\r\n\r\n${body}`;
}

/**
 * The status of the next answer, whole.
 * @param {import('node:net').Socket} socket
 * @returns {Promise<number>}
 */
function answer(socket) {
  return new Promise((resolve, reject) => {
    let text = '';
    const done = (/** @type {Error | undefined} */ error) => {
      socket.off('data', read).off('close', closed);
      if (error === undefined) resolve(Number(text.slice(9, 12)));
      else reject(error);
    };
    const closed = () => done(new Error('the server closed the connection'));
    const read = (/** @type {Buffer} */ chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (end >= 0 && text.length >= end + 4 + length) done(undefined);
    };
    socket.on('data', read).on('close', closed);
  });
}
