import { percentileOf } from '../../model/histogram.ts';
import type { OutboundFigures } from '../../model/minute.ts';
import { heaviestRoutes, loopOf, type Usage, usagesOf } from '../headroom/resources.ts';
import { POOL_WAIT, SHARES } from '../headroom/shares.ts';
import { BURNS, burnOf } from './burn.ts';
import type { Reading, RuleId } from './reading.ts';
import { remedyFor } from './remedy.ts';
import type { Sight } from './sight.ts';
import { tierReading } from './tier.ts';

const FEWEST_CALLS = 10;
const FEWEST_WEBHOOKS = 3;

/** What every rule sees now: one reading for each resource, host, service or sender. */
export function readingsOf(sight: Sight): readonly Reading[] {
  const usages = usagesOf(sight.record, sight.limits);
  return [
    ...usages.flatMap((usage) => resourceReadings(usage, sight)),
    ...loopReadings(sight),
    ...poolReadings(sight),
    ...timeReadings(sight),
    ...burnReadings(sight),
    ...outboundReadings(sight),
    ...quotaReadings(sight),
    ...webhookReadings(sight),
    ...tierReading(sight),
  ];
}

function resourceReadings(usage: Usage, sight: Sight): readonly Reading[] {
  const threshold = SHARES[usage.resource];
  if (threshold === undefined) return [];
  const { limits, record } = sight;
  const rule = usage.resource as RuleId;
  const isMemory = rule === 'memory' || rule === 'heap';
  const station = rule === 'database' ? 'database' : (limits.scenarios[0]?.bottleneck ?? 'event-loop');
  return [
    {
      rule,
      value: usage.used,
      ...threshold,
      params: {
        scenario: usage.scenario ?? '',
        rate: usage.value,
        capacity: usage.limit,
      },
      routes: heaviestRoutes(record, limits, rule === 'database' ? 'database' : 'processor'),
      remedy: isMemory
        ? { key: 'remedy.look-for-a-leak', at: '' }
        : remedyFor(station, limits, 'remedy.follow-the-report'),
    },
  ];
}

function loopReadings({ record, limits }: Sight): readonly Reading[] {
  const { eventLoop, processor } = record.process;
  const share = (seconds: number): number => (record.instanceSeconds > 0 ? seconds / record.instanceSeconds : 0);
  const routes = heaviestRoutes(record, limits, 'processor');
  const remedy = remedyFor('event-loop', limits, 'remedy.look-at-the-route');
  const wholeCore = remedyFor('event-loop', limits, 'remedy.take-a-whole-core');
  const common = { params: {}, routes };
  return [
    { ...common, rule: 'event-loop', value: loopOf(record), ...limits.thresholds['event-loop-utilization'], remedy },
    { ...common, rule: 'blocked', value: share(eventLoop.blocked), watch: 0.15, act: 0.35, remedy },
    { ...common, rule: 'throttling', value: share(processor.throttled ?? 0), watch: 0.05, act: 0.2, remedy: wholeCore },
  ];
}

function poolReadings({ record, limits }: Sight): readonly Reading[] {
  return Object.entries(record.pools).map(([subject, { wait, waiting, size }]) => ({
    rule: 'pool',
    subject,
    value: percentileOf(wait, 0.95) ?? 0,
    ...POOL_WAIT,
    params: { subject, waiting, size },
    routes: heaviestRoutes(record, limits, 'database'),
    remedy: remedyFor('connections', limits, 'remedy.raise-pool-size'),
  }));
}

function timeReadings({ record, limits }: Sight): readonly Reading[] {
  const value = record.total.requests < FEWEST_CALLS ? 0 : (percentileOf(record.total.duration, 0.95) ?? 0);
  return [
    {
      rule: 'response-time',
      value,
      ...limits.thresholds['response-time-p95'],
      params: {},
      routes: heaviestRoutes(record, limits, 'duration'),
      remedy: remedyFor(limits.scenarios[0]?.bottleneck ?? 'event-loop', limits, 'remedy.look-at-the-route'),
    },
  ];
}

