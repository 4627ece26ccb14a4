import { type Histogram, middleOf } from '../../model/histogram.ts';
import { type MinuteRecord, OTHER_LABELS, type RouteFigures } from '../../model/minute.ts';
import { loopOf, type Usage } from '../headroom/resources.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Buckets {
  readonly count: number;
  readonly sum: number;
  /** Upper bounds, seconds, and the counts between them: one more than bounds. */
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

/** A measure for another monitoring system, under the names of OpenTelemetry's conventions where they have one. */
export type Metric = { readonly name: string; readonly unit: string; readonly description: string } & (
  | {
      readonly kind: 'counter' | 'gauge';
      readonly points: readonly { readonly labels: Labels; readonly value: number }[];
    }
  | { readonly kind: 'histogram'; readonly points: readonly { readonly labels: Labels; readonly value: Buckets }[] }
);

/** Advised bounds of `http.server.request.duration` (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/). */
const HTTP_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Everything since the process started, as metrics. `usages` are those of the last minute. */
export function metricsOf(record: MinuteRecord, usages: readonly Usage[], inFlight: number): readonly Metric[] {
  return [
    ...serverMetrics(record, inFlight),
    ...clientMetrics(record),
    ...poolMetrics(record),
    ...processMetrics(record),
    ...ownMetrics(record, usages),
  ];
}

function serverMetrics(record: MinuteRecord, inFlight: number): readonly Metric[] {
  const routes = Object.entries(record.routes).filter(([, { requests }]) => requests > 0);
  const outcomes = [
    ['succeeded', (figures: RouteFigures) => figures.succeeded],
    ['client_error', (figures: RouteFigures) => figures.clientErrors],
    ['server_error', (figures: RouteFigures) => figures.serverErrors],
    ['aborted', (figures: RouteFigures) => figures.aborted],
  ] as const;
  return [
    {
      name: 'http.server.request.duration',
      unit: 's',
      description: 'Duration of HTTP server requests.',
      kind: 'histogram',
      points: routes.map(([route, { duration }]) => ({
        labels: routeLabels(route),
        value: bucketed(duration, HTTP_BOUNDS),
      })),
    },
    {
      name: 'http.server.active_requests',
      unit: '{request}',
      description: 'Number of active HTTP server requests.',
      kind: 'gauge',
      points: [{ labels: {}, value: inFlight }],
    },
    {
      name: 'jauge.http.server.requests',
      unit: '{request}',
      description: 'HTTP server requests by outcome.',
      kind: 'counter',
      points: routes.flatMap(([route, figures]) =>
        outcomes.map(([outcome, of]) => ({ labels: { ...routeLabels(route), outcome }, value: of(figures) })),
      ),
    },
  ];
}

/** `http.route` is a template, never a path: what matched none has no such label. */
function routeLabels(route: string): Labels {
  if (route === OTHER_LABELS.unmatched || route === OTHER_LABELS.overflow) return { 'http.request.method': '_OTHER' };
  const [method = '', ...rest] = route.split(' ');
  return { 'http.request.method': method, 'http.route': rest.join(' ') };
}

function clientMetrics(record: MinuteRecord): readonly Metric[] {
  const { total, background } = record;
  const whole = (count: number, sum: number): Buckets => ({ count, sum, bounds: [], counts: [count] });
  const hosts = [...new Set([...Object.keys(total.outbound), ...Object.keys(background.outbound)])];
  const of = (host: string, what: 'calls' | 'seconds' | 'errors' | 'throttled'): number =>
    (total.outbound[host]?.[what] ?? 0) + (background.outbound[host]?.[what] ?? 0);
  const calls = total.database.calls + background.database.calls;
  return [
    {
      name: 'http.client.request.duration',
      unit: 's',
      description: 'Duration of HTTP client requests.',
      kind: 'histogram',
      points: hosts.map((host) => ({
        labels: { 'server.address': host },
        value: whole(of(host, 'calls'), of(host, 'seconds')),
      })),
    },
    {
      name: 'jauge.http.client.failures',
      unit: '{request}',
      description: 'HTTP client requests that failed or were refused for their number (429).',
      kind: 'counter',
      points: hosts.flatMap((host) => [
        { labels: { 'server.address': host, 'error.type': 'error' }, value: of(host, 'errors') },
        { labels: { 'server.address': host, 'error.type': '429' }, value: of(host, 'throttled') },
      ]),
    },
    {
      name: 'db.client.operation.duration',
      unit: 's',
      description: 'Duration of database client operations.',
      kind: 'histogram',
      points:
        calls === 0 ? [] : [{ labels: {}, value: whole(calls, total.database.seconds + background.database.seconds) }],
    },
  ];
}

const WAIT_BOUNDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

