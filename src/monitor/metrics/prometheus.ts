import type { Buckets, Labels, Metric } from './metrics.ts';

/** Media type of the text that Prometheus reads. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const SUFFIXES: Readonly<Record<string, string>> = { s: '_seconds', By: '_bytes', '1': '_ratio' };

/** Metrics in the text format of Prometheus; names as the OpenTelemetry collector writes them: dots are underscores, the unit a suffix. */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics.flatMap((metric) => (metric.points.length === 0 ? [] : [family(metric)])).join('');
}

/** The name that Prometheus knows a metric by. */
function prometheusName({ name, unit, kind }: Pick<Metric, 'name' | 'unit' | 'kind'>): string {
  const base = `${plain(name)}${SUFFIXES[unit] ?? ''}`;
  return kind === 'counter' ? `${base}_total` : base;
}

function plain(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9_]/g, '_');
}

function family(metric: Metric): string {
  const name = prometheusName(metric);
  const head = `# HELP ${name} ${metric.description.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${metric.kind}\n`;
  if (metric.kind === 'histogram') {
    return head + metric.points.map(({ labels, value }) => histogram(name, labels, value)).join('');
  }
  return head + metric.points.map(({ labels, value }) => `${name}${written(labels)} ${number(value)}\n`).join('');
}

function histogram(name: string, labels: Labels, { count, sum, bounds, counts }: Buckets): string {
  let below = 0;
  const lines = [...bounds.map(number), '+Inf'].map((le, index) => {
    below += counts[index] ?? 0;
    return `${name}_bucket${written({ ...labels, le })} ${below}\n`;
  });
  return `${lines.join('')}${name}_sum${written(labels)} ${number(sum)}\n${name}_count${written(labels)} ${count}\n`;
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${plain(key)}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function number(value: number): string {
  return Number.isFinite(value) ? String(value) : 'NaN';
}
