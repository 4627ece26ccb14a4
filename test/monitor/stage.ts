import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../../scripts/prepare.js';
import type { EndedRequest, Observer, Work } from '../../src/probe/index.ts';

/** The packages of test/frameworks, which npm test installs. */
export const frameworks: NodeJS.Require = createRequire(join(root, 'test', 'frameworks', 'package.json'));

export interface Told {
  readonly observer: Observer;
  readonly ended: EndedRequest[];
  readonly worked: { readonly route: string | undefined; readonly work: Work }[];
  readonly waited: { readonly pool: string; readonly seconds: number }[];
}

/** An observer that keeps what it is told. */
export function listener(): Told {
  const ended: EndedRequest[] = [];
  const worked: Told['worked'] = [];
  const waited: Told['waited'] = [];
  return {
    ended,
    worked,
    waited,
    observer: {
      ended: (request) => void ended.push(request),
      worked: (route, work) => void worked.push({ route, work }),
      waited: (pool, seconds) => void waited.push({ pool, seconds }),
    },
  };
}

export interface Place {
  readonly base: string;
  readonly server: Server;
  readonly close: () => Promise<void>;
}

/** Listens on loopback, with whatever handles requests. */
export async function listen(handler: Parameters<typeof createServer>[1] | Server): Promise<Place> {
  const server = typeof handler === 'object' ? handler : createServer(handler);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { base: `http://127.0.0.1:${port}`, server, close };
}

/** Waits for something to become true; it is checked at every turn of the loop. Gives up with its name. */
export async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5000; turn += 1) {
    if (isTrue()) return;
    await new Promise((next) => setTimeout(next, 2));
  }
  throw new Error(`never: ${what}`);
}
