import { estimate } from '../../estimate.ts';
import { readHost } from '../../host/index.ts';
import { grafanaDashboard, limitsOf, prometheusRules } from '../../monitor/tools.ts';
import type { Call } from './command.ts';
import { openedProject, type PROJECT_OPTIONS } from './project.ts';

const WRITERS = { grafana: grafanaDashboard, prometheus: prometheusRules } as const;

export type MonitoringFile = keyof typeof WRITERS;

/** Files for those who have a monitoring system: a dashboard, alerting rules. */
export const MONITORING_FILES = Object.keys(WRITERS) as readonly MonitoringFile[];

export function isMonitoringFile(word: string | undefined): word is MonitoringFile {
  return word !== undefined && Object.hasOwn(WRITERS, word);
}

/** One of them, with the thresholds of the estimate of the project. */
export async function monitoringFile(
  kind: MonitoringFile,
  call: Call<typeof PROJECT_OPTIONS>,
  folders: readonly string[],
): Promise<string> {
  const { project, settings, settingsFile } = await openedProject(call, {}, folders);
  const limits = limitsOf(estimate(project, { settings, host: readHost(), version: call.version, settingsFile }));
  if ('reason' in limits) throw new Error(limits.reason);
  return WRITERS[kind](limits, call.language);
}
