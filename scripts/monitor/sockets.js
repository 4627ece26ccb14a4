// @ts-check
// A load generator that costs little and counts exactly: HTTP/1.1 written on sockets. It knows what it sent, what was answered, what it left.
import { connect } from 'node:net';

/** @typedef {{ path: string, method?: string, leave?: boolean, close?: boolean }} Ask */

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
 * Connections that stay open between two calls: returns what asks so many requests, on all of them at once, each of which asks again as soon as
 * it is answered.
 * @param {number} port
 * @param {number} connections
 * @param {string} path
 * @returns {(count: number) => Promise<void>}
 */
export function keptLanes(port, connections, path) {
  const text = head({ path });
  /** @type {import('node:net').Socket[]} */
  const sockets = [];
  const ask = async (/** @type {number} */ place, isAgain = false) => {
    const known = sockets[place];
    const socket = known === undefined || known.destroyed ? await open(port) : known;
    sockets[place] = socket;
    socket.write(text);
    const status = await answer(socket).catch((closed) => {
      // A server closes what was idle for a few seconds, at the moment of a request too.
      if (isAgain) throw closed;
      socket.destroy();
    });
    if (status === undefined) return ask(place, true);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
  };
  return async (count) => {
    let left = count;
    const lane = async (/** @type {number} */ place) => {
      while (left > 0) {
        left -= 1;
        await ask(place);
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
function head({ path, method = 'GET', close = false }) {
  return `${method} ${path} HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\nConnection: ${close ? 'close' : 'keep-alive'}\r\n\r\n`;
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
