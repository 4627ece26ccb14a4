/**
 * The monitor, inside the application. In: what the probe observes, the clock and the machine. Out: one record a minute, live values, and who
 * wants to be told. It must not load the parser or the solver, throw into the application, or keep it alive.
 */
import { startIfPreloaded } from './monitor.ts';

export type { MinuteRecord, Snapshot } from '../model/minute.ts';
export { addRecords } from './add.ts';
export { type Monitor, type MonitorOptions, monitor } from './monitor.ts';
export { createRecorder, type Recorder, type RecorderSources } from './recorder.ts';

startIfPreloaded();
