import { inspect } from '../../inspect/index.ts';
import { renderLedger, renderRoutes } from '../../report/index.ts';
import { emit, widthOf } from '../output.ts';
import { type Call, defineCommand } from './command.ts';
import { openedProject, PROJECT_OPTIONS } from './project.ts';

const OPTIONS = { ...PROJECT_OPTIONS, unknown: { type: 'boolean' } } as const;

type Format = 'terminal' | 'markdown' | 'json';

/** `jauge routes [folder]`: every route with what one request of it makes; `--unknown`: what may have been missed. */
export const routes = defineCommand({ options: OPTIONS, formats: ['terminal', 'markdown', 'json'], run });

function run(call: Call<typeof OPTIONS, Format>): number {
  const { project, settings } = openedProject(call);
  const inventory = inspect(project, settings);
  const written = call.values.unknown === true ? renderLedger : renderRoutes;
  emit(call, written(inventory, { ...call, width: widthOf(call) }));
  return 0;
}
