import type { Insertion } from '../../model/estimate.ts';
import type { Inventory } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';

/** Code to place in this project: the two lines of the monitor where the application is made, and the log that writes too much. */
export function insertionsOf(inventory: Inventory): readonly Insertion[] {
  const { stack } = inventory;
  return [
    monitorLines(inventory),
    ...(stack.logging.at !== undefined && stack.logging.bodies ? [quieterLog(stack.logging.at)] : []),
  ];
}

/** The monitor installs itself as the framework expects; with none, calling it is enough. */
function monitorLines(inventory: Inventory): Insertion {
  const { stack } = inventory;
  const at = (stack.application ?? stack.framework).at;
  const variable = stack.application?.variable ?? 'app';
  const store = keepsInPostgres(inventory);
  const call = store ? "monitor({ store: 'postgres' })" : 'monitor()';
  return {
    title: message('insertion.monitor.title'),
    file: at.file,
    after: at.line,
    code: `${importLine(inventory)}\n${installed(stack.framework.name, variable, call)}`,
    why: message(store ? 'insertion.monitor.why-postgres' : 'insertion.monitor.why', { at }),
  };
}

function importLine({ stack }: Inventory): string {
  return stack.modules === 'commonjs'
    ? "const { monitor } = require('jauge/monitor');"
    : "import { monitor } from 'jauge/monitor';";
}

const BY_METHOD: Readonly<Record<string, string>> = {
  express: 'use',
  koa: 'use',
  hono: 'use',
  '@nestjs/core': 'use',
  fastify: 'register',
};

function installed(framework: string, variable: string, call: string): string {
  const method = BY_METHOD[framework];
  return method === undefined ? `${call};` : `${variable}.${method}(${call});`;
}

/** The history goes to the application's own PostgreSQL through `pg`, when it is there. */
function keepsInPostgres({ databases }: Inventory): boolean {
  return databases.some(({ engine, driver }) => engine === 'postgresql' && driver === 'pg');
}

/** The line that writes the body goes; the rest of the project's own log stays. */
function quieterLog(at: Location): Insertion {
  return {
    title: message('insertion.log.title'),
    file: at.file,
    after: at.line,
    replaces: { from: at.line, to: at.line },
    code: '',
    why: message('insertion.log.why', { at }),
  };
}
