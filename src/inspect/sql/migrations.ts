import type { Location } from '../../model/source.ts';
import type { Project } from '../project.ts';
import { applyLightly } from './dialects.ts';
import { parseSql } from './engine.ts';
import { applyKnex } from './knex-migrations.ts';
import { type Ledger, newLedger, type SqlTable, tablesIn } from './ledger.ts';
import { applyObjects } from './object-migrations.ts';
import { applyStatement } from './schema.ts';

const DEFINES = /\b(?:create|alter|drop)\b[^;]{0,60}\b(?:table|index)\b/i;
/** Files that undo, fill, or try. */
const OTHERS =
  /(?:^|\/)(?:down|undo|rollback|seeds?|seeders?|tests?|__tests__|fixtures|node_modules|examples?)(?:\/|\.sql$)|[._-](?:down|undo|rollback|seed)\.sql$/i;
/** Seconds are few: files past this many are left. */
const MOST_FILES = 600;

/** Migrations of Knex, and what only such a file holds. */
const BUILDERS = /(?:^|\/)migrations?\/(?:[^/]+\/)?[^/]+\.[cm]?[jt]s$/;
const BUILDS = /\bschema\b[\s\S]*\b(?:createTable|alterTable|table|raw)\b/;

/** Migrations of TypeORM and of Sequelize. */
const OBJECTS = /\bqueryRunner\b|\bqueryInterface\b|\bMigrationInterface\b/;

/** The tables and indexes that the project's SQL files and its migrations in code leave, applied in the order of their names. */
export function readMigrations(project: Project): readonly SqlTable[] {
  const ledger = newLedger();
  const files = project.files.filter((path) => path.endsWith('.sql') && !OTHERS.test(path));
  for (const file of [...files].sort().slice(0, MOST_FILES)) {
    const text = project.read(file) ?? '';
    if (DEFINES.test(text)) applySql(ledger, upwards(text), file, 0);
  }
  const builders = project.files.filter(
    (path) => BUILDERS.test(path) && !OTHERS.test(path) && !/\.(?:test|spec|d)\./.test(path),
  );
  for (const file of [...builders].sort().slice(0, MOST_FILES)) {
    const text = project.read(file) ?? '';
    if (OBJECTS.test(text)) applyObjects(ledger, text, file, (sql, line) => applySql(ledger, sql, file, line));
    else if (BUILDS.test(text)) applyKnex(ledger, text, file, (sql, line) => applySql(ledger, sql, file, line));
  }
  return tablesIn(ledger);
}

/** Files that hold both ways (dbmate, goose, sql-migrate): only what goes up. */
function upwards(text: string): string {
  const down = /^--\s*(?:migrate:down|\+goose down|\+migrate down|@?undo|down migration)\b/im.exec(text);
  return down === null ? text : text.slice(0, down.index);
}

/** Applies the statements of a text: parsed whole when it is PostgreSQL's, one by one otherwise. */
function applySql(ledger: Ledger, text: string, file: string, firstLine: number): void {
  const whole = parseSql(text);
  if (whole !== undefined) {
    const place = placesIn(text, file, firstLine);
    for (const { node, start } of whole) applyStatement(ledger, node, start, place);
    return;
  }
  for (const { statement, line } of splitStatements(text)) {
    if (!DEFINES.test(statement)) continue;
    const parsed = parseSql(statement)?.[0];
    const at: Location = { file, line: line + firstLine };
    if (parsed === undefined) applyLightly(ledger, statement, at);
    else applyStatement(ledger, parsed.node, 0, placesIn(statement, file, line - 1 + firstLine));
  }
}

/** Lines of places given in bytes; the start of a statement is where its first word is. */
function placesIn(text: string, file: string, firstLine: number): (offset: unknown) => Location {
  const bytes = new TextEncoder().encode(text);
  const breaks: number[] = [];
  for (let index = 0; index < bytes.length; index++) if (bytes[index] === 10) breaks.push(index);
  const decoder = new TextDecoder();
  return (offset) => {
    const start = typeof offset === 'number' ? offset : 0;
    const blank =
      /^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(decoder.decode(bytes.subarray(start, start + 4000)))?.[0] ?? '';
    const first = start + new TextEncoder().encode(blank).length;
    return { file, line: firstLine + 1 + countBelow(breaks, first) };
  };
}

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Piece {
  readonly statement: string;
  readonly line: number;
}

/** Statements of any dialect: split at the semicolons outside quotes and bodies of functions, comments left out. */
function splitStatements(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let statement = '';
  let line = 1;
  let start = 1;
  const tokens =
    /--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\.|'')*'|"[^"]*"|`[^`]*`|\$(\w*)\$[\s\S]*?\$\1\$|;|\n|[^\n;'"`$/#-]+|[\s\S]/g;
  for (const [token] of text.matchAll(tokens)) {
    if (token === ';') {
      pieces.push({ statement: statement.trim(), line: start });
      statement = '';
    } else if (!/^(?:--|#|\/\*)/.test(token)) {
      if (statement.trim() === '' && token.trim() !== '') {
        start = line;
        statement = '';
      }
      statement += token;
    }
    line += token.split('\n').length - 1;
  }
  return [...pieces, { statement: statement.trim(), line: start }].filter((piece) => piece.statement !== '');
}
