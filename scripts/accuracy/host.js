// @ts-check
// Runs the application in a process of its own, so that reading its log never delays the load: the parent says which, then when to stop.
import { childrenOf } from './processor.js';
import { scenarioOf } from './scenarios.js';

/** @type {import('./scenarios.js').Running | undefined} */
let running;

async function stop() {
  await running?.stop();
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

async function start() {
  const [, , name = '', size = '', environment = '{}'] = process.argv;
  const scenario = await scenarioOf(name);
  if (scenario === undefined) throw new Error(`Application inconnue\u202f: ${name}.`);
  const started = await scenario.start(Number(size), JSON.parse(environment));
  running = started;
  process.send?.({
    url: started.url,
    standinsUrl: started.standinsUrl,
    databaseUrl: started.databaseUrl,
    pids: {
      application: pidOf(scenario.processes.application),
      standins: pidOf(scenario.processes.standins),
      database: pidOf('postgres -D'),
      host: process.pid,
    },
  });
  started.failed.then((sentence) => process.send?.({ failed: sentence }));
}

start().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
