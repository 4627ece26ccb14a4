import { drivers } from '../../../facts/drivers/index.ts';
import { DRIVERS } from '../../../facts/technologies/index.ts';
import type { DriverKnowledge } from '../../../model/knowledge.ts';
import type { Location } from '../../../model/source.ts';
import { askedVersion } from '../../asked-version.ts';
import type { DatabaseClient, Machine } from '../machine.ts';
import { newObject } from '../values/create.ts';
import { present } from '../values/union.ts';
import type { DatabaseValue, ExternalValue, Value } from '../values/values.ts';
import { prismaDatabase } from './prisma/client.ts';

/** The driver that a package is, if it is one. */
export function driverOf(specifier: string): (typeof DRIVERS)[number] | undefined {
  return DRIVERS.find((driver) => driver.package === specifier);
}

/** What is known of the pool behind a client: that of its driver, or the one its mapper opens. Prisma leaves it to an adapter when it is given one. */
export function poolKnowledge({ package: specifier, id, options, major }: DatabaseClient): DriverKnowledge | undefined {
  const engine = id.replace(/-\d+$/, '');
  const adapted = options?.kind === 'object' && options.fields.has('adapter');
  const candidates = drivers.filter(
    (driver) =>
      driver.package === specifier && (driver.package !== '@prisma/client' || adapted === /7/.test(driver.id)),
  );
  const older = candidates.find((driver) => (major ?? Number.POSITIVE_INFINITY) < (driver.before ?? 0));
  if (older !== undefined) return older;
  return (
    driverOf(specifier) ??
    candidates.find((driver) => driver.engine === engine) ??
    candidates.find((driver) => driver.engine === 'any') ??
    candidates[0]
  );
}

/** Remembers a client that the code creates; the same line creates one client. */
export function registerClient(
  machine: Machine,
  specifier: string,
  args: readonly Value[],
  pooled: boolean,
  at: Location,
  talksTo?: string,
): DatabaseClient {
  const known = machine.clients.find((client) => client.at.file === at.file && client.at.line === at.line);
  if (known !== undefined) return known;
  const engine = talksTo ?? driverOf(specifier)?.engine ?? 'unknown';
  const same = machine.clients.filter((client) => client.id.replace(/-\d+$/, '') === engine).length;
  const client: DatabaseClient = {
    id: same === 0 ? engine : `${engine}-${same + 1}`,
    package: specifier,
    at,
    options: args.find((arg) => arg.kind === 'object') ?? args[0],
    pooled,
    major: majorOf(machine, specifier, at),
  };
  machine.clients.push(client);
  return client;
}

/** The major version that the nearest manifest asks for. */
function majorOf({ project }: Machine, specifier: string, { file }: Location): number | undefined {
  const major = /\d+/.exec(askedVersion(project, specifier, file) ?? '')?.[0];
  return major === undefined ? undefined : Number(major);
}

/** Identifier of the database that a client of a driver talks to. */
export function databaseOf(machine: Machine, target: ExternalValue, _at: Location): string | undefined {
  const prisma = prismaDatabase(machine, target);
  if (prisma !== undefined) return prisma;
  if (driverOf(target.package) === undefined) return undefined;
  const client = machine.clients.find((one) => one.at.file === target.at.file && one.at.line === target.at.line);
  return (
    client?.id ?? machine.clients.find((one) => one.package === target.package)?.id ?? driverOf(target.package)?.engine
  );
}

/** `drizzle(client, { schema })`, `drizzle({ client, schema })`, `drizzle(url)`: a database on a client, created here if it was not before. */
export function makeDrizzle(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): DatabaseValue {
  const options = args.find(
    (arg) =>
      arg.kind === 'object' && (arg.fields.has('schema') || arg.fields.has('client') || arg.fields.has('connection')),
  );
  const fields = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  const given = fields.get('client') ?? args[0];
  const external = given === undefined ? undefined : present(given).find((part) => part.kind === 'external');
  const known =
    external?.kind === 'external'
      ? machine.clients.find((one) => one.at.file === external.at.file && one.at.line === external.at.line)
      : undefined;
  const client =
    known ??
    registerClient(machine, driverOfAdapter(target.package), [fields.get('connection') ?? newObject(true)], true, at);
  client.orm = 'drizzle-orm';
  return { kind: 'database', id: client.id, schema: fields.get('schema') };
}

/** Driver behind each entry point of drizzle-orm. */
const ADAPTERS: Readonly<Record<string, string>> = {
  'neon-serverless': '@neondatabase/serverless',
  'neon-http': '@neondatabase/serverless',
  'node-postgres': 'pg',
  'postgres-js': 'postgres',
  mysql2: 'mysql2',
  'better-sqlite3': 'better-sqlite3',
  libsql: '@libsql/client',
  'vercel-postgres': '@vercel/postgres',
};

function driverOfAdapter(specifier: string): string {
  return ADAPTERS[specifier.slice('drizzle-orm/'.length)] ?? specifier;
}
