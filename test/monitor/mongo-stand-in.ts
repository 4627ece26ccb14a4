import { createServer, type Server, type Socket } from 'node:net';
import { frameworks } from './stage.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents of MongoDB.
type Document = Record<string, any>;

const OP_MSG = 2013;
const OP_QUERY = 2004;
const HELLO: Document = {
  ok: 1,
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
};

/** Speaks enough of MongoDB's protocol for a driver to connect, read two documents from any collection after a moment, and be refused `fail`. */
export function mongoStandIn(): Server {
  const { BSON } = frameworks('mongodb');
  const answerTo = (command: Document): Document => {
    if ('hello' in command || 'ismaster' in command || 'isMaster' in command) return HELLO;
    if (command['find'] === 'fail') return { ok: 0, code: 13, errmsg: 'not allowed' };
    if ('find' in command) {
      return { ok: 1, cursor: { id: 0n, ns: `club.${command['find']}`, firstBatch: [{ _id: 1 }, { _id: 2 }] } };
    }
    return { ok: 1 };
  };
  const reply = (socket: Socket, message: Buffer): void => {
    const code = message.readInt32LE(12);
    // A question of the old kind names its collection before its document.
    const at = code === OP_MSG ? 21 : message.indexOf(0, 20) + 9;
    const command: Document = BSON.deserialize(message.subarray(at, at + message.readInt32LE(at)));
    const body = Buffer.from(BSON.serialize(answerTo(command)));
    const before = code === OP_QUERY ? 20 : 5;
    const answer = Buffer.alloc(16 + before + body.length);
    answer.writeInt32LE(answer.length, 0);
    answer.writeInt32LE(message.readInt32LE(4), 8);
    answer.writeInt32LE(code === OP_QUERY ? 1 : OP_MSG, 12);
    if (code === OP_QUERY) answer.writeInt32LE(1, 32);
    body.copy(answer, 16 + before);
    if ('find' in command) setTimeout(() => socket.write(answer), 2);
    else socket.write(answer);
  };
  return createServer((socket) => {
    let waiting = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk as Buffer]);
      while (waiting.length >= 16 && waiting.length >= waiting.readInt32LE(0)) {
        reply(socket, waiting.subarray(0, waiting.readInt32LE(0)));
        waiting = waiting.subarray(waiting.readInt32LE(0));
      }
    });
  });
}
