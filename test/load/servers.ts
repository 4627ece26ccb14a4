import type { Answer, Outgoing, Random } from '../../src/load/index.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Seconds of service of one request. */
export type Service = (random: Random) => number;

/** A queue with so many servers, first come first served: an event loop, a pool of connections, a service that takes so many calls at once. */
export interface Queue {
  readonly servers: number;
  readonly service: Service;
}

export const exponential =
  (mean: number): Service =>
  (random) =>
    random.exponential(mean);
export const constant =
  (seconds: number): Service =>
  () =>
    seconds;

/** A server in virtual time. */
export function serve(clock: VirtualClock, { servers, service }: Queue, random: Random) {
  const free = Array.from({ length: servers }, () => 0);
  return (_: Outgoing): Promise<Answer> =>
    new Promise((resolve) => {
      const at = free.indexOf(Math.min(...free));
      const end = Math.max(clock.now() / 1000, free[at] ?? 0) + service(random);
      free[at] = end;
      clock.at(end * 1000, () => resolve({ status: 200, bytes: 1 }));
    });
}

/** Response time at a percentile, over a long run of the recursion of Kiefer and Wolfowitz. */
function percentileAt(queue: Queue, rate: number, share: number, random: Random, count: number): number {
  const free = Array.from({ length: queue.servers }, () => 0);
  const times = new Float64Array(count);
  let now = 0;
  for (let i = 0; i < count; i++) {
    now += random.exponential(1 / rate);
    let at = 0;
    for (let k = 1; k < free.length; k++) if ((free[k] ?? 0) < (free[at] ?? 0)) at = k;
    const end = Math.max(now, free[at] ?? 0) + queue.service(random);
    free[at] = end;
    times[i] = end - now;
  }
  return times.subarray(count >> 3).sort()[Math.ceil(share * (count - (count >> 3))) - 1] ?? Number.NaN;
}

/** The exact largest rate whose percentile is within the limit, by bisection over long runs with the same draws. */
export function trueCapacity(queue: Queue, limit: number, share: number, draws: () => Random, count = 200_000): number {
  let [low, high] = [0, queue.servers / averageOf(queue.service, draws())];
  for (let i = 0; i < 14; i++) {
    const middle = (low + high) / 2;
    if (percentileAt(queue, middle, share, draws(), count) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

function averageOf(service: Service, random: Random): number {
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += service(random);
  return sum / 20_000;
}
