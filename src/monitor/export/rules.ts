import type { Limits } from '../limits/limits.ts';
import type { Voice } from '../words/index.ts';

/** One alerting rule for Prometheus. */
export interface AlertRule {
  readonly name: string;
  readonly expression: string;
  /** How long it must hold. */
  readonly hold: string;
  readonly severity: 'watch' | 'act';
  readonly summary: string;
}

const REQUESTS = 'http_server_request_duration_seconds_count';
const BUCKETS = 'http_server_request_duration_seconds_bucket';
const OUTCOMES = 'jauge_http_server_requests_total';

/** The thresholds of the estimate as rules: the monitor's own, for those who have a Prometheus. */
export function alertRules(limits: Limits, voice: Voice): readonly AlertRule[] {
  const { objective, thresholds, scenarios } = limits;
  const errors = (window: string): string =>
    `(sum(rate(${OUTCOMES}{outcome="server_error"}[${window}])) / sum(rate(${OUTCOMES}[${window}])))`;
  const burn = (factor: number, long: string, short: string): string =>
    `${errors(long)} > ${number(factor * objective.errors)} and ${errors(short)} > ${number(factor * objective.errors)}`;
  const p95 = `histogram_quantile(${objective.percentile}, sum by (le) (rate(${BUCKETS}[5m])))`;
  const rate = `sum(rate(${REQUESTS}[5m]))`;
  const named = (key: Parameters<Voice['say']>[0]): string => capital(voice.say(key));
  const both = (
    name: string,
    expression: string,
    threshold: { readonly watch: number; readonly act: number } | undefined,
    summary: string,
  ): readonly AlertRule[] =>
    threshold === undefined
      ? []
      : [
          {
            name: `${name}Watch`,
            expression: `${expression} > ${number(threshold.watch)}`,
            hold: '10m',
            severity: 'watch',
            summary,
          },
          {
            name: `${name}Act`,
            expression: `${expression} > ${number(threshold.act)}`,
            hold: '3m',
            severity: 'act',
            summary,
          },
        ];
  return [
    {
      name: 'JaugeErrorsFast',
      expression: burn(14.4, '1h', '5m'),
      hold: '1m',
      severity: 'act',
      summary: named('resource.errors'),
    },
    {
      name: 'JaugeErrorsSlow',
      expression: burn(6, '6h', '30m'),
      hold: '1m',
      severity: 'watch',
      summary: named('resource.errors'),
    },
    ...both('JaugeResponseTime', p95, thresholds['response-time-p95'], named('resource.response-time')),
    ...both(
      'JaugeEventLoop',
      'max(nodejs_eventloop_utilization_ratio)',
      thresholds['event-loop-utilization'],
      named('resource.event-loop'),
    ),
    ...scenarios.flatMap(({ name, throughput: { typical } }) =>
      both(
        `JaugeCapacity${capital(name)}`,
        rate,
        { watch: typical * 0.5, act: typical * 0.8 },
        voice.say('page.scenario', { scenario: name }),
      ),
    ),
    ...both(
      'JaugeMemory',
      'max(process_memory_usage_bytes / jauge_memory_limit_bytes)',
      { watch: 0.75, act: 0.88 },
      named('resource.memory'),
    ),
    {
      name: 'JaugePool',
      expression:
        'histogram_quantile(0.95, sum by (le, db_client_connection_pool_name) (rate(db_client_connection_wait_time_seconds_bucket[5m]))) > 0.2',
      hold: '2m',
      severity: 'act',
      summary: named('resource.pool'),
    },
  ];
}

/** Two significant digits more than what is known are enough. */
function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
