import type { Location } from '../../../../model/source.ts';
import { callValue } from '../../interpret/calls.ts';
import { awaitValue } from '../../interpret/promises.ts';
import type { Machine } from '../../machine.ts';
import type { Recording } from '../../program/recording.ts';
import { DATA, newArray } from '../../values/create.ts';
import type { ExternalValue, Value } from '../../values/values.ts';
import { registerClient } from '../databases.ts';
import { inTransaction } from '../entities/transactions.ts';
import { prismaRead } from './reads.ts';
import { prismaSchema } from './schema.ts';
import { prismaWrite } from './writes.ts';

export const PRISMA = '@prisma/client';
/** Step of the path of a client that works inside a transaction. */
const HELD = '#held';

/** What a query goes through. */
export interface PrismaDoor {
  readonly machine: Machine;
  readonly database: string;
  readonly held: boolean;
}

/** Whether a specifier names the client that Prisma generates: its package, or the folder the schema says, which is not under version control. */
export function isPrismaClient(machine: Machine, from: string, specifier: string): boolean {
  if (specifier === PRISMA || specifier.startsWith('.prisma/')) return true;
  if (!/prisma|generated|client/i.test(specifier)) return false;
  const { outputs } = prismaSchema(machine);
  if (outputs.length === 0) return false;
  const folder = from.split('/').slice(0, -1);
  const parts = specifier.startsWith('.') ? folder : [];
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part.replace(/\.[jt]s$/, ''));
  }
  const path = parts.join('/');
  return outputs.some((output) => {
    const tail = specifier.startsWith('.') ? output : output.split('/').slice(-2).join('/');
    return specifier.startsWith('.') ? path === output || path.startsWith(`${output}/`) : path.includes(tail);
  });
}

/** `new PrismaClient(options)`: opens the pool. */
export function openPrisma(machine: Machine, target: ExternalValue, args: readonly Value[], at: Location): Value {
  clientOf(machine, args, at);
  return { ...target, package: PRISMA, path: ['PrismaClient', 'new()'], args, at };
}

function clientOf(machine: Machine, args: readonly Value[], at: Location): string {
  const known = machine.clients.find((client) => client.orm === 'prisma');
  if (known !== undefined) return known.id;
  const client = registerClient(machine, PRISMA, args, true, at, prismaSchema(machine).engine);
  client.orm = 'prisma';
  return client.id;
}

/** A call that goes through the client: `user.findMany(…)`, `$transaction(…)`. Undefined for the rest of the package. */
export function callPrisma(
  machine: Machine,
  target: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  const start = target.path.lastIndexOf('new()');
  if (start === -1) return target.path[0] === 'Prisma' ? DATA : undefined;
  const steps = target.path.slice(start + 1).filter((step) => step !== HELD);
  const held = target.path.includes(HELD);
  const door: PrismaDoor = { machine, database: clientOf(machine, [], target.at), held };
  const [first, method] = steps;
  if (first === undefined) return undefined;
  if (first.startsWith('$')) return callClient(door, target, first, args, at);
  const table = prismaSchema(machine).models.get(first);
  if (table === undefined || method === undefined) return undefined;
  const options = args[0];
  return prismaRead(door, table, method, options, at) ?? prismaWrite(door, table, method, options, at);
}

function callClient(
  door: PrismaDoor,
  target: ExternalValue,
  method: string,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  switch (method) {
    case '$transaction':
      return transaction(door, target, args[0], at);
    case '$extends':
    case '$on':
      return { ...target, path: target.path.slice(0, target.path.lastIndexOf('new()') + 1), args: [] };
    case '$connect':
    case '$disconnect':
    case '$use':
      return DATA;
    default:
      return undefined;
  }
}

function transaction(door: PrismaDoor, target: ExternalValue, work: Value | undefined, at: Location): Value {
  const { machine, database, held } = door;
  return inTransaction(machine, database, held, at, () => {
    if (work?.kind === 'array') {
      const results = newArray(work.items.map((item) => awaitValue(machine, item, at)));
      markHeld(machine.recording);
      return results;
    }
    if (work?.kind === 'list') return { ...work, element: awaitValue(machine, work.element, at) };
    const start = target.path.lastIndexOf('new()') + 1;
    const client: ExternalValue = { ...target, path: [...target.path.slice(0, start), HELD], args: [] };
    return work === undefined ? DATA : awaitValue(machine, callValue(machine, work, [client], at), at);
  });
}

/** Queries given to a transaction as a list go through its connection, wherever they were built. */
function markHeld({ entries }: Recording): void {
  for (const [index, entry] of entries.entries())
    if (entry.kind === 'query') entries[index] = { ...entry, plan: { ...entry.plan, held: true } };
}

/** Database that a statement written in SQL goes to, when its tag or its method is the client's. */
export function prismaDatabase(machine: Machine, target: ExternalValue): string | undefined {
  return target.package === PRISMA && /^\$(query|execute)Raw/.test(target.path.at(-1) ?? '')
    ? clientOf(machine, [], target.at)
    : undefined;
}

export function isHeldByPrisma(target: ExternalValue): boolean {
  return target.path.includes(HELD);
}
