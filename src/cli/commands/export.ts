import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { derive } from '../../derive/index.ts';
import { artilleryScript, k6Script } from '../../export/index.ts';
import { inspect, readBodies, readQueries } from '../../inspect/index.ts';
import { isSafe, type RequestSet, unfilled } from '../../load/index.ts';
import { draftOf, readRequests, routeMatcher } from '../../measure/index.ts';
import { JaugeError } from '../../model/error.ts';
import { message } from '../../model/message.ts';
import { weighed } from '../../verify/index.ts';
import { usage } from '../errors.ts';
import { emit } from '../output.ts';
import { numberOption, objectiveOption } from '../values.ts';
import { type Call, defineCommand } from './command.ts';
import { isMonitoringFile, MONITORING_FILES, monitoringFile } from './export-monitor.ts';
import { measurementFor } from './measurement-file.ts';
import { openedProject, PROJECT_OPTIONS } from './project.ts';
import { predictMix } from './verify-predict.ts';

const OPTIONS = {
  ...PROJECT_OPTIONS,
  requests: { type: 'string' },
  scenario: { type: 'string' },
  objective: { type: 'string' },
  'allow-writes': { type: 'boolean' },
  url: { type: 'string' },
  rate: { type: 'string' },
  step: { type: 'string' },
  measurement: { type: 'string' },
} as const;

const ENGINES = { k6: k6Script, artillery: artilleryScript } as const;
type Engine = keyof typeof ENGINES;

const REQUESTS_FILE = 'jauge.requests.json';
/** Seconds of each step: long enough for queues to build. */
const STEP = 60;

/** `jauge export k6|artillery|grafana|prometheus`: the scenario for an engine that runs distributed, or the thresholds for a monitoring system. */
export const exporting = defineCommand({ options: OPTIONS, formats: ['script'], run });

async function run(call: Call<typeof OPTIONS, 'script'>): Promise<number> {
  const [kind, ...folders] = call.words;
  if (!isMonitoringFile(kind)) return script(call);
  emit(call, await monitoringFile(kind, call, folders));
  return 0;
}

async function script(call: Call<typeof OPTIONS, 'script'>): Promise<number> {
  const { values, words, terminal, translation, quiet } = call;
  const [engine, ...folders] = words;
  if (engine === undefined || !Object.hasOwn(ENGINES, engine))
    throw usage('error.export-engine', { engine: engine ?? '', known: [...Object.keys(ENGINES), ...MONITORING_FILES] });
  const objective = values.objective === undefined ? {} : { objective: objectiveOption(values.objective) };
  const { project, settings } = await openedProject(call, objective, folders);
  const inventory = inspect(project, settings);
  const scenario = derive(inventory, settings).scenarios.find(({ name }) => name === (values.scenario ?? 'normal'));
  if (scenario === undefined)
    throw usage('error.option-form', { option: '--scenario', value: values.scenario ?? '', example: 'peak' });
  const named = values.requests ?? inFolder(resolve(folders[0] ?? '.'));
  const found: RequestSet =
    named === undefined
      ? {
          requests: draftOf(inventory, readBodies(project, inventory.routes), readQueries(project, inventory.routes))
            .requests,
        }
      : readRequests(named, routeMatcher(inventory));
  const requests = found.requests
    .filter(({ method }) => values['allow-writes'] === true || isSafe(method))
    .filter((each) => unfilled({ ...found, requests: [each] }).length === 0);
  const mixed = weighed({ ...found, requests }, scenario.mix);
  if (mixed === undefined)
    throw new JaugeError('measurement', message('error.verify-nothing'), message('error.verify-nothing-hint'));
  const prediction = predictMix(project, inventory, settings, measurementFor(project, values.measurement), mixed.mix);
  const text = ENGINES[engine as Engine]({
    name: inventory.project.name,
    url: values.url ?? 'http://127.0.0.1:3000',
    set: mixed.set,
    capacity: values.rate === undefined ? prediction.capacity.typical : numberOption('--rate', values.rate),
    stepSeconds: values.step === undefined ? STEP : numberOption('--step', values.step),
    percentile: prediction.objective.percentile,
    errors: prediction.objective.errors,
    responseTime: prediction.objective.responseTime,
    ofClass: prediction.allowed,
  });
  emit(call, text);
  const left = found.requests.length - requests.length;
  if (left > 0 && !quiet) terminal.err(`${translation.text(message('cli.export.left-out', { count: left }))}\n`);
  return 0;
}

function inFolder(folder: string): string | undefined {
  const file = join(folder, REQUESTS_FILE);
  return existsSync(file) ? file : undefined;
}
