import type { Insertion, Threshold } from '../../model/estimate.ts';
import type { Inventory } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Location } from '../../model/source.ts';
import { metricsModule } from './metrics-module.ts';

/** Code to place in this project: one new file, two lines where the application is made, and the log that it replaces. */
export function insertionsOf(inventory: Inventory, thresholds: readonly Threshold[]): readonly Insertion[] {
  const { stack, databases } = inventory;
  const { file, line } = (stack.application ?? stack.framework).at;
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  const extension = stack.language === 'typescript' ? 'ts' : 'js';
  const variable = stack.application?.variable ?? 'app';
  const pool = databases.find((database) => database.pool.size.typical > 0);
  return [
    {
      title: message('insertion.module.title'),
      file: `${folder}metrics.${extension}`,
      after: 0,
      code: metricsModule(stack.language, thresholds),
      why: message('insertion.module.why'),
    },
    {
      title: message('insertion.use.title'),
      file,
      after: line,
      code: `${importOf(inventory)}\n${variable}.use(measureRequests);`,
      why: message('insertion.use.why', { at: { file, line } }),
    },
    ...(stack.logging.at !== undefined && stack.logging.bodies ? [quieterLog(stack.logging.at)] : []),
    ...(pool === undefined ? [] : [poolWatch(pool.at, folder, inventory)]),
  ];
}

function importOf(inventory: Inventory): string {
  const { modules, language } = inventory.stack;
  const specifier = `./metrics${language === 'javascript' && modules !== 'commonjs' ? '.js' : ''}`;
  return modules === 'commonjs'
    ? `const { measureRequests } = require('${specifier}');`
    : `import { measureRequests } from '${specifier}';`;
}

/** The line that writes the body goes; the rest of the project's own log stays. */
function quieterLog(at: Location): Insertion {
  const line = { from: at.line, to: at.line };
  return {
    title: message('insertion.log.title'),
    file: at.file,
    after: at.line,
    replaces: line,
    code: '',
    why: message('insertion.log.why', { at }),
  };
}

function poolWatch(
  at: { readonly file: string; readonly line: number },
  folder: string,
  inventory: Inventory,
): Insertion {
  const beside = at.file.startsWith(folder) && !at.file.slice(folder.length).includes('/');
  const specifier = beside
    ? './metrics'
    : `${'../'.repeat(Math.max(1, at.file.split('/').length - folder.split('/').length))}metrics`;
  const suffix = inventory.stack.language === 'javascript' && inventory.stack.modules !== 'commonjs' ? '.js' : '';
  const line =
    inventory.stack.modules === 'commonjs'
      ? `require('${specifier}').watchPool(pool);`
      : `import { watchPool } from '${specifier}${suffix}';\nwatchPool(pool);`;
  return {
    title: message('insertion.pool.title'),
    file: at.file,
    after: at.line,
    code: line,
    why: message('insertion.pool.why', { at }),
  };
}
