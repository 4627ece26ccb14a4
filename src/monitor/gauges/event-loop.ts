import { performance } from 'node:perf_hooks';
import type { ProcessFigures } from '../../model/minute.ts';
import type { Gauge } from '../recorder.ts';

/** Seconds between two looks at the loop. */
const PERIOD = 0.02;
/** Seconds beyond which a turn of the loop holds everybody back. */
const STALL = 0.05;

export interface EventLoopGauge extends Gauge<ProcessFigures['eventLoop']> {
  /** The first of a series of looks: what was before it is not judged. */
  readonly begin: () => void;
  /** Call it every `LOOK_MS`: it sees by how much it is late. */
  readonly look: () => void;
  /** Call it once a second where nobody looks: says whether the loop worked enough to be looked at. */
  readonly glance: () => boolean;
}

export const LOOK_MS: number = PERIOD * 1000;
const SECOND = 1;

/**
 * How busy the loop is. The utilization comes from two absolute readings: a difference of differences, or the reading since the start, is
 * wrong. What is late by L was kept waiting between L and L + one period, so half a period is added; a glance that is late was kept waiting by
 * work of no request, which is all that was done since the one before.
 */
export function eventLoopGauge(steady: () => number): EventLoopGauge {
  let mark = performance.eventLoopUtilization();
  let stalls = { stalls: 0, blocked: 0, longest: 0 };
  let looked = steady();
  let glanced = { at: looked, active: mark.active };
  const held = (seconds: number): void => {
    stalls.stalls += 1;
    stalls.blocked += seconds;
    stalls.longest = Math.max(stalls.longest, seconds);
  };
  return {
    begin() {
      looked = steady();
    },
    look() {
      const now = steady();
      const late = now - looked - PERIOD;
      looked = now;
      if (late >= STALL) held(late + PERIOD / 2);
    },
    glance() {
      const before = glanced;
      glanced = { at: steady(), active: performance.eventLoopUtilization().active };
      const active = (glanced.active - before.active) / 1000;
      const isAlone = looked <= before.at;
      if (isAlone && glanced.at - before.at - SECOND >= STALL && active >= STALL) held(active);
      return active >= STALL;
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
