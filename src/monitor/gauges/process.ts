import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { readHost } from '../../host/index.ts';
import type { ProcessFigures } from '../../model/minute.ts';
import type { Gauge } from '../recorder.ts';
import { collectionsGauge } from './collections.ts';
import { type EventLoopGauge, eventLoopGauge } from './event-loop.ts';
import { readThrottling, type Throttling } from './throttling.ts';

export interface ProcessGauge extends Gauge<ProcessFigures> {
  readonly loop: EventLoopGauge;
  /** Limits what is noted of the collections: every second. */
  readonly gather: () => void;
  /** Reads the memory: every few seconds, since it costs 50 µs. */
  readonly weigh: () => void;
  readonly stop: () => void;
}

/** The process and its container. `root` is the folder that holds `proc` and `sys`: `/`, or a copy. */
export function processGauge(steady: () => number, root = '/'): ProcessGauge {
  const { cpuQuota, memoryLimit, processors } = readHost(process.env, root);
  const available = Math.min(cpuQuota ?? processors, processors);
  const eventLoop = eventLoopGauge(steady);
  const collection = collectionsGauge(steady);
  const residentLimit = memoryLimit ?? totalmem();
  let memory = heaviest(undefined, residentLimit);
  let mark = { at: steady(), used: processorSeconds(), throttling: readThrottling(root) };

  return {
    loop: eventLoop,
    gather: collection.gather,
    weigh() {
      memory = heaviest(memory, residentLimit);
    },
    read() {
      memory = heaviest(memory, residentLimit);
      return {
        eventLoop: eventLoop.read(),
        processor: {
          used: processorSeconds() - mark.used,
          available: available * (steady() - mark.at),
          ...since(mark.throttling, readThrottling(root)),
        },
        memory,
        collection: collection.read(),
      };
    },
    restart() {
      eventLoop.restart();
      collection.restart();
      memory = heaviest(undefined, residentLimit);
      mark = { at: steady(), used: processorSeconds(), throttling: readThrottling(root) };
    },
    stop: collection.stop,
  };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function since(
  before: Throttling | undefined,
  now: Throttling | undefined,
): { readonly throttled?: number; readonly throttledPeriods?: number } {
  if (before === undefined || now === undefined) return {};
  return { throttled: now.seconds - before.seconds, throttledPeriods: now.periods - before.periods };
}

function heaviest(before: ProcessFigures['memory'] | undefined, residentLimit: number): ProcessFigures['memory'] {
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    resident: Math.max(before?.resident ?? 0, rss),
    residentLimit,
    heap: Math.max(before?.heap ?? 0, heapUsed),
    heapLimit: getHeapStatistics().heap_size_limit,
    external: Math.max(before?.external ?? 0, external),
  };
}
