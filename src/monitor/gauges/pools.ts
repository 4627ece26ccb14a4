import type { PoolFigures } from '../../model/minute.ts';
import { readPools } from '../../probe/index.ts';
import type { Gauge } from '../recorder.ts';

type Levels = Omit<PoolFigures, 'wait'>;

export interface PoolsGauge extends Gauge<Readonly<Record<string, Levels>>> {
  /** Reads the levels now, and keeps the highest. */
  readonly look: () => void;
}

/** The levels of the application's pools of connections. */
export function poolsGauge(): PoolsGauge {
  let highest = new Map<string, Levels>();
  const look = (): void => {
    for (const [name, now] of Object.entries(readPools())) {
      const before = highest.get(name);
      highest.set(name, {
        ...now,
        used: Math.max(now.used, before?.used ?? 0),
        waiting: Math.max(now.waiting, before?.waiting ?? 0),
      });
    }
  };
  return {
    look,
    read() {
      look();
      return Object.fromEntries(highest);
    },
    restart() {
      highest = new Map();
    },
  };
}
