/**
 * The agent, loaded before the application by NODE_OPTIONS when `jauge measure` starts it. In: questions by a socket of this machine. Out: what
 * the requests of each route asked of others. It must not throw into the application, keep it alive, or see anything unless it is asked to.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { type Probe, type RouteTemplate, startProbe } from '../../probe/index.ts';
import { linesOf } from './lines.ts';
import { FOLDER_VARIABLE, ROUTES_FILE, SOCKET_FILE } from './place.ts';
import { type Totals, tally } from './totals.ts';

/** Programs that start the application, and are not it. */
const LAUNCHERS = /^(?:npm|npx|yarn|pnpm|corepack)(?:-cli)?(?:\.c?js)?$/;

const folder = process.env[FOLDER_VARIABLE];
if (folder !== undefined && isMainThread && !LAUNCHERS.test(basename(process.argv[1] ?? ''))) {
  try {
    answer(folder);
  } catch {
    // Jauge is gone, or its folder: the application goes on without.
  }
}

function answer(place: string): void {
  const routes = JSON.parse(readFileSync(join(place, ROUTES_FILE), 'utf8')) as readonly RouteTemplate[];
  // Begun and ended at once: the drivers are watched before the application takes hold of them.
  watching(routes).stop();
  const socket = connect(join(place, SOCKET_FILE)).unref();
  socket.on('error', () => undefined);
  let watch: Watch | undefined;
  linesOf(socket, (question) => {
    const told = watch?.totals() ?? {};
    watch?.stop();
    watch = question === 'watch' ? watching(routes) : undefined;
    socket.write(`${JSON.stringify(told)}\n`);
  });
}

interface Watch {
  readonly totals: () => Totals;
  readonly stop: Probe['stop'];
}

function watching(routes: readonly RouteTemplate[]): Watch {
  const { observer, totals } = tally();
  const probe = startProbe(observer, routes.length === 0 ? {} : { routes });
  return {
    totals() {
      probe.flush();
      return totals();
    },
    stop: probe.stop,
  };
}
