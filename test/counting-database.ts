import { connect, createServer, type Server, type Socket } from 'node:net';

/** A relay to a PostgreSQL database that counts the statements it is sent. */
export interface CountingDatabase {
  readonly url: string;
  /** Statements since it was last asked. */
  readonly take: () => number;
  readonly close: () => void;
}

/** A query as text, and the execution of a prepared one. */
const STATEMENTS: ReadonlySet<number> = new Set(['Q', 'E'].map((type) => type.charCodeAt(0)));

/** Bytes of the first message, when it is whole: a type, then a length that counts itself; the first of a connection has no type. */
function sizeOf(pending: Buffer, started: boolean): number | undefined {
  const header = started ? 1 : 0;
  if (pending.length < header + 4) return undefined;
  const size = header + pending.readInt32BE(header);
  return pending.length < size ? undefined : size;
}

/** Reads messages of PostgreSQL's protocol as they come. */
function counter(onStatement: () => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (let size = sizeOf(pending, started); size !== undefined; size = sizeOf(pending, started)) {
      if (started && STATEMENTS.has(pending[0] ?? 0)) onStatement();
      started = true;
      pending = pending.subarray(size);
    }
  };
}

/** Starts the relay in front of a database on this machine. */
export async function countingDatabase(behind: string): Promise<CountingDatabase> {
  const target = new URL(behind);
  const sockets = new Set<Socket>();
  let statements = 0;
  const server: Server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    const count = counter(() => {
      statements += 1;
    });
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        database.destroy();
      });
    }
    client.on('data', count);
    client.pipe(database).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(behind);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return {
    url: url.href,
    take: () => {
      const taken = statements;
      statements = 0;
      return taken;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
