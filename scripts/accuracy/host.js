// @ts-check
// Runs the application in a process of its own, so that reading its log never delays the load: the parent says how, then when to stop.
import { startExample } from '../../examples/koomy/dev/start.js';
import { childrenOf } from './processor.js';

/** @type {import('../../examples/koomy/dev/start.d.ts').Example | undefined} */
let example;

async function stop() {
  await example?.stop();
  process.exit(0);
}

/** @param {string} part */
function pidOf(part) {
  const found = childrenOf(process.pid).find(({ command }) => command.includes(part));
  if (found === undefined) throw new Error(`Processus introuvable\u202f: ${part}`);
  return found.pid;
}

process.on('disconnect', stop);
process.on('message', (message) => {
  if (message === 'stop') stop();
});
process.on('SIGINT', () => undefined);

startExample({ size: /** @type {2000 | 50000} */ (Number(process.argv[2])) }).then(
  (started) => {
    example = started;
    process.send?.({
      url: started.url,
      standinsUrl: started.standinsUrl,
      databaseUrl: started.databaseUrl,
      pids: {
        application: pidOf('dist/index.js'),
        standins: pidOf('standins/server.ts'),
        database: pidOf('postgres -D'),
        host: process.pid,
      },
    });
    started.failed.then((sentence) => process.send?.({ failed: sentence }));
  },
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
