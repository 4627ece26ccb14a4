import type { Location } from '../../../model/source.ts';
import { type Machine, record } from '../machine.ts';
import { rowsOf } from '../program/query-step.ts';
import { DATA, derived, newObject, sourcesOf } from '../values/create.ts';
import { present } from '../values/union.ts';
import type { BuilderValue, ExternalValue, Value } from '../values/values.ts';
import { databaseOf } from './databases.ts';
import { fillPlan, newPlan } from './plans.ts';
import { isHeldByPrisma } from './prisma/client.ts';

/** A statement sent as text to a client: `pool.query('SELECT …', values)`, or the tag of postgres.js. */
export function rawBuilder(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const database = databaseOf(machine, target, at);
  if (database === undefined) return undefined;
  const text = statementOf(args[0]);
  if (/^\s*(begin|start transaction|commit|rollback)\b/i.test(text)) {
    record(machine, { kind: 'boundary', edge: /^\s*(begin|start)/i.test(text) ? 'begin' : 'end', at, database });
    return DATA;
  }
  const read = fillPlan(newPlan(database, 'raw', at), text, sourcesOf(args));
  const plan = isHeld(machine, target, database) ? { ...read, held: true as const } : read;
  const tagged = /^(\(\)|new\(\)|\$queryRaw\w*)$/.test(target.path.at(-1) ?? '');
  const builder: BuilderValue = {
    kind: 'builder',
    at,
    call: () => builder,
    plan: () => ({ ...plan }),
    result: (query) => {
      const rows: Value = {
        kind: 'list',
        element: { kind: 'row', query, table: query.tables[0] ?? '' },
        size: rowsOf(machine.tables, query),
        query,
      };
      return tagged
        ? rows
        : newObject(false, [
            ['rows', rows],
            ['rowCount', derived([rows])],
            ['0', rows],
          ]);
    },
  };
  return builder;
}

/** A connection taken by hand, or the only one of a client that has no pool. */
function isHeld(machine: Machine, target: ExternalValue, database: string): boolean {
  return (
    target.path.includes('connect()') ||
    isHeldByPrisma(target) ||
    machine.clients.some((client) => client.id === database && !client.pooled)
  );
}

export function statementOf(value: Value | undefined): string {
  switch (value?.kind) {
    case 'literal':
      return String(value.value);
    case 'text':
      return value.parts.map((part) => (part.kind === 'literal' ? String(part.value) : ' $0 ')).join('');
    case 'union':
      return statementOf(present(value)[0]);
    case 'condition':
      return value.text ?? '';
    case 'object':
      return statementOf(value.fields.get('text') ?? value.fields.get('sql'));
    default:
      return '';
  }
}
