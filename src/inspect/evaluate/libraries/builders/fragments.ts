import { readPlain, readSql, type SqlKey, type SqlReading } from '../../../sql/index.ts';
import { asList } from '../../interpret/lists.ts';
import { sourcesOf } from '../../values/create.ts';
import type { BuilderValue, ConditionValue, Value } from '../../values/values.ts';
import { fieldsOf, itemsOf, textOf } from '../entities/options.ts';
import type { Plan } from '../plans.ts';
import type { Draft } from './clauses.ts';

/** The SQL that a value is, when it is put in a query rather than sent: `raw('lower(email)')`, `` sql`lower(email)` ``. */
export function fragmentOf(value: Value | undefined): ConditionValue | undefined {
  if (value?.kind === 'builder') return value.fragment;
  return value?.kind === 'condition' && value.text !== undefined ? value : undefined;
}

/** A query that may also be put in another as a piece of SQL. Calls that change nothing (`as`, `$castTo`) keep the piece. */
export function asFragment(query: BuilderValue, fragment: ConditionValue): BuilderValue {
  const made: BuilderValue = {
    ...query,
    fragment,
    call: (name, args, at) => {
      const next = query.call(name, args, at);
      return next === query ? made : next;
    },
  };
  return made;
}

/** `raw('?? = lower(?)', ['email', value])`: names take the place of `??` and `:name:`, pieces of SQL that of `?`, values none. */
export function rawFragment(args: readonly Value[]): ConditionValue {
  const [text, ...others] = args;
  const named = fieldsOf(others[0]);
  const given = others.flatMap((value) => (value.kind === 'array' ? [...value.items] : [value]));
  const tables: string[] = [];
  let next = 0;
  const piece = (value: Value | undefined): string => {
    tables.push(...tablesOf(value));
    return fragmentOf(value)?.text ?? '$0';
  };
  const filled = (textOf(text) ?? '').replace(
    /'(?:[^']|'')*'|\\\?|\?\??|(?<![:\w]):(\w+):?/g,
    (match: string, name: string | undefined) => {
      if (match.startsWith("'")) return match;
      if (match === '\\?') return '?';
      if (name !== undefined) return match.endsWith(':') ? nameIn(named.get(name)) : piece(named.get(name));
      const value = given[next];
      next += 1;
      return match === '??' ? nameIn(value) : piece(value);
    },
  );
  return { kind: 'condition', equal: [], compared: [], sources: sourcesOf(others), text: filled, tables };
}

function nameIn(value: Value | undefined): string {
  const name = textOf(value);
  return name === undefined ? '"?"' : name.split('.').map(quoted).join('.');
}

function quoted(name: string): string {
  return /^\w+$/.test(name) ? `"${name}"` : name;
}

/** A condition written in SQL. What cannot be read is an unknown filter. */
export function whereSql(draft: Draft, { text = '', sources, tables }: ConditionValue, loose: boolean): Draft {
  const { plan } = draft;
  const reading = conditionIn(draft, text === '' ? '$1' : text);
  const found = [...reading.equal, ...reading.compared];
  return withTables(
    {
      ...draft,
      plan: {
        ...plan,
        equal: loose ? plan.equal : [...plan.equal, ...reading.equal],
        compared: loose ? plan.compared : [...plan.compared, ...reading.compared],
        loose: [...plan.loose, ...(loose ? found : []), ...reading.loose],
        unknownFilter: plan.unknownFilter || (reading.unknownFilter === true && found.length === 0),
        inputs: [...plan.inputs, ...sources],
        ...(reading.listed === undefined ? {} : { listed: { kind: 'exactly', count: reading.listed } as const }),
      },
    },
    [...(reading.tables ?? []), ...(tables ?? [])],
  );
}

/** One column, of the main table, and one value need no parser. */
function conditionIn(draft: Draft, text: string): Condition {
  const owner = /^\s*"?(\w+)"?\s*\./.exec(text)?.[1];
  const own = owner === undefined || owner === draft.alias || owner === draft.plan.tables[0];
  return (own ? readPlain(text) : undefined) ?? readSql(`SELECT 1 FROM ${fromOf(draft)} WHERE ${text}`);
}

