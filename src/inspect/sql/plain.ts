import type { SqlReading } from './reading.ts';

type Comparison = Pick<SqlReading, 'equal' | 'compared' | 'loose' | 'elsewhere'>;

const NAME = '(?:[a-z_][a-z0-9_]*|"[^"]+")';
const PLAIN = new RegExp(
  `^\\s*(?:${NAME}\\.)?(${NAME})\\s*(=|<>|!=|[<>]=?|\\sis(?:\\s+not)?\\s+null)\\s*(\\$\\d)?\\s*$`,
  'i',
);

/**
 * A condition that compares one column with one value, or with null: read without the parser of PostgreSQL, which takes longer to start than
 * a small project to read. Undefined for any other.
 */
export function readPlain(condition: string): Comparison | undefined {
  const [, written = '', sign = '', value] = PLAIN.exec(condition) ?? [];
  if (written === '' || /null$/i.test(sign) !== (value === undefined)) return undefined;
  const name = written.startsWith('"') ? written.slice(1, -1) : written.toLowerCase();
  return { ...NOTHING, [wayOf(sign)]: [name] };
}

const NOTHING: Comparison = { equal: [], compared: [], loose: [] };

function wayOf(sign: string): keyof Comparison {
  if (sign === '=') return 'equal';
  return /^[<>]=?$/.test(sign) || /^\s*is\s+null$/i.test(sign) ? 'compared' : 'loose';
}
