import type { QueryStep, Step } from '../model/program.ts';
import { accessPath, type Index, type Table } from '../model/schema.ts';
import type { Project } from './project.ts';
import type { ServerReading } from './server/index.ts';

const CREATE =
  /\bCREATE\s+(UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?("?[\w.]+"?)\s+ON\s+(?:ONLY\s+)?((?:"?\w+"?\.)?"?\w+"?)\s*(?:USING\s+(\w+)\s*)?\(([^;)]*)\)\s*(WHERE\b)?/gi;
const DROP = /\bDROP\s+INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?((?:"?\w+"?\.)?"?\w+"?)/gi;
/** Other kinds of index (`gin`, `gist`…) answer searches in texts and documents, not equalities. */
const ORDERED = /^(?:btree|hash)$/i;

/**
 * Adds the indexes that the project's SQL files create to the tables that its schema declares, and gives the queries that they serve the
 * access path that follows. A partial index counts as a plain one: it is made for the queries whose condition it repeats.
 */
export function withMigrations(project: Project, server: ServerReading): ServerReading {
  const created = indexesCreated(project);
  const changed = new Map<string, Table>();
  for (const table of server.tables) {
    const added = (created.get(table.name.toLowerCase()) ?? []).filter((index) => !isDeclared(table, index));
    if (added.length > 0) changed.set(table.name, { ...table, indexes: [...table.indexes, ...added] });
  }
  if (changed.size === 0) return server;
  const served = (step: Step): Step => mapQueries(step, (query) => withAccess(query, changed));
  return {
    ...server,
    tables: server.tables.map((table) => changed.get(table.name) ?? table),
    routes: server.routes.map((route) => ({ ...route, program: served(route.program) })),
    background: server.background.map((work) => ({ ...work, program: served(work.program) })),
    middleware: server.middleware.map((each) => ({ ...each, program: served(each.program) })),
  };
}

/** Indexes by table, in lower case: those created and not dropped, in the order of the files and of their statements. */
function indexesCreated(project: Project): ReadonlyMap<string, readonly Index[]> {
  const named = new Map<string, { readonly table: string; readonly index: Index }>();
  for (const file of project.files.filter((path) => path.endsWith('.sql'))) {
    for (const { dropped, name, table, index } of statements(project.read(file) ?? '', file)) {
      if (dropped) named.delete(name);
      else if (index !== undefined) named.set(name, { table, index });
    }
  }
  const byTable = new Map<string, Index[]>();
  for (const { table, index } of named.values()) byTable.set(table, [...(byTable.get(table) ?? []), index]);
  return byTable;
}

interface Statement {
  readonly dropped: boolean;
  readonly name: string;
  readonly table: string;
  readonly index?: Index;
}

function statements(sql: string, file: string): readonly Statement[] {
  const text = sql.replace(/--[^\n]*/g, '');
  const found = [...text.matchAll(DROP), ...text.matchAll(CREATE)].sort((one, other) => one.index - other.index);
  let line = 1;
  let read = 0;
  return found.map((match) => {
    line += newLines(text.slice(read, match.index));
    read = match.index;
    const dropped = /^DROP/i.test(match[0]);
    const index = dropped ? undefined : indexOf(match, { file, line });
    const name = plain((dropped ? match[1] : match[2]) ?? '');
    return { dropped, name, table: plain(match[3] ?? ''), ...(index === undefined ? {} : { index }) };
  });
}

function newLines(text: string): number {
  return text.split('\n').length - 1;
}

function indexOf(found: RegExpExecArray, at: Index['at']): Index | undefined {
  const [, unique, , , method, columns = '', partial] = found;
  if (method !== undefined && !ORDERED.test(method)) return undefined;
  const names = columns.split(',').map((column) => /^\s*"?(\w+)"?(?:\s+[\w\s]+)?$/.exec(column)?.[1]);
  const expression = names.indexOf(undefined);
  const leading = (expression === -1 ? names : names.slice(0, expression)).flatMap((name) => name ?? []);
  if (leading.length === 0) return undefined;
  const isWhole = expression === -1 && partial === undefined;
  return { columns: leading, unique: unique !== undefined && isWhole, primary: false, at };
}

/** A name without its schema and quotes. */
function plain(name: string): string {
  return (name.replaceAll('"', '').split('.').at(-1) ?? name).toLowerCase();
}

function isDeclared(table: Table, index: Index): boolean {
  return table.indexes.some((each) => each.unique === index.unique && each.columns.join() === index.columns.join());
}

/** An index found in SQL: what the filter keeps is read, and no longer the whole table. */
function withAccess(query: QueryStep, changed: ReadonlyMap<string, Table>): QueryStep {
  const table = changed.get(query.tables[0] ?? '');
  if (table === undefined || query.access !== 'scan' || accessPath(table, query.filter) === 'scan') return query;
  return {
    ...query,
    access: 'index',
    scanned: { kind: 'matching', table: table.name, columns: [...new Set(query.filter)] },
  };
}

function mapQueries(step: Step, change: (query: QueryStep) => QueryStep): Step {
  switch (step.kind) {
    case 'query':
      return change(step);
    case 'sequence':
    case 'parallel':
      return { ...step, steps: step.steps.map((child) => mapQueries(child, change)) };
    case 'repeat':
    case 'transaction':
    case 'detached':
      return { ...step, body: mapQueries(step.body, change) };
    case 'choice':
      return {
        ...step,
        branches: step.branches.map((branch) => ({ ...branch, body: mapQueries(branch.body, change) })),
      };
    default:
      return step;
  }
}
