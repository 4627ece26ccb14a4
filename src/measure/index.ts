/**
 * Measuring. In: access logs, a database's address, or an application to drive, and the inventory whose routes name everything. Out: parts of a
 * `Measurement`. It must not print, exit, keep an address or a value of a request, nor write to anything but what it is told to drive.
 */
export { readDatabase } from './database/read.ts';
export { openAccounts } from './drive/accounts.ts';
export { type Driven, drive } from './drive/drive.ts';
export { environmentFiles } from './drive/secrets.ts';
export { smoke } from './drive/smoke.ts';
export { openTarget } from './drive/target.ts';
export { openWatched, type Watched } from './drive/watched.ts';
export { readLogs } from './logs/read.ts';
export { describeMachine } from './machine.ts';
export { routeMatcher } from './matcher.ts';
export { merged, type Part } from './merge.ts';
export { draftOf } from './requests/draft.ts';
export { type Pools, poolsFromAnswers, poolsFromDatabase } from './requests/fill.ts';
export { readRequests } from './requests/read.ts';
export { startRecorder } from './requests/record.ts';
export { endsSession, readsFirst } from './requests/session.ts';
export { measureSpeed } from './speed/probe.ts';
