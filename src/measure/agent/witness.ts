import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteTemplate } from '../../probe/index.ts';
import { linesOf } from './lines.ts';
import { FOLDER_VARIABLE, ROUTES_FILE, SOCKET_FILE } from './place.ts';
import { type Totals, together } from './totals.ts';

/** What the application's own processes tell of a stretch of time. */
export interface Witness {
  /** Variables for the application: Node loads the agent before it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Watches while something runs: what the requests of that time asked of others, by route. Outside, the agent sees nothing and costs nothing. */
  readonly during: <T>(run: () => Promise<T>) => Promise<{ readonly result: T; readonly totals: Totals }>;
  readonly close: () => void;
}

export interface WitnessOptions {
  /** Identifiers under which requests are counted. */
  readonly routes: readonly RouteTemplate[];
  /** The file that Node loads first, as it was built. */
  readonly agent: URL;
  /** NODE_OPTIONS of the application, to which the agent is added. */
  readonly nodeOptions: string;
}

/** Milliseconds that a process gets to answer. */
const PATIENCE = 2000;

/**
 * Opens a door for the agent: a socket in a folder of its own under the system's temporary one, which only this user may enter, and which goes
 * away with it. Rejects when that folder cannot be written.
 */
export async function openWitness({ routes, agent, nodeOptions }: WitnessOptions): Promise<Witness> {
  const folder = mkdtempSync(join(tmpdir(), 'jauge-'));
  chmodSync(folder, 0o700);
  const connected = new Set<Socket>();
  try {
    writeFileSync(join(folder, ROUTES_FILE), JSON.stringify(routes));
    const server = await listening(join(folder, SOCKET_FILE), connected);
    return {
      environment: { [FOLDER_VARIABLE]: folder, NODE_OPTIONS: `${nodeOptions} --import "${agent.href}"`.trim() },
      async during(run) {
        await Promise.all([...connected].map((socket) => asked(socket, 'watch')));
        const result = await run();
        const told = await Promise.all([...connected].map((socket) => asked(socket, 'tell')));
        return { result, totals: together(told) };
      },
      close() {
        server.close();
        for (const socket of connected) socket.destroy();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function listening(path: string, connected: Set<Socket>): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      connected.add(socket);
      socket.unref();
      socket.on('error', () => undefined);
      socket.once('close', () => connected.delete(socket));
      // Read at once, or the end of the process would not be heard.
      socket.resume();
    });
    server.once('error', reject);
    server.listen(path, () => resolve(server));
    server.unref();
  });
}

/** One question to one process; nothing when it ends, or says nothing in time. */
function asked(socket: Socket, question: 'watch' | 'tell'): Promise<Totals> {
  return new Promise((resolve) => {
    const finish = (totals: Totals): void => {
      clearTimeout(timer);
      stop();
      socket.off('close', onClose);
      resolve(totals);
    };
    const onClose = (): void => finish({});
    const timer = setTimeout(onClose, PATIENCE);
    const stop = linesOf(socket, (line) => finish(JSON.parse(line) as Totals));
    socket.once('close', onClose);
    socket.write(`${question}\n`);
  });
}
