import type { Location } from '../../model/source.ts';
import {
  addColumn,
  addIndex,
  addReference,
  createTable,
  dropIndex,
  dropTable,
  type Ledger,
  tableNamed,
} from './ledger.ts';
import { readExpression } from './statement.ts';

const NAME = '(?:[`"[]?[\\w$]+[`"\\]]?\\s*\\.\\s*)?[`"[]?([\\w$]+)[`"\\]]?';

const CREATE_TABLE = new RegExp(`^create\\s+(?:temp\\w*\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?${NAME}\\s*\\(`, 'i');
const CREATE_INDEX = new RegExp(
  `^create\\s+(unique\\s+)?(?:\\w+\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?${NAME}\\s+on\\s+${NAME}\\s*(?:using\\s+(\\w+)\\s*)?\\(`,
  'i',
);
const ALTER_TABLE = new RegExp(`^alter\\s+table\\s+${NAME}\\s+`, 'i');
const DROP = new RegExp(`^drop\\s+(index|table)\\s+(?:if\\s+exists\\s+)?${NAME}`, 'i');

/** Applies one statement of MySQL, SQLite, or a PostgreSQL that its parser refuses, as far as its words tell. */
export function applyLightly(ledger: Ledger, text: string, at: Location): void {
  const create = CREATE_TABLE.exec(text);
  if (create?.[1] !== undefined) {
    const table = createTable(ledger, create[1], at);
    for (const item of itemsIn(text, create[0].length)) applyItem(table, item, at);
    return;
  }
  const drop = DROP.exec(text);
  if (drop?.[2] !== undefined) {
    if (/index/i.test(drop[1] ?? '')) dropIndex(ledger, drop[2]);
    else dropTable(ledger, drop[2]);
    return;
  }
  applyIndex(ledger, text, at);
  applyAlter(ledger, text, at);
}

function applyIndex(ledger: Ledger, text: string, at: Location): void {
  const [head, one, name, owner, method] = CREATE_INDEX.exec(text) ?? [];
  if (head === undefined || name === undefined || owner === undefined) return;
  if (method !== undefined && !/^(btree|hash)$/i.test(method)) return;
  const { columns, whole } = columnsIn(itemsIn(text, head.length));
  const condition = /\)\s*where\b([\s\S]*)$/i.exec(text)?.[1];
  const partial = condition === undefined ? undefined : (condition.match(/[A-Za-z_]\w*/g) ?? []).filter(isName);
  const unique = one !== undefined && whole;
  const index = { name, columns, unique, primary: false, ...(partial === undefined ? {} : { partial }), at };
  addIndex(tableNamed(ledger, owner, at), index);
}

/** A word of a condition that is not one of the language. */
function isName(word: string): boolean {
  return !/^(?:and|or|not|is|null|in|true|false|between|like)$/i.test(word);
}

function applyAlter(ledger: Ledger, text: string, at: Location): void {
  const [head, name] = ALTER_TABLE.exec(text) ?? [];
  if (head === undefined || name === undefined) return;
  const table = tableNamed(ledger, name, at);
  for (const item of splitTop(text.slice(head.length)))
    if (/^add\b/i.test(item)) applyItem(table, item.replace(/^add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?/i, ''), at);
}

type LedgerTable = ReturnType<typeof tableNamed>;

const KEY = new RegExp(
  `^(?:constraint\\s+(?:${NAME}\\s+)?)?(primary\\s+key|unique(?:\\s+(?:key|index))?|key|index)\\s*(?:${NAME}\\s*)?(?:using\\s+\\w+\\s*)?\\(`,
  'i',
);
const FOREIGN = new RegExp(
  `foreign\\s+key\\s*(?:${NAME}\\s*)?\\(\\s*${NAME}\\s*\\)\\s*references\\s+${NAME}\\s*\\(\\s*${NAME}`,
  'i',
);
const REFERENCE = new RegExp(`\\breferences\\s+${NAME}(?:\\s*\\(\\s*${NAME})?`, 'i');
const COLUMN = /^[`"[]?([\w$]+)[`"\]]?\s*(\w+)?/;

/** One line of a table: a key, a foreign key, a column. */
function applyItem(table: LedgerTable, item: string, at: Location): void {
  const foreign = FOREIGN.exec(item);
  if (foreign?.[2] !== undefined && foreign[3] !== undefined) {
    addReference(table, foreign[2], { table: foreign[3], column: foreign[4] ?? 'id' });
    return;
  }
  const key = KEY.exec(item);
  if (key !== null) {
    const { columns, whole } = columnsIn(itemsIn(item, key[0].length));
    const primary = /^primary/i.test(key[2] ?? '');
    const unique = whole && /^(primary|unique)/i.test(key[2] ?? '');
    addIndex(table, { name: key[3] ?? key[1] ?? '', columns, unique, primary, at });
    return;
  }
  const column = COLUMN.exec(item);
  if (column?.[1] === undefined || /^(check|constraint|fulltext|spatial|exclude|like|period)$/i.test(column[1])) return;
  const name = column[1];
  addColumn(table, { name, type: (column[2] ?? '').toLowerCase(), at });
  const primary = /\bprimary\s+key\b/i.test(item);
  if (primary || /\bunique\b/i.test(item)) addIndex(table, { name: '', columns: [name], unique: true, primary, at });
  const reference = REFERENCE.exec(item);
  if (reference?.[1] !== undefined) addReference(table, name, { table: reference[1], column: reference[2] ?? 'id' });
}

/** Columns and expressions of an index, up to one that cannot be read. */
function columnsIn(items: readonly string[]): { readonly columns: readonly string[]; readonly whole: boolean } {
  const names = items.map(
    (item) =>
      /^[`"[]?([\w$]+)[`"\]]?(?:\s*\(\d+\))?(?:\s+[\w\s]+)?$/.exec(item)?.[1] ??
      readExpression(item.replace(/\s+(?:asc|desc)$/i, '')),
  );
  const unread = names.indexOf(undefined);
  const kept = unread === -1 ? names : names.slice(0, unread);
  return { columns: kept.flatMap((name) => name ?? []), whole: unread === -1 };
}

/** What is between the parenthesis that opens before `from` and the one that closes it, split at its commas. */
function itemsIn(text: string, from: number): readonly string[] {
  let depth = 1;
  let end = from;
  for (; end < text.length && depth > 0; end++) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
  return splitTop(text.slice(from, depth === 0 ? end - 1 : end));
}

/** Splits at the commas outside parentheses and quotes. */
function splitTop(text: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const [part] of text.matchAll(/'(?:[^']|'')*'|[(),]|[^'(),]+|'/g)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (part === ',' && depth === 0) {
      items.push(item.trim());
      item = '';
    } else item += part;
  }
  return [...items, item.trim()].filter((each) => each !== '');
}