function poolMetrics({ pools }: MinuteRecord): readonly Metric[] {
  const all = Object.entries(pools);
  const named = (name: string, more: Labels = {}): Labels => ({ 'db.client.connection.pool.name': name, ...more });
  return [
    {
      name: 'db.client.connection.count',
      unit: '{connection}',
      description: 'Connections of the pool by state: the highest reading of used ones.',
      kind: 'gauge',
      points: all.flatMap(([name, { size, used, idle }]) => [
        { labels: named(name, { 'db.client.connection.state': 'used' }), value: used },
        ...(size > 0 ? [{ labels: named(name, { 'db.client.connection.state': 'idle' }), value: idle }] : []),
      ]),
    },
    {
      name: 'db.client.connection.max',
      unit: '{connection}',
      description: 'Most open connections allowed.',
      kind: 'gauge',
      points: all.flatMap(([name, { size }]) => (size > 0 ? [{ labels: named(name), value: size }] : [])),
    },
    {
      name: 'db.client.connection.pending_requests',
      unit: '{request}',
      description: 'Requests that wait for a connection: the highest reading.',
      kind: 'gauge',
      points: all.map(([name, { waiting }]) => ({ labels: named(name), value: waiting })),
    },
    {
      name: 'db.client.connection.wait_time',
      unit: 's',
      description: 'Time to obtain a connection.',
      kind: 'histogram',
      points: all.map(([name, { wait }]) => ({ labels: named(name), value: bucketed(wait, WAIT_BOUNDS) })),
    },
  ];
}

function processMetrics(record: MinuteRecord): readonly Metric[] {
  const { eventLoop, processor, memory, collection } = record.process;
  const single = (
    name: string,
    unit: string,
    kind: 'counter' | 'gauge',
    description: string,
    value: number,
  ): Metric => ({
    name,
    unit,
    description,
    kind,
    points: [{ labels: {}, value }],
  });
  return [
    single('nodejs.eventloop.utilization', '1', 'gauge', 'Busy share of the event loop.', loopOf(record)),
    {
      name: 'nodejs.eventloop.time',
      unit: 's',
      description: 'Time of the event loop by state.',
      kind: 'counter',
      points: [
        { labels: { 'nodejs.eventloop.state': 'active' }, value: eventLoop.active },
        { labels: { 'nodejs.eventloop.state': 'idle' }, value: eventLoop.idle },
      ],
    },
    single('jauge.eventloop.blocked', 's', 'counter', 'Time in turns longer than 50 ms.', eventLoop.blocked),
    single('process.cpu.time', 's', 'counter', 'CPU time used.', processor.used),
    single(
      'jauge.cpu.throttled',
      's',
      'counter',
      'Time for which the control group was held back.',
      processor.throttled ?? 0,
    ),
    single('process.memory.usage', 'By', 'gauge', 'Resident memory.', memory.resident),
    single('jauge.memory.limit', 'By', 'gauge', 'Limit of the resident memory.', memory.residentLimit),
    single('v8js.memory.heap.used', 'By', 'gauge', 'Heap in use.', memory.heap),
    single('v8js.memory.heap.limit', 'By', 'gauge', 'Limit of the heap.', memory.heapLimit),
    single('jauge.gc.time', 's', 'counter', 'Time collecting garbage.', collection.seconds),
  ];
}

function ownMetrics(record: MinuteRecord, usages: readonly Usage[]): readonly Metric[] {
  return [
    {
      name: 'jauge.headroom.used',
      unit: '1',
      description: 'Share used of what a resource takes before the objective is missed, over the last minute.',
      kind: 'gauge',
      points: usages.map(({ resource, subject, used }) => ({
        labels: { resource, ...(subject === undefined ? {} : { subject }) },
        value: used,
      })),
    },
    {
      name: 'jauge.webhook.received',
      unit: '{webhook}',
      description: 'Webhooks received, and of them those that failed.',
      kind: 'counter',
      points: Object.entries(record.webhooks).flatMap(([sender, { received, failed }]) => [
        { labels: { sender, outcome: 'handled' }, value: received - failed },
        { labels: { sender, outcome: 'failed' }, value: failed },
      ]),
    },
    {
      name: 'jauge.consumed',
      unit: '{unit}',
      description: 'Units taken from the allowances of services.',
      kind: 'counter',
      points: Object.entries(record.consumed).flatMap(([service, units]) =>
        Object.entries(units).map(([unit, value]) => ({ labels: { service, unit }, value })),
      ),
    },
  ];
}

/** Our narrow buckets gathered into wider ones; each falls where its middle is. */
function bucketed({ buckets, count, sum }: Histogram, bounds: readonly number[]): Buckets {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0);
  for (let place = 0; place < buckets.length; place += 2) {
    const middle = middleOf(buckets[place] as number);
    const found = bounds.findIndex((bound) => middle <= bound);
    const at = found === -1 ? bounds.length : found;
    counts[at] = (counts[at] ?? 0) + (buckets[place + 1] as number);
  }
  return { count, sum, bounds, counts };
}
