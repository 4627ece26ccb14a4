import { estimate, type Stage } from '../../estimate.ts';
import { readHost } from '../../host/index.ts';
import { message } from '../../model/message.ts';
import { render } from '../../report/index.ts';
import { EXIT_TARGET_MISSED } from '../errors.ts';
import { clearProgress, emit, showProgress, widthOf } from '../output.ts';
import { secondCore } from '../second-core.ts';
import { machineOption, objectiveOption, targetOption } from '../values.ts';
import { type Call, defineCommand } from './command.ts';
import { measurementFor } from './measurement-file.ts';
import { openedProject, PROJECT_OPTIONS } from './project.ts';

const OPTIONS = {
  ...PROJECT_OPTIONS,
  measurement: { type: 'string' },
  machine: { type: 'string' },
  objective: { type: 'string' },
  target: { type: 'string' },
  'target-accounts': { type: 'string' },
} as const;

type Format = 'terminal' | 'markdown' | 'json';

/** `jauge [folder]`: how many users, what gives way first, what to change. */
export const report = defineCommand({ options: OPTIONS, formats: ['terminal', 'markdown', 'json'], run });

async function run(call: Call<typeof OPTIONS, Format>): Promise<number> {
  const { values, translation } = call;
  const target = targetOption(values.target, values['target-accounts']);
  const { project, settings, settingsFile } = await openedProject(call, {
    ...(values.machine === undefined ? {} : machineOption(values.machine)),
    ...(values.objective === undefined ? {} : { objective: objectiveOption(values.objective) }),
  });
  const begin = secondCore();
  const measurement = measurementFor(project, values.measurement);
  const onStage = (stage: Stage): void => showProgress(call, translation.text(message(`cli.stage.${stage}`)));
  const result = estimate(project, {
    settings,
    host: readHost(),
    version: call.version,
    settingsFile,
    onStage,
    ...(begin === undefined ? {} : { begin }),
    ...(measurement === undefined ? {} : { measurement }),
    ...(target === undefined ? {} : { target }),
  });
  clearProgress(call.terminal);
  const { format, language, color } = call;
  emit(call, render(result, { format, language, width: widthOf(call), color }));
  return result.target !== undefined && !result.target.holds ? EXIT_TARGET_MISSED : 0;
}
