import type { Limits } from '../limits/limits.ts';
import { type Voice, voiceOf } from '../words/index.ts';

interface Target {
  readonly expr: string;
  readonly legend?: string;
}

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly targets: readonly Target[];
  readonly limits?: { readonly watch: number; readonly act: number };
  /** `bargauge` for shares of a limit. */
  readonly type?: 'timeseries' | 'bargauge' | 'table';
}

const RATE = 'http_server_request_duration_seconds';

/** A dashboard for Grafana on Prometheus: what the monitor's own page shows, with the limits of the estimate drawn on the curves. */
export function grafanaDashboard(limits: Limits, language: 'fr' | 'en'): string {
  const voice = voiceOf(language);
  const panels = panelsOf(limits, voice);
  return `${JSON.stringify(
    {
      title: `${limits.application} · Jauge`,
      uid: 'jauge',
      tags: ['jauge'],
      schemaVersion: 39,
      editable: true,
      timezone: 'browser',
      refresh: '30s',
      time: { from: 'now-6h', to: 'now' },
      templating: {
        list: [{ name: 'source', type: 'datasource', query: 'prometheus', label: 'Prometheus', hide: 0 }],
      },
      panels: panels.map((panel, index) => written(panel, index)),
    },
    null,
    2,
  )}\n`;
}

function panelsOf({ scenarios, thresholds, objective }: Limits, voice: Voice): readonly Panel[] {
  const capacity = scenarios[0]?.throughput.typical;
  const by = (share: number): string =>
    `histogram_quantile(${share}, sum by (le) (rate(${RATE}_bucket[$__rate_interval])))`;
  const outcome = (name: string): string =>
    `sum(rate(jauge_http_server_requests_total{outcome="${name}"}[$__rate_interval])) * 60`;
  return [
    {
      title: voice.say('page.headroom'),
      unit: 'percentunit',
      type: 'bargauge',
      limits: { watch: 0.5, act: 0.8 },
      targets: [{ expr: 'max by (resource, subject) (jauge_headroom_used_ratio)', legend: '{{resource}} {{subject}}' }],
    },
    {
      title: voice.say('page.chart.rate'),
      unit: 'reqps',
      targets: [{ expr: `sum(rate(${RATE}_count[$__rate_interval]))`, legend: voice.say('page.chart.rate') }],
      ...(capacity === undefined ? {} : { limits: { watch: capacity * 0.5, act: capacity * 0.8 } }),
    },
    {
      title: voice.say('page.chart.p95'),
      unit: 's',
      targets: [
        { expr: by(objective.percentile), legend: voice.say('page.series.p95') },
        { expr: by(0.5), legend: voice.say('page.series.p50') },
      ],
      ...(thresholds['response-time-p95'] === undefined ? {} : { limits: thresholds['response-time-p95'] }),
    },
    {
      title: voice.say('page.chart.errors'),
      unit: 'short',
      targets: [
        { expr: outcome('server_error'), legend: voice.say('page.series.server-errors') },
        { expr: outcome('client_error'), legend: voice.say('page.series.client-errors') },
        { expr: outcome('aborted'), legend: voice.say('page.series.aborted') },
      ],
    },
    {
      title: voice.say('page.chart.loop'),
      unit: 'percentunit',
      targets: [{ expr: 'nodejs_eventloop_utilization_ratio', legend: '{{instance}}' }],
      ...(thresholds['event-loop-utilization'] === undefined ? {} : { limits: thresholds['event-loop-utilization'] }),
    },
    {
      title: voice.say('page.chart.memory'),
      unit: 'bytes',
      targets: [
        { expr: 'process_memory_usage_bytes', legend: '{{instance}}' },
        { expr: 'jauge_memory_limit_bytes', legend: voice.say('page.limit') },
      ],
    },
    {
      title: voice.say('resource.pool'),
      unit: 'short',
      targets: [
        {
          expr: 'sum by (db_client_connection_state) (db_client_connection_count)',
          legend: '{{db_client_connection_state}}',
        },
        { expr: 'sum(db_client_connection_pending_requests)', legend: 'pending' },
      ],
    },
    {
      title: voice.say('page.routes'),
      unit: 's',
      type: 'table',
      targets: [
        {
          expr: `topk(10, histogram_quantile(${objective.percentile}, sum by (le, http_request_method, http_route) (rate(${RATE}_bucket[$__range]))))`,
        },
      ],
    },
  ];
}

const COLUMNS = 2;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 8;

function written({ title, unit, targets, limits, type = 'timeseries' }: Panel, index: number): unknown {
  const datasource = { type: 'prometheus', uid: '$source' };
  const steps = [
    { color: 'green', value: null },
    ...(limits === undefined
      ? []
      : [
          { color: 'orange', value: limits.watch },
          { color: 'red', value: limits.act },
        ]),
  ];
  return {
    id: index + 1,
    title,
    type,
    datasource,
    gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        thresholds: { mode: 'absolute', steps },
        custom: type === 'timeseries' && limits !== undefined ? { thresholdsStyle: { mode: 'dashed' } } : {},
      },
      overrides: [],
    },
    options: type === 'bargauge' ? { orientation: 'horizontal', displayMode: 'basic' } : {},
    targets: targets.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode(65 + at),
      datasource,
      expr,
      ...(legend === undefined ? { instant: true, format: 'table' } : { legendFormat: legend }),
    })),
  };
}
