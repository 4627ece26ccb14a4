import type { BodyField, BodyShape } from '../../model/body.ts';
import { chainOf, propertiesOf, valuesIn } from './literals.ts';
import type { Reading } from './narrow.ts';
import type { Node, SourceFile, Sources } from './source.ts';

const ABSENT = new Set([
  'default',
  'defaultNow',
  'defaultRandom',
  '$default',
  '$defaultFn',
  '$onUpdate',
  '$onUpdateFn',
  'generatedAlwaysAsIdentity',
  'generatedByDefaultAsIdentity',
]);
const STRING: BodyShape = { kind: 'string' };
const WHOLE: BodyShape = { kind: 'number', integer: true };
const REAL: BodyShape = { kind: 'number', integer: false };
const TYPES: Readonly<Record<string, BodyShape>> = {
  text: STRING,
  varchar: STRING,
  char: STRING,
  numeric: STRING,
  decimal: STRING,
  uuid: { kind: 'string', format: 'uuid' },
  integer: WHOLE,
  int: WHOLE,
  smallint: WHOLE,
  bigint: WHOLE,
  serial: WHOLE,
  real: REAL,
  doublePrecision: REAL,
  double: REAL,
  boolean: { kind: 'boolean' },
  timestamp: { kind: 'string', format: 'date-time' },
  datetime: { kind: 'string', format: 'date-time' },
  date: { kind: 'string', format: 'date' },
};

/** `createInsertSchema(table, { field: … })`: a field for each column, absent when the database fills it. */
export function drizzleTable(
  [table, refined]: readonly Node[],
  file: SourceFile,
  sources: Sources,
  read: (node: Node) => Reading | undefined,
): Reading | undefined {
  const named = table?.type === 'Identifier' ? sources.find(table.name, file) : undefined;
  if (named === undefined || 'package' in named) return undefined;
  const columns = propertiesOf(chainOf(named.node)?.links[0]?.words?.[1] ?? named.node?.arguments?.[1]);
  const own = propertiesOf(refined);
  const fields = [...columns].flatMap(([name, node]): readonly BodyField[] => {
    const column = columnOf(name, node, named.file, sources);
    const other = own.has(name) ? read(own.get(name)) : undefined;
    if (other !== undefined) return [{ name, ...other }];
    return column === undefined ? [] : [column];
  });
  return fields.length === 0 ? undefined : { shape: { kind: 'object', fields }, optional: false };
}

function columnOf(name: string, node: Node, file: SourceFile, sources: Sources): BodyField | undefined {
  const chain = chainOf(node);
  if (chain === undefined) return undefined;
  const names = chain.links.map((link) => link.name);
  const isList = names.includes('array');
  const shape = TYPES[chain.head] ?? enumOf(chain.head, file, sources) ?? { kind: 'anything' as const };
  const filled = names.some((each) => ABSENT.has(each)) || /serial/i.test(chain.head);
  return {
    name,
    shape: isList ? { kind: 'array', of: shape, least: 0 } : shape,
    optional: filled || !(names.includes('notNull') || names.includes('primaryKey')),
  };
}

/** `const status = pgEnum('status', […])`, then `status('status')`. */
function enumOf(head: string, file: SourceFile, sources: Sources): BodyShape | undefined {
  const made = sources.find(head, file);
  const values = made !== undefined && 'node' in made ? valuesIn(made.node?.arguments?.[1]) : undefined;
  return values === undefined ? undefined : { kind: 'one-of', values };
}
