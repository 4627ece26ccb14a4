import type { Location } from '../../model/source.ts';
import { notesIn, type Recording } from '../evaluate/index.ts';

/** Something that the process keeps between requests, and the routes that look into it or change it. */
export interface Store {
  /** Where it is made. */
  readonly at: Location;
  /** Routes that look a value up by its key. */
  readonly lookups: readonly string[];
  /** Routes that go through all it holds. */
  readonly listings: readonly string[];
  readonly changes: readonly string[];
}

/** Work of requests that is tried again, without end or for long. */
export interface Retry {
  readonly at: Location;
  /** Waits at worst, all together. Absent: there is no end. */
  readonly seconds?: number;
  readonly routes: readonly string[];
}

interface Recorded {
  readonly id: string;
  readonly recording: Recording;
}

/** The stores that requests use, in the order in which they are met. */
export function listStores(recorded: readonly Recorded[]): readonly Store[] {
  const stores = new Map<string, { at: Location; lookup: string[]; listing: string[]; change: string[] }>();
  for (const { id, recording } of recorded)
    for (const note of notesIn(recording).values()) {
      if (note.kind !== 'memory') continue;
      const key = `${note.store.file}:${note.store.line}`;
      const store = stores.get(key) ?? { at: note.store, lookup: [], listing: [], change: [] };
      stores.set(key, store);
      store[note.way].push(id);
    }
  return [...stores.values()].map(({ at, lookup, listing, change }) => ({
    at,
    lookups: lookup,
    listings: listing,
    changes: change,
  }));
}

export function listRetries(recorded: readonly Recorded[]): readonly Retry[] {
  const retries = new Map<string, Retry & { routes: string[] }>();
  for (const { id, recording } of recorded)
    for (const [key, note] of notesIn(recording)) {
      if (note.kind !== 'retry') continue;
      const { kind: _, ...rest } = note;
      const retry = retries.get(key) ?? { ...rest, routes: [] };
      retries.set(key, retry);
      retry.routes.push(id);
    }
  return [...retries.values()];
}
