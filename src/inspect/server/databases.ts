import type { ConnectionPool, Database, Setting } from '../../model/inventory.ts';
import type { Known } from '../../model/knowledge.ts';
import { between, exactly, type Range } from '../../model/range.ts';
import type { Column, Table } from '../../model/schema.ts';
import type { Location, Source } from '../../model/source.ts';
import {
  type DatabaseClient,
  driverOf,
  type Machine,
  poolKnowledge,
  referenceOf,
  tableOf,
  type Value,
} from '../evaluate/index.ts';

/** The database clients that the code creates, each with the pool it gets. */
export function listDatabases(machine: Machine): readonly Database[] {
  return machine.clients.map((client) => ({
    id: client.id,
    engine: driverOf(client.package)?.engine ?? client.id.replace(/-\d+$/, ''),
    host: hostOf(client),
    driver: client.package,
    ...(client.orm === undefined ? {} : { orm: client.orm }),
    at: client.at,
    pool: poolOf(client),
  }));
}

/** Some drivers only talk to one host. */
const HOSTS: Readonly<Record<string, string>> = { '@neondatabase/serverless': 'neon', '@vercel/postgres': 'neon' };

function hostOf(client: DatabaseClient): Setting<string> {
  const value = HOSTS[client.package];
  if (value === undefined)
    return { value: 'unknown', source: { provenance: 'assumed', at: client.at, reason: 'inspect.database-host' } };
  return { value, source: { provenance: 'declared', at: client.at } };
}

function poolOf(client: DatabaseClient): ConnectionPool {
  const driver = poolKnowledge(client);
  const read = (names: readonly string[] | undefined, unit: number): Range | undefined =>
    setting(client.options, names ?? [], unit, client.at);
  const unit = driver?.optionUnit ?? 0.001;
  const acquireTimeout = positive(
    read(driver?.options.acquireTimeout, unit) ?? range(driver?.acquireTimeout, client.at),
  );
  const idleTimeout = positive(read(driver?.options.idleTimeout, unit) ?? range(driver?.idleTimeout, client.at));
  const statementTimeout = positive(read(driver?.options.statementTimeout, unit));
  const size = read(driver?.options.size ?? ['max'], 1) ?? range(driver?.poolSize, client.at) ?? assumedSize(client.at);
  return {
    size: client.pooled ? size : withoutPool(client),
    ...(acquireTimeout === undefined ? {} : { acquireTimeout }),
    ...(idleTimeout === undefined ? {} : { idleTimeout }),
    ...(statementTimeout === undefined ? {} : { statementTimeout }),
  };
}

/** Zero turns a timeout off. */
function positive(range: Range | undefined): Range | undefined {
  return range === undefined || range.typical === 0 ? undefined : range;
}

/** A lone client is one connection; Neon over HTTP is one call per query. */
function withoutPool(client: DatabaseClient): Range {
  return exactly(client.package === '@neondatabase/serverless' ? 0 : 1, {
    provenance: 'declared',
    at: client.at,
    reason: 'inspect.lone-connection',
  });
}

function assumedSize(at: Location): Range {
  return { low: 1, typical: 10, high: 20, source: { provenance: 'assumed', at, reason: 'inspect.pool-size' } };
}

/** An option of the client, in base units. One that depends on the environment spans what it may be; the last alternative is the usual one, the driver's default when it is nothing. */
function setting(options: Value | undefined, names: readonly string[], unit: number, at: Location): Range | undefined {
  if (options?.kind !== 'object') return undefined;
  const given = names.map((name) => fieldAt(options, name));
  if (given.some(isUsuallyAbsent)) return undefined;
  const numbers = given.flatMap(numbersIn).map((number) => number * unit);
  const typical = numbers.at(-1);
  if (typical === undefined) return undefined;
  return between(Math.min(...numbers), typical, Math.max(...numbers), { provenance: 'declared', at });
}

/** `testing ? 1 : undefined`. */
function isUsuallyAbsent(value: Value | undefined): boolean {
  const last = value?.kind === 'union' ? value.of.at(-1) : undefined;
  return last?.kind === 'literal' && last.value === undefined;
}

/** An option by its path: `pool.max`. */
function fieldAt(options: Value | undefined, path: string): Value | undefined {
  let found = options;
  for (const name of path.split('.')) found = found?.kind === 'object' ? found.fields.get(name) : undefined;
  return found;
}

function numbersIn(value: Value | undefined): readonly number[] {
  if (value?.kind === 'union') return value.of.flatMap(numbersIn);
  if (value?.kind !== 'literal' || value.value === null || value.value === '') return [];
  const number = Number(value.value);
  return Number.isFinite(number) && typeof value.value !== 'boolean' ? [number] : [];
}

function range(known: Known | null | undefined, at: Location): Range | undefined {
  if (known === null || known === undefined) return undefined;
  const fact = known.facts[0];
  const source: Source =
    fact === undefined
      ? { provenance: 'assumed', at, reason: known.reason ?? 'inspect.pool-size' }
      : { provenance: 'documented', fact, at };
  return { low: known.low, typical: known.typical, high: known.high, source };
}

/** The tables that the code declares, with the references between them. */
export function listTables(machine: Machine): readonly Table[] {
  return machine.tables.map((table) => ({
    ...tableOf(table),
    columns: [...table.columns.values()].map((model): Column => {
      const references = referenceOf(machine, model);
      return references === undefined ? model.column : { ...model.column, references };
    }),
  }));
}
