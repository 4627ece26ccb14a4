// @ts-check
// The cheapest possible client: raw keep-alive sockets, answers counted by their length, so that it takes little from the machine.
import net from 'node:net';

/**
 * Opens keep-alive connections to a server.
 * @param {number} port
 * @param {number} count
 */
export async function connections(port, count) {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((done, fail) => {
          const socket = net.connect(port, '127.0.0.1', () => done(socket));
          socket.setNoDelay(true);
          socket.once('error', fail);
        }),
    ),
  );
}

/** The bytes of a request. @param {string} path @param {string} [body] */
export function request(path, body) {
  const common = `Host: 127.0.0.1\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nUser-Agent: costs\r\n`;
  if (body === undefined) return Buffer.from(`GET ${path} HTTP/1.1\r\n${common}\r\n`);
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\n${common}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
}

const END = Buffer.from('0\r\n\r\n');

/**
 * Sends `total` requests over the sockets, each socket waiting for its answer (and `pause` milliseconds) before the next.
 * @param {any[]} sockets @param {Buffer} bytes @param {number} total @param {number} [pause]
 */
export async function send(sockets, bytes, total, pause = 0) {
  const budget = { left: total };
  await Promise.all(sockets.map((socket) => drive(socket, bytes, budget, pause)));
}

/** @param {any} socket @param {Buffer} bytes @param {{ left: number }} budget @param {number} pause */
function drive(socket, bytes, budget, pause) {
  return new Promise((/** @type {(value?: unknown) => void} */ done, fail) => {
    const complete = answerReader();
    const next = () => {
      if (budget.left <= 0) {
        socket.off('data', receive);
        return done();
      }
      budget.left -= 1;
      if (pause > 0) setTimeout(() => socket.write(bytes), pause);
      else socket.write(bytes);
    };
    /** @param {Buffer} chunk */
    const receive = (chunk) => {
      try {
        if (complete(chunk)) next();
      } catch (error) {
        fail(error);
      }
    };
    socket.on('data', receive);
    next();
  });
}

/** Tells, chunk after chunk, when an answer is complete. The first answer tells the length of all the others. */
function answerReader() {
  let expected = Number.NaN;
  let seen = 0;
  let head = '';
  return (/** @type {Buffer} */ chunk) => {
    seen += chunk.length;
    if (Number.isNaN(expected)) {
      head += chunk.toString('latin1');
      expected = answerLength(head);
    }
    const complete = expected === Number.POSITIVE_INFINITY ? chunk.subarray(-5).equals(END) : seen >= expected;
    if (complete) seen = 0;
    return complete;
  };
}

/** Bytes of an answer by its head; NaN: not yet known, infinity: chunked. @param {string} head */
function answerLength(head) {
  const end = head.indexOf('\r\n\r\n');
  if (end < 0) return Number.NaN;
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(head.slice(0, 200));
  const length = /content-length: (\d+)/i.exec(head);
  return length ? end + 4 + Number(length[1]) : Number.POSITIVE_INFINITY;
}
