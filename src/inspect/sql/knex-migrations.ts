import { parseSync } from 'oxc-parser';
import { isTooDeep } from '../../model/nesting.ts';
import type { Location } from '../../model/source.ts';
import {
  addColumn,
  addIndex,
  addReference,
  createTable,
  dropTable,
  type Ledger,
  renameTable,
  tableNamed,
} from './ledger.ts';
import { type Node, namesOf, textOf, upOf, walk } from './syntax.ts';

type LedgerTable = ReturnType<typeof tableNamed>;

/** One call of a chain: `table.string('email').notNullable().unique()` is three. */
interface Link {
  readonly name: string;
  readonly args: readonly Node[];
  readonly start: number;
}

/** SQL found inside a migration, with the line before it. */
type ApplySql = (text: string, line: number) => void;

/**
 * Applies what the `up` of a Knex migration does with the schema builder: tables created, altered, renamed and dropped, their columns, keys and
 * indexes; texts given to `raw` go to `applySql`. A file that does not parse, or whose names are computed, changes nothing.
 */
export function applyKnex(ledger: Ledger, text: string, file: string, applySql: ApplySql): void {
  const source = named(text);
  if (isTooDeep(source)) return;
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) return;
  const at = (start: number): Location => ({ file, line: source.slice(0, start).split('\n').length });
  for (const call of [...walk(upOf(program))].filter(isSchemaCall).sort((a, b) => nameStart(a) - nameStart(b)))
    applyCall(ledger, call, at, applySql);
}

/** AdonisJS writes the name of the table in a field of the class, and uses it as `this.tableName`. */
function named(text: string): string {
  const name = /\btableName\s*(?::\s*string\s*)?=\s*(['"][\w.]+['"])/.exec(text)?.[1];
  return name === undefined ? text : text.replaceAll('this.tableName', name);
}

function nameStart(call: Node): number {
  return call.callee.property.start;
}

const TABLE_CALLS = [
  'createTable',
  'createTableIfNotExists',
  'alterTable',
  'table',
  'dropTable',
  'dropTableIfExists',
  'renameTable',
  'raw',
];

/** `knex.schema.createTable(…)`, whatever the builder is called, and what follows it. */
function isSchemaCall(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    TABLE_CALLS.includes(node.callee?.property?.name) &&
    reachesSchema(node.callee.object)
  );
}

function reachesSchema(node: Node): boolean {
  if (node?.type === 'CallExpression') return reachesSchema(node.callee);
  if (node?.type !== 'MemberExpression') return node?.name === 'schema';
  return node.property?.name === 'schema' || reachesSchema(node.object);
}

function applyCall(ledger: Ledger, call: Node, at: (start: number) => Location, applySql: ApplySql): void {
  const name = textOf(call.arguments[0]);
  if (name === undefined) return;
  const place = at(nameStart(call));
  const kind: string = call.callee.property.name;
  if (kind === 'raw') applySql(name, place.line - 1);
  else if (kind.startsWith('drop')) dropTable(ledger, name);
  else if (kind === 'renameTable') renameTable(ledger, name, textOf(call.arguments[1]) ?? name);
  else if (kind.startsWith('create')) describe(createTable(ledger, name, place), call.arguments[1], at);
  else describe(tableNamed(ledger, name, place), call.arguments[1], at);
}

/** Every chain on the builder of the table, in the order written. */
function describe(table: LedgerTable, builder: Node, at: (start: number) => Location): void {
  const parameter = builder?.params?.[0]?.name;
  if (parameter === undefined) return;
  for (const node of walk(builder.body)) {
    if (node.type !== 'ExpressionStatement' && node !== builder.body) continue;
    const links = chainOf(node.type === 'ExpressionStatement' ? node.expression : node, parameter);
    const [first] = links;
    if (first !== undefined) applyChain(table, first, links.slice(1), at(first.start));
  }
}

/** The calls of a chain, from the builder on; empty when it does not start there. */
function chainOf(node: Node, parameter: string): readonly Link[] {
  if (node?.type === 'AwaitExpression') return chainOf(node.argument, parameter);
  if (node?.type !== 'CallExpression' || node.callee?.type !== 'MemberExpression') return [];
  const { object, property } = node.callee;
  const link = { name: property.name, args: node.arguments, start: property.start };
  if (object.type === 'Identifier') return object.name === parameter ? [link] : [];
  const before = chainOf(object, parameter);
  return before.length === 0 ? [] : [...before, link];
}

/** Calls on the builder that declare no column. */
const NO_COLUMN = /^(?:drop|rename|set|comment|engine|charset|collate|inherits|check|queryContext)/;

function applyChain(table: LedgerTable, first: Link, rest: readonly Link[], at: Location): void {
  const names = namesOf(first.args[0]);
  if (['index', 'unique', 'primary'].includes(first.name)) {
    index(table, names, first.name, at);
  } else if (first.name === 'foreign') {
    const references = referencesOf(rest);
    for (const name of names) if (references !== undefined) addReference(table, name, references);
  } else if (first.name === 'timestamps') {
    for (const name of ['created_at', 'updated_at']) addColumn(table, { name, type: 'timestamp', at });
  } else if (!NO_COLUMN.test(first.name)) column(table, first, rest, at);
}

function column(table: LedgerTable, first: Link, rest: readonly Link[], at: Location): void {
  const isCounter = /^(?:big)?increments$/i.test(first.name);
  const name = textOf(first.args[0]) ?? (isCounter ? 'id' : undefined);
  if (name === undefined) return;
  const type = first.name === 'specificType' ? (textOf(first.args[1]) ?? 'text') : first.name;
  const references = referencesOf(rest);
  addColumn(table, { name, type, at, ...(references === undefined ? {} : { references }) });
  if (isCounter) index(table, [name], 'primary', at);
  const asked = rest.filter((link) => ['index', 'unique', 'primary'].includes(link.name));
  for (const link of asked) if (!(isCounter && link.name === 'primary')) index(table, [name], link.name, at);
}

function index(table: LedgerTable, columns: readonly string[], kind: string, at: Location): void {
  const name = `${table.name}_${columns.join('_')}_${kind}`;
  addIndex(table, { name, columns, unique: kind !== 'index', primary: kind === 'primary', at });
}

/** `references('id').inTable('users')`, `references('users.id')`. */
function referencesOf(links: readonly Link[]): { readonly table: string; readonly column: string } | undefined {
  const target = textOf(links.find(({ name }) => name === 'references')?.args[0]);
  if (target === undefined) return undefined;
  const [before = '', after] = target.split('.');
  if (after !== undefined) return { table: before, column: after };
  const table = textOf(links.find(({ name }) => name === 'inTable' || name === 'on')?.args[0]);
  return table === undefined ? undefined : { table, column: before };
}
