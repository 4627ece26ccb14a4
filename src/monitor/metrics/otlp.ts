import type { Labels, Metric } from './metrics.ts';

/** Whom the metrics are about. */
export interface Origin {
  readonly application: string;
  readonly instance: string;
  /** Seconds since 1970. */
  readonly started: number;
}

/**
 * Metrics as the body of an OTLP/HTTP request in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): cumulative since
 * the process started, so that a request that is lost loses nothing.
 */
export function otlpBody(metrics: readonly Metric[], origin: Origin, now: number): unknown {
  const times = { startTimeUnixNano: nanoseconds(origin.started), timeUnixNano: nanoseconds(now) };
  const resource = { 'service.name': origin.application, 'service.instance.id': origin.instance };
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributes(resource) },
        scopeMetrics: [
          {
            scope: { name: 'jauge' },
            metrics: metrics.filter(({ points }) => points.length > 0).map((metric) => written(metric, times)),
          },
        ],
      },
    ],
  };
}

type Times = { readonly startTimeUnixNano: string; readonly timeUnixNano: string };

const CUMULATIVE = 2;

function written(metric: Metric, times: Times): unknown {
  const { name, unit, description } = metric;
  const head = { name, unit, description };
  if (metric.kind === 'histogram') {
    const dataPoints = metric.points.map(({ labels, value }) => ({
      ...times,
      attributes: attributes(labels),
      count: String(value.count),
      sum: value.sum,
      explicitBounds: value.bounds,
      bucketCounts: value.counts.map(String),
    }));
    return { ...head, histogram: { aggregationTemporality: CUMULATIVE, dataPoints } };
  }
  const dataPoints = metric.points.map(({ labels, value }) => ({
    ...times,
    attributes: attributes(labels),
    asDouble: value,
  }));
  if (metric.kind === 'gauge') return { ...head, gauge: { dataPoints } };
  return { ...head, sum: { aggregationTemporality: CUMULATIVE, isMonotonic: true, dataPoints } };
}

function attributes(labels: Labels): unknown {
  return Object.entries(labels).map(([key, value]) => ({ key, value: { stringValue: value } }));
}

/** A number of nanoseconds is beyond what a double holds exactly. */
function nanoseconds(seconds: number): string {
  return `${Math.round(seconds * 1e6)}000`;
}

export interface PushOptions {
  /** Address of the collector, without `/v1/metrics`, as in OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly endpoint: string;
  /** As in OTEL_EXPORTER_OTLP_HEADERS. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeout?: number;
}

export interface Push {
  /** Sends, unless a former request is still under way. */
  readonly send: (body: () => unknown) => void;
  /** Requests that were refused, lost, or not sent because the collector was still busy. */
  readonly failures: () => number;
  readonly settled: () => Promise<void>;
}

const TIMEOUT = 5_000;

/** Pushes to a collector: one request at a time, each within a few seconds, none repeated. */
export function otlpPush({ endpoint, headers = {}, timeout = TIMEOUT }: PushOptions): Push {
  const address = `${endpoint.replace(/\/+$/, '')}/v1/metrics`;
  let running: Promise<void> | undefined;
  let failures = 0;
  const post = async (body: () => unknown): Promise<void> => {
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body()),
        signal: AbortSignal.timeout(timeout),
      });
      await response.body?.cancel();
      if (!response.ok) failures += 1;
    } catch {
      failures += 1;
    }
  };
  return {
    failures: () => failures,
    settled: async () => running,
    send: (body) => {
      if (running !== undefined) {
        failures += 1;
        return;
      }
      running = post(body).finally(() => {
        running = undefined;
      });
    },
  };
}
