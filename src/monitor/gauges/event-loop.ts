import { performance } from 'node:perf_hooks';
import type { ProcessFigures } from '../../model/minute.ts';
import type { Gauge } from '../recorder.ts';

/** Seconds between two looks at the loop. */
const PERIOD = 0.02;
/** Seconds beyond which a turn of the loop holds everybody back. */
const STALL = 0.05;

export interface EventLoopGauge extends Gauge<ProcessFigures['eventLoop']> {
  /** Call it every `LOOK_MS`: it sees by how much it is late. */
  readonly look: () => void;
}

export const LOOK_MS: number = PERIOD * 1000;

/**
 * How busy the loop is. The utilization comes from two absolute readings: a difference of differences, or the reading since the start, is
 * wrong. What is late by L was kept waiting between L and L + one period, so half a period is added.
 */
export function eventLoopGauge(steady: () => number): EventLoopGauge {
  let mark = performance.eventLoopUtilization();
  let stalls = { stalls: 0, blocked: 0, longest: 0 };
  let looked = steady();
  return {
    look() {
      const now = steady();
      const late = now - looked - PERIOD;
      looked = now;
      if (late < STALL) return;
      stalls.stalls += 1;
      stalls.blocked += late + PERIOD / 2;
      stalls.longest = Math.max(stalls.longest, late + PERIOD / 2);
    },
    read() {
      const now = performance.eventLoopUtilization();
      return { active: (now.active - mark.active) / 1000, idle: (now.idle - mark.idle) / 1000, ...stalls };
    },
    restart() {
      mark = performance.eventLoopUtilization();
      stalls = { stalls: 0, blocked: 0, longest: 0 };
    },
  };
}
