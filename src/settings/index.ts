/**
 * In: the text of `jauge.config.{ts,js,json}`, or of a measurement file. Out: Settings or a Measurement, in base units.
 * It must not: run the file, read anything else, or let an unknown key pass.
 */

export { bytesOf } from './bytes.ts';
export { checkSettings } from './check.ts';
export { type Config, defineConfig } from './define-config.ts';
export { SETTINGS_FILES } from './files.ts';
export { parseMeasurement } from './measurement.ts';
export { nearest } from './nearest.ts';
export { parseSettings } from './read.ts';
