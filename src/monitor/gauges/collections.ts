import { PerformanceObserver } from 'node:perf_hooks';
import type { ProcessFigures } from '../../model/minute.ts';
import type { Gauge } from '../recorder.ts';

type Figures = ProcessFigures['collection'];

export interface CollectionsGauge extends Gauge<Figures> {
  /** Call it every second. */
  readonly gather: () => void;
  readonly stop: () => void;
}

/** Seconds of a window, and collections noted in its first one beyond which the others are left alone. */
const WINDOW = 10;
const ENOUGH = 10;

interface Window {
  readonly began: number;
  count: number;
  seconds: number;
  /** Nothing is noted from then on. */
  paused: number | undefined;
}

/**
 * The collector of garbage stops everything while it works. To note a collection makes four kilobytes (of functions, in Node) that survive it
 * and wait for a whole collection, whoever follows them: where they are many, one second in ten is noted and stands for the ten.
 */
export function collectionsGauge(steady: () => number): CollectionsGauge {
  let figures: Figures = { count: 0, seconds: 0, longest: 0 };
  let window = newWindow(steady());
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.count += 1;
      window.seconds += duration / 1000;
      figures = { ...figures, longest: Math.max(figures.longest, duration / 1000) };
    }
  });
  const observe = (): void => observer.observe({ entryTypes: ['gc'] });
  const settle = (): void => {
    const now = steady();
    const scale = scaleOf(window, now);
    figures = {
      ...figures,
      count: figures.count + Math.round(window.count * scale),
      seconds: figures.seconds + window.seconds * scale,
    };
    if (window.paused !== undefined) observe();
    window = newWindow(now);
  };
  observe();

  return {
    gather() {
      const now = steady();
      if (now - window.began >= WINDOW) return settle();
      if (window.paused !== undefined || window.count < ENOUGH) return;
      window.paused = now;
      observer.disconnect();
    },
    read() {
      settle();
      return figures;
    },
    restart() {
      settle();
      figures = { count: 0, seconds: 0, longest: 0 };
    },
    stop: () => observer.disconnect(),
  };
}

function newWindow(began: number): Window {
  return { began, count: 0, seconds: 0, paused: undefined };
}

/** What was noted before the pause stands for the whole window. */
function scaleOf({ began, paused }: Window, now: number): number {
  return paused === undefined || paused <= began ? 1 : (now - began) / (paused - began);
}
