/**
 * The library's public face. In: a project and what its code cannot tell. Out: its estimate, the report of it, and the types of both.
 * It must not: read a terminal or exit.
 */
export { type EstimateOptions, estimate, type Stage } from './estimate.ts';
export type { Language } from './i18n/index.ts';
export { memoryProject, openProject, type Project } from './inspect/index.ts';
export type { Capacity, Ceiling } from './model/capacity.ts';
export { type ErrorCode, JaugeError } from './model/error.ts';
export type { Estimate } from './model/estimate.ts';
export type { Inventory, Route } from './model/inventory.ts';
export type { Measurement } from './model/measurement.ts';
export type { Message } from './model/message.ts';
export type { Step } from './model/program.ts';
export type { Interval, Range } from './model/range.ts';
export type { Settings } from './model/settings.ts';
export type { Location, Provenance, Source } from './model/source.ts';
export type { Remedy, Tier } from './model/tier.ts';
export { type RenderOptions, type ReportFormat, render } from './report/index.ts';
export { type Config, defineConfig, parseMeasurement } from './settings/index.ts';
