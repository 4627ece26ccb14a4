import { GCProfiler } from 'node:v8';
import type { ProcessFigures } from '../../model/minute.ts';
import type { Gauge } from '../recorder.ts';

type Figures = ProcessFigures['collection'];

export interface CollectionsGauge extends Gauge<Figures> {
  /** Takes what was noted since: four kilobytes for each collection, so often. */
  readonly gather: () => void;
  readonly stop: () => void;
}

/**
 * The collector of garbage stops everything while it works. Its profiler tells the same as a PerformanceObserver, whose entries make four
 * kilobytes of functions each: they survive the collections that they tell of, and V8 enlarges the young space by what survives.
 */
export function collectionsGauge(): CollectionsGauge {
  const profiler = new GCProfiler();
  let figures: Figures = { count: 0, seconds: 0, longest: 0 };
  profiler.start();

  const gather = (): void => {
    figures = withCosts(
      figures,
      profiler.stop()?.statistics.map(({ cost }) => cost / 1e6),
    );
    profiler.start();
  };

  return {
    gather,
    read: () => {
      gather();
      return figures;
    },
    restart() {
      gather();
      figures = { count: 0, seconds: 0, longest: 0 };
    },
    stop: () => void profiler.stop(),
  };
}

/** Figures after some more collections of so many seconds. */
function withCosts(before: Figures, costs: readonly number[] = []): Figures {
  return {
    count: before.count + costs.length,
    seconds: costs.reduce((sum, cost) => sum + cost, before.seconds),
    longest: Math.max(before.longest, ...costs),
  };
}
