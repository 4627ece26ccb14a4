import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { MinuteRecord } from '../model/minute.ts';
import { type Clock, type Observer, startProbe, systemClock } from '../probe/index.ts';
import { tellConsumption } from './consumption.ts';
import { followLoop } from './gauges/looks.ts';
import { poolsGauge } from './gauges/pools.ts';
import { processGauge } from './gauges/process.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { readRoutes } from './routes.ts';

export interface CoreOptions {
  /** File that `jauge -o jauge.json` wrote, or its content: `jauge.json` in the folder unless said. */
  readonly estimate?: string | object;
  /** The application's folder: the current one unless said. */
  readonly folder?: string;
  readonly clock?: Clock;
}

/** What observes, counts and closes the minutes. */
export interface Core extends Pick<Recorder, 'consume' | 'onMinute' | 'snapshot'> {
  /** Identifier of this instance. */
  readonly instance: string;
  readonly clock: Clock;
  /** Tells one more observer of every request. */
  readonly observe: (ended: Observer['ended']) => void;
  /** Closes the minute when it is over; the timers do it each second. */
  readonly tick: () => void;
  /** Stops every timer and everything observed; returns the last record, already told. */
  readonly stop: () => MinuteRecord;
}

/** Seconds between two readings of the memory. */
const WEIGHING = 5;

/** Starts to observe this process. Its timers do not keep it alive. */
export function startCore(options: CoreOptions = {}): Core {
  const clock = options.clock ?? systemClock;
  const folder = options.folder ?? process.cwd();
  const instance = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const gauge = processGauge(clock.steady);
  const pools = poolsGauge();
  const others: Observer['ended'][] = [];
  const routes = readRoutes(options.estimate, folder);

  let inFlight: ReturnType<typeof startProbe>['inFlight'] = () => ({ routes: new Map(), oldest: 0 });
  const looks = followLoop(gauge.loop, () => probe.isBusy());
  const recorder = createRecorder({ ...clock, instance, process: gauge, pools, inFlight: () => inFlight() });
  const probe = startProbe(
    {
      ended(request) {
        recorder.ended(request);
        if (request.work !== undefined) tellConsumption(request.work, recorder.consume);
        for (const other of others) other(request);
      },
      worked(route, work) {
        recorder.worked(route, work);
        tellConsumption(work, recorder.consume);
      },
      waited: recorder.waited,
      stirred: looks.stir,
    },
    { folder, clock, ...(routes.length === 0 ? {} : { routes }) },
  );
  inFlight = probe.inFlight;

  const tick = (): void => {
    pools.look();
    probe.flush();
    recorder.tick();
  };
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    gauge.gather();
    looks.second();
    if (seconds % WEIGHING === 0) gauge.weigh();
    tick();
  }, 1000).unref();

  let last: MinuteRecord | undefined;
  return {
    instance,
    clock,
    consume: recorder.consume,
    onMinute: recorder.onMinute,
    snapshot: recorder.snapshot,
    observe: (ended) => void others.push(ended),
    tick,
    stop() {
      if (last !== undefined) return last;
      clearInterval(timer);
      looks.stop();
      probe.flush();
      probe.stop();
      last = recorder.close();
      gauge.stop();
      return last;
    },
  };
}
