import { readFileSync } from 'node:fs';
import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { type Clock, machineClock } from './clock.ts';
import { emptyHistogram, type Histogram, quantile, record } from './histogram.ts';

/** How the generator itself did during a load: whether its figures can be believed. */
export interface Watch {
  /** Delay between the moment a request or a wake-up was due and the moment it happened: 99th percentile, seconds. */
  readonly lag: number;
  readonly worstLag: number;
  /** Of one core, used by this process. */
  readonly cpu: number;
  /** Busy share of this process's event loop. */
  readonly eventLoop: number;
  /** Share of the time in which some process of the machine waited for a processor (Linux pressure stall information). */
  readonly pressure?: number;
  /** Set when the generator was starved: response times would be its own, not the application's. */
  readonly starved?: 'late' | 'busy';
}

/** Seconds. A generator later than this for one request in a hundred adds its own delay to what it measures. */
const LATE = 0.05;
/** Busy share of the event loop from which answers wait to be read. */
const BUSY = 0.95;

interface Reading {
  readonly time: number;
  readonly cpu: number;
  readonly loop: EventLoopUtilization;
  readonly pressure: number | undefined;
}

/** A watch under way. `note` takes every delay of the generator, in seconds. */
export interface Watching {
  readonly note: (lag: number) => void;
  readonly end: () => Watch;
}

/** Begins to watch this process. `late`: seconds of lag from which a run is void. On a clock turned by hand, only lag means something. */
export function startWatch(late: number = LATE, clock: Clock = machineClock): Watching {
  const lags: Histogram = emptyHistogram();
  const from = read();
  return {
    note: (lag) => record(lags, Math.max(0, lag)),
    end: () => between(from, read(), lags, late, clock === machineClock),
  };
}

function between(from: Reading, to: Reading, lags: Histogram, late: number, isReal: boolean): Watch {
  const time = Math.max(1e-3, to.time - from.time);
  const lag = lags.count === 0 ? 0 : quantile(lags, 0.99);
  const eventLoop = performance.eventLoopUtilization(to.loop, from.loop).utilization;
  const pressure =
    from.pressure === undefined || to.pressure === undefined ? undefined : (to.pressure - from.pressure) / time;
  const starved = lag > late ? ('late' as const) : isReal && eventLoop > BUSY ? ('busy' as const) : undefined;
  return {
    lag,
    worstLag: lags.largest,
    cpu: (to.cpu - from.cpu) / time,
    eventLoop,
    ...(pressure === undefined ? {} : { pressure: Math.min(1, pressure) }),
    ...(starved === undefined ? {} : { starved }),
  };
}

function read(): Reading {
  const { user, system } = process.cpuUsage();
  return {
    time: performance.now() / 1000,
    cpu: (user + system) / 1e6,
    loop: performance.eventLoopUtilization(),
    pressure: readPressure(),
  };
}

/** Seconds in which some process waited for a processor, since the machine started; undefined where the system does not say. */
function readPressure(): number | undefined {
  try {
    const total = /^some .*total=(\d+)/m.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1];
    return total === undefined ? undefined : Number(total) / 1e6;
  } catch {
    return undefined;
  }
}
