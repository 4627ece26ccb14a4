/**
 * In: an estimate, or what a monitor has kept. Out: what the command writes of them: a measurement, a dashboard, alerting rules.
 * Must not: observe anything: nothing here runs inside the application.
 */
export { measurementOf } from './calibrate/measurement.ts';
export { readHistory } from './calibrate/read-database.ts';
export { grafanaDashboard } from './export/grafana.ts';
export { prometheusRules } from './export/prometheus-rules.ts';
export { limitsOf } from './limits/read.ts';
export type { HistoryDocument } from './page/document.ts';
