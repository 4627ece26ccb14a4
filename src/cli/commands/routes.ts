import { inspect, readRoutes } from '../../inspect/index.ts';
import { renderLedger, renderRoutes } from '../../report/index.ts';
import { emit, widthOf } from '../output.ts';
import { type Call, defineCommand } from './command.ts';
import { openedProject, PROJECT_OPTIONS } from './project.ts';

const OPTIONS = { ...PROJECT_OPTIONS, unknown: { type: 'boolean' } } as const;

type Format = 'terminal' | 'markdown' | 'json';

/** `jauge routes [folder]`: every route with what one request of it makes; `--unknown`: what may have been missed. */
export const routes = defineCommand({ options: OPTIONS, formats: ['terminal', 'markdown', 'json'], run });

async function run(call: Call<typeof OPTIONS, Format>): Promise<number> {
  const { project, settings } = await openedProject(call);
  const options = { ...call, width: widthOf(call) };
  const text =
    call.values.unknown === true
      ? renderLedger(inspect(project, settings), options)
      : renderRoutes(readRoutes(project, settings), options);
  emit(call, text);
  return 0;
}
