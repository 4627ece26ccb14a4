/**
 * Reads SQL.
 * Comes in: statements found in code, and the project's SQL files. Goes out: what a statement does, and the tables that migrations leave.
 * Must not send a statement anywhere, or throw on any text.
 */

export type { SqlKey } from './expressions.ts';
export type { SqlTable } from './ledger.ts';
export { readMigrations } from './migrations.ts';
export { readPlain } from './plain.ts';
export type { SqlReading } from './reading.ts';
export { readExpression, readSql } from './statement.ts';
