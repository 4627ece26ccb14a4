import type { CpuStep } from '../../../model/program.ts';
import type { Location } from '../../../model/source.ts';
import type { HashCheck } from './recording.ts';

/** What the whole project tells of its hashes. */
export interface Hashes {
  /** Rounds of those of passwords, each once: those written in these tables, or all of the project's when none is known to be. */
  readonly roundsIn: (tables: readonly string[]) => readonly number[];
  /** Those that the project makes or holds apart from the server, when the server makes none. */
  readonly elsewhere: () => readonly { readonly rounds: number; readonly at: Location }[];
  /** Whether the hash computed on this line becomes the key of a cipher. */
  readonly isKey: (at: Location) => boolean;
}

type Rounds = Pick<CpuStep, 'rounds' | 'roundsFrom' | 'roundsAt' | 'assumedRounds'>;

/** What a check of a hash costs: as the hashes that it may meet, which the server makes, or else the rest of the project, or else the library. */
export function roundsOf({ tables, assumed }: HashCheck, hashes: Hashes): Rounds {
  const costs = hashes.roundsIn(tables);
  if (costs.length > 0) return among(costs);
  const elsewhere = hashes.elsewhere();
  const told = among(elsewhere.map(({ rounds }) => rounds));
  const dearest = elsewhere.find(({ rounds }) => rounds === told.rounds);
  return dearest === undefined ? { rounds: assumed, assumedRounds: true } : { ...told, roundsAt: dearest.at };
}

/** Rounds of a check that may meet any of these hashes. */
function among(costs: readonly number[]): { readonly rounds: number; readonly roundsFrom?: number } {
  const rounds = Math.max(...costs);
  const roundsFrom = Math.min(...costs);
  return roundsFrom === rounds ? { rounds } : { rounds, roundsFrom };
}
