import { addHistograms, bucketOf, EMPTY_HISTOGRAM, type Histogram } from '../../src/model/histogram.ts';
import type { MinuteRecord, RouteFigures } from '../../src/model/minute.ts';
import { NO_REQUESTS } from '../../src/monitor/add.ts';

/** A histogram of so many requests that took so long, seconds. */
export function times(...groups: readonly (readonly [count: number, seconds: number])[]): Histogram {
  return groups
    .filter(([count]) => count > 0)
    .map(([count, seconds]) => ({
      count,
      sum: count * seconds,
      max: seconds,
      buckets: [bucketOf(seconds), count],
    }))
    .reduce(addHistograms, EMPTY_HISTOGRAM);
}

export interface Said {
  readonly start?: number;
  readonly elapsed?: number;
  readonly instance?: string;
  /** Requests by route, each 50 ms long unless said. */
  readonly routes?: Readonly<Record<string, number>>;
  readonly serverErrors?: number;
  readonly slow?: number;
  readonly loop?: number;
  readonly blocked?: number;
  readonly resident?: number;
  readonly more?: Partial<MinuteRecord>;
}

/** A minute of one instance. */
export function minute(said: Said = {}): MinuteRecord {
  const elapsed = said.elapsed ?? 60;
  const routes = Object.entries(said.routes ?? { 'GET /': 60 });
  const requests = routes.reduce((sum, [, count]) => sum + count, 0);
  const serverErrors = said.serverErrors ?? 0;
  const slow = said.slow ?? 0;
  const figures = (count: number, failed: number, late: number): RouteFigures => ({
    ...NO_REQUESTS,
    requests: count,
    succeeded: count - failed,
    serverErrors: failed,
    duration: times([count - late, 0.05], [late, 3]),
  });
  const loop = said.loop ?? 0.1;
  return {
    version: 2,
    instances: [said.instance ?? 'one'],
    start: said.start ?? 0,
    elapsed,
    instanceSeconds: elapsed,
    routes: Object.fromEntries(
      routes.map(([route, count], index) => [
        route,
        figures(count, index === 0 ? serverErrors : 0, index === 0 ? slow : 0),
      ]),
    ),
    total: figures(requests, serverErrors, slow),
    background: { database: NO_REQUESTS.database, outbound: {} },
    process: {
      eventLoop: {
        active: elapsed * loop,
        idle: elapsed * (1 - loop),
        stalls: 0,
        blocked: elapsed * (said.blocked ?? 0),
        longest: 0,
      },
      processor: { used: elapsed * loop, available: elapsed },
      memory: { resident: said.resident ?? 100e6, residentLimit: 512e6, heap: 50e6, heapLimit: 280e6, external: 1e6 },
      collection: { count: 1, seconds: 0.01, longest: 0.01 },
    },
    pools: {},
    consumed: {},
    webhooks: {},
    ...said.more,
  };
}
