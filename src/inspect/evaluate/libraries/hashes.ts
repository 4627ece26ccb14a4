import type { Effect, Rounds } from '../../../facts/technologies/index.ts';
import type { Location } from '../../../model/source.ts';
import type { Machine } from '../machine.ts';
import type { Hashes } from '../program/hash-rounds.ts';
import { type HashCheck, inner, type Recording } from '../program/recording.ts';
import type { QueryPlan } from '../values/query.ts';
import type { Opaque, Value } from '../values/values.ts';
import { type HashElsewhere, hashesElsewhere } from './hashes-elsewhere.ts';
import { isKeyAt } from './keys.ts';

/** The result of a password hash, which remembers its line; undefined for any other call. */
export function hashedWith(effect: Effect, at: Location): Opaque | undefined {
  const { rounds } = effect.kind === 'cpu' || effect.kind === 'thread' ? effect : {};
  if (rounds === undefined || rounds.fromHashes === true) return undefined;
  return { kind: 'opaque', origin: 'data', name: '', sources: [at] };
}

/** Remembers a hash and its rounds: the most of those made on one line. */
export function noteHash({ hashRounds }: Machine, at: Location, rounds: number): void {
  const place = placeOf(at);
  hashRounds.set(place, Math.max(rounds, hashRounds.get(place) ?? 0));
}

/** For a check, the tables whose hashes it is given. */
export function checkOf(rounds: Rounds | undefined, args: readonly Value[]): { readonly hashedWith?: HashCheck } {
  if (rounds?.fromHashes !== true) return {};
  return { hashedWith: { tables: [...new Set(args.flatMap(tablesOf))], assumed: rounds.assumed } };
}

/** What the evaluation of the whole project tells of its hashes. */
export function hashesOf(machine: Machine, recordings: readonly Recording[]): Hashes {
  const all = [...new Set(machine.hashRounds.values())];
  const written = all.length > 1 ? roundsWritten(machine, recordings) : undefined;
  let found: readonly HashElsewhere[] | undefined;
  return {
    roundsIn: (tables) => {
      const own = new Set(tables.flatMap((table) => [...(written?.get(table) ?? [])]));
      return own.size > 0 ? [...own] : all;
    },
    elsewhere() {
      if (all.length === 0) found ??= hashesElsewhere(machine.project, new Set(machine.modules.keys()));
      return found ?? [];
    },
    isKey: (at) => isKeyAt(machine, at),
  };
}

/** Rounds of the hashes that flow into each table. */
function roundsWritten({ hashRounds }: Machine, recordings: readonly Recording[]): ReadonlyMap<string, Set<number>> {
  const written = new Map<string, Set<number>>();
  for (const { operation, tables, inputs } of plansIn(recordings)) {
    const table = tables[0];
    if (operation === 'select' || table === undefined) continue;
    const rounds = inputs.flatMap((at) => hashRounds.get(placeOf(at)) ?? []);
    if (rounds.length > 0) written.set(table, new Set([...(written.get(table) ?? []), ...rounds]));
  }
  return written;
}

/** Every query recorded, once. */
function* plansIn(recordings: readonly Recording[]): Generator<QueryPlan> {
  const seen = new Set<Recording>();
  const waiting = [...recordings];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const entry of next.entries) {
      waiting.push(...inner(entry));
      if (entry.kind === 'query') yield entry.plan;
    }
  }
}

function tablesOf(value: Value): readonly string[] {
  switch (value.kind) {
    case 'cell':
    case 'row':
      return value.query.tables.slice(0, 1);
    case 'union':
      return value.of.flatMap(tablesOf);
    default:
      return [];
  }
}

function placeOf({ file, line }: Location): string {
  return `${file}:${line}`;
}
