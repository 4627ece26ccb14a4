/**
 * A small abstract interpreter of server code.
 * Comes in: the files of a project and its entry point. Goes out: the routers, tables and clients that the modules created, and, for a handler,
 * the program of one request. Must not run the code, need its dependencies, look outside the project, throw on any source, or go on without end.
 */
export { callValue } from './interpret/calls.ts';
export { callFunction } from './interpret/functions.ts';
export { awaitValue } from './interpret/promises.ts';
export { answerFor } from './interpret/strings.ts';
export { respond } from './libraries/answers.ts';
export { driverOf, poolKnowledge } from './libraries/databases.ts';
export { referenceOf } from './libraries/drizzle-schema.ts';
export { hashesOf } from './libraries/hashes.ts';
export { externalsIn } from './libraries/identities.ts';
export { addMigrations } from './libraries/migrations.ts';
export { waitingNext } from './libraries/next.ts';
export { routerOf } from './libraries/routers.ts';
export {
  type Convention,
  type DatabaseClient,
  guarded,
  type Layer,
  type Machine,
  type Question,
  type RequestUnderway,
  type Router,
  record,
  reportUnknown,
  runInto,
  STEPS_PER_REQUEST,
} from './machine.ts';
export { assemble } from './program/assemble.ts';
export type { Hashes } from './program/hash-rounds.ts';
export { notesIn } from './program/notes.ts';
export { tableOf } from './program/query-step.ts';
export { type Entry, emptyRecording, newTask, type Recording, type Task } from './program/recording.ts';
export { startServer } from './start.ts';
export { DATA, native, newObject, opaque } from './values/create.ts';
export { replay, rollBack, type Write, writeKey } from './values/trail.ts';
export type { ObjectValue, Value } from './values/values.ts';
