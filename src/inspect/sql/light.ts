import type { QueryOperation } from '../../model/program.ts';
import { isGrouped, type SqlReading } from './reading.ts';

const NAME = '(?:"[^"]+"|`[^`]+`|[\\w$]+)(?:\\s*\\.\\s*(?:"[^"]+"|`[^`]+`|[\\w$]+))*';

/** A light reading of the FROM, WHERE, ORDER BY and LIMIT of one statement, in any dialect. `?`, `$1` and `{…}` stand for values. */
export function readLightly(statement: string): SqlReading {
  const text = statement
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (match) => (match.startsWith("'") ? "''" : ' '))
    .replace(/\s+/g, ' ')
    .trim();
  const verb = (/^\s*(?:with\b.*?\)\s*)?(select|insert|update|delete)\b/i.exec(text)?.[1] ?? '').toLowerCase();
  const tables = tablesOf(text, verb);
  const where = clause(text, 'where', /\b(?:group by|order by|limit|offset|returning|for update|on conflict)\b/i);
  const filter = readFilter(where, tables, text);
  const limit = /\blimit\s+(\d+)/i.exec(text)?.[1];
  const list = /^select\s+(.*?)\s+from\b/i.exec(text)?.[1] ?? '';
  const aggregated = /\b(count|sum|avg|min|max)\s*\(/i.test(list) && !/\bgroup by\b/i.test(text);
  return {
    operation: operationOf(verb, list, aggregated),
    tables,
    ...filter,
    order: splitColumns(clause(text, 'order by', /\b(?:limit|offset|returning|for update)\b/i)),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    limited: /\blimit\b/i.test(text),
    aggregated,
    grouped: isGrouped(splitColumns(clause(text, 'group by', /\b(?:having|order by|limit|offset)\b/i))),
    returns: verb === 'select' || /\breturning\b/i.test(text),
    unknownFilter: tables.length === 0 || filter.unknownFilter,
  };
}

function operationOf(verb: string, list: string, aggregated: boolean): QueryOperation {
  if (verb === 'select') return aggregated && /^\s*count\s*\(/i.test(list) ? 'count' : 'select';
  return verb === 'insert' || verb === 'update' || verb === 'delete' ? verb : 'raw';
}

function clean(name: string): string {
  return (name.split('.').at(-1) ?? name).replace(/["`\s]/g, '');
}

function tablesOf(text: string, verb: string): string[] {
  const main = new RegExp(
    verb === 'insert'
      ? `into\\s+(${NAME})`
      : verb === 'update'
        ? `update\\s+(?:only\\s+)?(${NAME})`
        : `from\\s+(${NAME})`,
    'i',
  ).exec(text)?.[1];
  const found = main === undefined ? [] : [clean(main)];
  for (const match of text.matchAll(new RegExp(`\\b(?:join|from)\\s+(${NAME})`, 'gi')))
    if (match[1] !== undefined) found.push(clean(match[1]));
  return [...new Set(found)].filter((name) => !/^(select|lateral|unnest|where|from|set|values)$/i.test(name));
}

function clause(text: string, keyword: string, end: RegExp): string {
  const start = new RegExp(`\\b${keyword}\\b`, 'i').exec(text);
  if (start === null) return '';
  const rest = text.slice(start.index + start[0].length);
  const stop = end.exec(rest);
  return (stop === null ? rest : rest.slice(0, stop.index)).trim();
}

type Filter = Pick<SqlReading, 'equal' | 'compared' | 'loose' | 'unknownFilter'>;

const COMPARISON = new RegExp(
  `(?:lower\\(|upper\\()?(${NAME})\\)?\\s*(=|<>|!=|<=|>=|<|>|\\bin\\b|\\blike\\b|\\bilike\\b|\\bis not\\b|\\bis\\b|\\bbetween\\b|\\bnot\\b)\\s*`,
  'gi',
);

function readFilter(where: string, tables: readonly string[], text: string): Filter {
  const equal = new Set<string>();
  const compared = new Set<string>();
  const loose = new Set<string>();
  const aliases = aliasesOf(text, tables[0]);
  const alternatives = /\bor\b/i.test(where);
  for (const match of where.matchAll(COMPARISON)) {
    const name = match[1] ?? '';
    if (/^(\d.*|and|or|not|null|true|false|exists)$/i.test(name)) continue;
    const prefix = name.includes('.') ? clean(name.slice(0, name.lastIndexOf('.'))) : undefined;
    if (prefix !== undefined && !aliases.has(prefix)) continue;
    setOf(match[2] ?? '', match[0], alternatives, { equal, compared, loose }).add(clean(name));
  }
  const unknownFilter = where !== '' && equal.size + compared.size + loose.size === 0;
  return { equal: [...equal], compared: [...compared], loose: [...loose], unknownFilter };
}

interface Sets {
  readonly equal: Set<string>;
  readonly compared: Set<string>;
  readonly loose: Set<string>;
}

function setOf(operator: string, whole: string, alternatives: boolean, sets: Sets): Set<string> {
  if (alternatives || /^(<>|!=|like|ilike|not|is not)$/i.test(operator) || whole.includes('(')) return sets.loose;
  return operator === '=' ? sets.equal : sets.compared;
}

function aliasesOf(text: string, main: string | undefined): ReadonlySet<string> {
  if (main === undefined) return new Set();
  const alias = new RegExp(
    `(?:from|update|into)\\s+(?:[\\w"\`]+\\.)?["\`]?${main.replace(/\W/g, '')}["\`]?\\s+(?:as\\s+)?(\\w+)`,
    'i',
  ).exec(text)?.[1];
  return new Set([
    main,
    ...(alias === undefined || /^(where|join|left|inner|set|order|limit|group|on|right)$/i.test(alias) ? [] : [alias]),
  ]);
}

function splitColumns(text: string): string[] {
  return text === ''
    ? []
    : text
        .split(',')
        .map((part) => clean(part.trim().split(' ')[0] ?? ''))
        .filter((name) => name !== '');
}
