import type { MinuteRecord } from '../../../model/minute.ts';
import type { Limits } from '../../limits/limits.ts';
import { type Ended, type MemoryHistory, memoryHistory } from '../memory.ts';
import type { Client, PostgresSource } from './client.ts';
import type { Pending } from './rows.ts';

export interface PostgresOptions {
  readonly source: PostgresSource;
  readonly instance: string;
  readonly limits: Limits;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** Told when the database stops answering (with why) and when it answers again. */
  readonly onAway: (reason: string) => void;
  readonly onBack: (lost: number) => void;
  /** Milliseconds between the end of a minute and the reading of the others': time for them to write it. */
  readonly delay?: number;
}

export interface State {
  /** What every instance did, as far as it is known here. */
  memory: MemoryHistory;
  /** What was counted before the database was first reached: counted again after the past that it keeps. */
  readonly replay: MinuteRecord[];
  client: Client | undefined;
  isReady: boolean;
  isAway: boolean;
  isClosed: boolean;
  lost: number;
  lostSinceAway: number;
  /** To be written. */
  readonly pending: Pending[];
  /** To be counted with the same minutes of the others. */
  readonly waiting: MinuteRecord[];
  readonly ended: Ended[];
  /** Minutes of others already counted. */
  readonly seen: Map<string, number>;
  /** The last minute that was counted. */
  counted: number;
  forgotAt: number;
  timer: NodeJS.Timeout | undefined;
  /** One conversation with the database at a time. */
  turn: Promise<void>;
}

export function newState(limits: Limits): State {
  return {
    memory: memoryHistory(limits),
    replay: [],
    client: undefined,
    isReady: false,
    isAway: false,
    isClosed: false,
    lost: 0,
    lostSinceAway: 0,
    pending: [],
    waiting: [],
    ended: [],
    seen: new Map(),
    counted: 0,
    forgotAt: 0,
    timer: undefined,
    turn: Promise.resolve(),
  };
}

const MOST_REPLAYED = 120;

export function put(state: State, record: MinuteRecord): void {
  state.ended.push(...state.memory.put(record));
  state.counted = Math.max(state.counted, record.start);
  if (state.isReady) return;
  state.replay.push(record);
  if (state.replay.length > MOST_REPLAYED) state.replay.shift();
}

export function keyOf(record: MinuteRecord): string {
  return `${record.instances.join()} ${record.start}`;
}