function burnReadings({ record, limits, points, now }: Sight): readonly Reading[] {
  const { objective } = limits;
  const speeds = ['fast', 'slow'] as const;
  return speeds.flatMap((speed): readonly Reading[] => {
    const { rate, ...windows } = BURNS[speed];
    const level = speed === 'fast' ? { act: rate } : { watch: rate };
    const errors = burnOf(points, now, windows, objective.errors, (point) => point.serverErrors);
    const slowness = burnOf(points, now, windows, 1 - objective.percentile, (point) => point.slow);
    return [
      {
        rule: `errors-${speed}`,
        value: errors.rate,
        ...level,
        params: { share: errors.share },
        routes: heaviestRoutes(record, limits, 'errors'),
        remedy: { key: 'remedy.look-at-the-log', at: '' },
      },
      {
        rule: `slowness-${speed}`,
        value: slowness.rate,
        // A budget of 5 % cannot be spent more than 20 times too fast: half of the requests slow is already the whole alarm.
        ...scaledTo(level, 0.5 / (1 - objective.percentile)),
        params: { share: slowness.share, objective: objective.responseTime },
        routes: heaviestRoutes(record, limits, 'duration'),
        remedy: remedyFor(limits.scenarios[0]?.bottleneck ?? 'event-loop', limits, 'remedy.look-at-the-route'),
      },
    ];
  });
}

function scaledTo<T extends Readonly<Record<string, number>>>(level: T, most: number): T {
  return Object.fromEntries(Object.entries(level).map(([name, value]) => [name, Math.min(value, most)])) as T;
}

function outboundReadings({ record, limits }: Sight): readonly Reading[] {
  const hosts = new Set([...Object.keys(record.total.outbound), ...Object.keys(record.background.outbound)]);
  return [...hosts].flatMap((subject): readonly Reading[] => {
    const both = [record.total.outbound[subject], record.background.outbound[subject]].filter(
      (figures): figures is OutboundFigures => figures !== undefined,
    );
    const sum = (of: keyof OutboundFigures): number => both.reduce((total, figures) => total + figures[of], 0);
    const calls = sum('calls');
    const routes = callersOf(record.routes, subject);
    const common = { subject, params: { subject }, routes };
    return [
      {
        ...common,
        rule: 'refused',
        value: sum('throttled'),
        watch: 1,
        act: Math.max(5, calls * 0.1),
        remedy: remedyFor(`service:${subject}`, limits, 'remedy.slow-the-calls'),
      },
      {
        ...common,
        rule: 'unanswered',
        value: calls < FEWEST_CALLS ? 0 : sum('errors') / calls,
        watch: 0.1,
        act: 0.3,
        remedy: { key: 'remedy.bound-the-calls', at: '' },
      },
    ];
  });
}

function callersOf(routes: Sight['record']['routes'], host: string): Reading['routes'] {
  const callers = Object.entries(routes)
    .map(([route, { outbound }]) => ({ route, calls: outbound[host]?.calls ?? 0 }))
    .filter(({ calls }) => calls > 0)
    .sort((one, other) => other.calls - one.calls);
  const total = callers.reduce((sum, { calls }) => sum + calls, 0);
  return callers.slice(0, 3).map(({ route, calls }) => ({ route, share: calls / total }));
}

function quotaReadings({ consumed, limits }: Sight): readonly Reading[] {
  return limits.allowances.map(({ service, unit, amount, period }) => ({
    rule: 'quota',
    subject: service,
    value: (consumed[period][service]?.[unit] ?? 0) / amount,
    watch: 0.7,
    act: 0.9,
    params: { subject: service },
    routes: [],
    remedy: remedyFor(`service:${service}`, limits, 'remedy.change-plan'),
  }));
}

function webhookReadings({ record }: Sight): readonly Reading[] {
  return Object.entries(record.webhooks).flatMap(([subject, { received, failed, lag }]): readonly Reading[] => {
    const common = { subject, params: { subject }, routes: [] };
    return [
      {
        ...common,
        rule: 'webhook-lag',
        value: percentileOf(lag, 0.5) ?? 0,
        watch: 30,
        act: 300,
        remedy: { key: 'remedy.hasten-the-webhook', at: '' },
      },
      {
        ...common,
        rule: 'webhook-failures',
        value: received < FEWEST_WEBHOOKS ? 0 : failed / received,
        watch: 0.1,
        act: 0.3,
        remedy: { key: 'remedy.look-at-the-log', at: '' },
      },
    ];
  });
}
