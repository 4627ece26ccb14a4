import { resolve } from 'node:path';
import { inspect, type Project } from '../../inspect/index.ts';
import { readDatabase, readLogs, routeMatcher } from '../../measure/index.ts';
import type { Inventory } from '../../model/inventory.ts';
import { MEASUREMENT_FILE } from '../../model/measurement.ts';
import { message } from '../../model/message.ts';
import { usage } from '../errors.ts';
import { clearProgress, showProgress } from '../output.ts';
import { type Call, defineCommand } from './command.ts';
import { databaseAddress } from './measure-database.ts';
import { writeDraft } from './measure-draft.ts';
import { driveApplication } from './measure-drive.ts';
import { keep } from './measure-file.ts';
import { measureMachine } from './measure-machine.ts';
import { recordTraffic } from './measure-record.ts';
import { openedProject, PROJECT_OPTIONS } from './project.ts';

export const MEASURE_OPTIONS = {
  ...PROJECT_OPTIONS,
  logs: { type: 'string', multiple: true },
  database: { type: 'boolean' },
  'database-url': { type: 'string' },
  'database-env': { type: 'string' },
  machine: { type: 'boolean' },
  url: { type: 'string' },
  port: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'allow-writes': { type: 'boolean' },
  requests: { type: 'string' },
  draft: { type: 'string' },
  record: { type: 'string' },
  header: { type: 'string', multiple: true },
  seconds: { type: 'string' },
  production: { type: 'boolean' },
  measurement: { type: 'string' },
} as const;

export type MeasureCall = Call<typeof MEASURE_OPTIONS>;

/** What each way of measuring works on. */
export interface Measuring {
  readonly call: MeasureCall;
  readonly folder: string;
  readonly project: Project;
  readonly inventory: Inventory;
  /** File to write. */
  readonly file: string;
}

/** `jauge measure`: from logs, from the database, by driving the application; what is measured is added to the measurement file. */
export const measure = defineCommand({ options: MEASURE_OPTIONS, formats: ['terminal'], runsProgram: true, run });

async function run(call: MeasureCall): Promise<number> {
  const { values, translation, program } = call;
  const ways = [
    values.logs,
    values.database,
    values['database-url'],
    values['database-env'],
    values.url,
    values.draft,
    values.record,
  ];
  if (ways.every((way) => way === undefined) && values.machine !== true && program.length === 0)
    throw usage('error.measure-nothing', {});
  const { project, settings } = await openedProject(call);
  showProgress(call, translation.text(message('cli.stage.inspect')));
  const folder = resolve(call.words[0] ?? '.');
  const measuring: Measuring = {
    call,
    folder,
    project,
    inventory: inspect(project, settings),
    file: values.measurement ?? resolve(folder, MEASUREMENT_FILE),
  };
  clearProgress(call.terminal);
  if (values.draft !== undefined) return writeDraft(measuring, values.draft);
  if (values.record !== undefined) {
    if (program.length === 0 && values.url === undefined) throw usage('error.measure-nothing', {});
    return recordTraffic(measuring, values.record);
  }
  if (values.logs !== undefined) await logs(measuring, values.logs);
  if (databaseAddress(measuring) !== undefined) await database(measuring);
  if (values.machine === true) measureMachine(measuring);
  return program.length > 0 || values.url !== undefined ? driveApplication(measuring, settings) : 0;
}

async function logs(measuring: Measuring, files: readonly string[]): Promise<void> {
  const { call, inventory } = measuring;
  const part = await readLogs({
    files,
    match: routeMatcher(inventory),
    now: Date.now(),
    onProgress: (lines) => showProgress(call, call.translation.text(message('cli.measure.lines', { lines }))),
  });
  clearProgress(call.terminal);
  const { requests = 0, unmatched = 0, peakRate, rate } = part.traffic ?? {};
  keep(measuring, part, [
    message('cli.measure.logs', { requests, unmatched, routes: Object.keys(part.routes).length }),
    ...(rate === undefined || rate.typical === 0
      ? []
      : [message('cli.measure.rate', { rate: rate.typical, peak: peakRate?.typical ?? rate.high })]),
  ]);
}

async function database(measuring: Measuring): Promise<void> {
  const { call, inventory } = measuring;
  showProgress(call, call.translation.text(message('cli.measure.asking-database')));
  const url = databaseAddress(measuring) ?? '';
  const part = await readDatabase({ url, inventory, now: Date.now() });
  clearProgress(call.terminal);
  const { tables, statements, maxConnections, statistics } = part.database;
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows.typical, 0);
  keep(measuring, part, [
    message('cli.measure.database', {
      tables: Object.keys(tables).length,
      rows,
      connections: maxConnections?.typical ?? 0,
      statements: statements.length,
      scans: statements.filter(({ scans }) => scans.length > 0).length,
    }),
    ...(statistics === true ? [] : [message('cli.measure.no-statistics')]),
  ]);
}