type Condition = Pick<SqlReading, 'equal' | 'compared' | 'loose'> & Partial<SqlReading>;

function fromOf({ plan, alias }: Draft): string {
  const [main] = plan.tables;
  return main === undefined ? '"?"' : `"${main}"${alias === '' || alias === main ? '' : ` "${alias}"`}`;
}

/** `where(sql`lower(email)`, '=', value)`: the two sides of a comparison, of which the first is written in SQL. */
export function whereCompared(draft: Draft, left: ConditionValue, args: readonly Value[], loose: boolean): Draft {
  const operator = args.length > 2 ? (textOf(args[1]) ?? '=') : '=';
  const value = args.at(-1);
  const right = fragmentOf(value)?.text ?? (operator.toLowerCase() === 'in' ? '($0)' : '$0');
  const compared: ConditionValue = {
    ...left,
    text: `${left.text ?? ''} ${operator} ${right}`,
    sources: [...left.sources, ...sourcesOf(args.slice(1))],
    tables: [...(left.tables ?? []), ...tablesOf(value)],
  };
  const next = whereSql(draft, compared, loose);
  if (operator.toLowerCase() !== 'in' || value === undefined || value.kind === 'builder') return next;
  return { ...next, plan: { ...next.plan, listed: asList(value).size } };
}

/** Tables that pieces of SQL and subqueries among the values read: `select(raw('(select count(*) from visits …)'))`. */
export function tablesOf(value: Value | undefined): readonly string[] {
  return itemsOf(value).flatMap((item) => {
    const fragment = fragmentOf(item);
    if (fragment === undefined) return item.kind === 'builder' ? item.plan().tables : [];
    return [...(fragment.tables ?? []), ...tablesInSql(fragment.text ?? '')];
  });
}

/** Tables of the subqueries of an expression written in SQL; the parser of PostgreSQL is only asked when there is one. */
function tablesInSql(text: string): readonly string[] {
  return /\bselect\b/i.test(text) ? readSql(`SELECT (${text})`).tables : [];
}

/** Adds tables that are read beside the main one, each once. */
export function withTables(draft: Draft, tables: readonly string[]): Draft {
  const { plan } = draft;
  const added = [...new Set(tables)].filter((name) => name !== '?' && !plan.tables.includes(name));
  return added.length === 0 ? draft : { ...draft, plan: { ...plan, tables: [...plan.tables, ...added] } };
}

/** `left join domains on …`, `users u, domains d`: the tables of a FROM written in SQL. */
export function tablesInFrom(text: string): readonly string[] {
  return readSql(`SELECT 1 FROM ${text}`).tables;
}

/** `created_at desc, id`: the columns that an ORDER BY written in SQL sorts by. */
export function columnsSorted(text: string): readonly SqlKey[] {
  return text.split(/,(?![^(]*\))/).flatMap((piece) => {
    const [, table, name] =
      /^\s*(?:"?(\w+)"?\.)?"?(\w+)"?(?:\s+(?:asc|desc))?(?:\s+nulls\s+(?:first|last))?\s*$/i.exec(piece) ?? [];
    return name === undefined || /^\d+$/.test(name) ? [] : [{ table, name }];
  });
}

/** Those of them that are of the main table. */
export function orderInSql(draft: Draft, text: string): readonly string[] {
  const own = [undefined, draft.alias, draft.plan.tables[0]];
  return columnsSorted(text).flatMap(({ table, name }) => (own.includes(table) ? [name] : []));
}

/** Whether a list of what is selected holds aggregates only: one row comes back. */
export function aggregateIn(values: readonly Value[]): Pick<Plan, 'aggregated' | 'operation'> | undefined {
  const names = values.map(
    (value) => /^\s*(count|sum|avg|min|max)\s*\(/i.exec(fragmentOf(value)?.text ?? '')?.[1]?.toLowerCase() ?? '',
  );
  if (names.length === 0 || names.includes('')) return undefined;
  return { aggregated: true, operation: names.length === 1 && names[0] === 'count' ? 'count' : 'select' };
}
