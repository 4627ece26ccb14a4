import type { MinuteRecord } from '../../model/minute.ts';
import { addRecords } from '../add.ts';
import { usagesOf } from '../headroom/resources.ts';
import { narrowed } from '../history/pack.ts';
import type { Limits } from '../limits/limits.ts';
import type { OutlookOptions, OutlookSources } from '../options.ts';
import { createSlate } from '../slate.ts';
import { metricsOf } from './metrics.ts';
import { type Origin, otlpBody, otlpPush } from './otlp.ts';

const MOST_ROUTES = 200;

interface Exporter {
  readonly add: (record: MinuteRecord) => void;
  readonly metrics: () => ReturnType<typeof metricsOf>;
}

/** Everything of this process since it started, for systems that want sums that only grow. */
export function createExporter(
  options: OutlookOptions,
  sources: OutlookSources,
  limits: Limits,
  origin: Origin,
): Exporter {
  const { environment, snapshot, now } = sources;
  const endpoint = options.otlp?.endpoint ?? environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
  const headers = options.otlp?.headers ?? headersOf(environment['OTEL_EXPORTER_OTLP_HEADERS']);
  const push = endpoint === undefined || !URL.canParse(endpoint) ? undefined : otlpPush({ endpoint, headers });
  const past = createSlate();
  const metrics = (): ReturnType<typeof metricsOf> => {
    const { current, last } = snapshot();
    const before = past.read();
    const all = before === undefined ? current : addRecords(before, current, 'times');
    // What is a level is the level of now, not the highest since the start.
    const record = {
      ...all,
      pools: levelsOf(all, last ?? current),
      process: { ...all.process, memory: current.process.memory },
    };
    return metricsOf(record, usagesOf(last ?? current, limits), current.total.inFlight);
  };
  return {
    metrics,
    add: (record) => {
      const before = past.read();
      past.write(before === undefined ? record : narrowed(addRecords(before, record, 'times'), MOST_ROUTES));
      push?.send(() => otlpBody(metrics(), origin, now()));
    },
  };
}

function levelsOf(all: MinuteRecord, recent: MinuteRecord): MinuteRecord['pools'] {
  return Object.fromEntries(
    Object.entries(all.pools).map(([name, pool]) => {
      const { used = 0, waiting = 0, idle = 0 } = recent.pools[name] ?? {};
      return [name, { ...pool, used, waiting, idle }];
    }),
  );
}

/** `key=value,key=value`, values encoded as in an address. */
function headersOf(text: string | undefined): Readonly<Record<string, string>> {
  const pairs = (text ?? '').split(',').flatMap((pair) => {
    const [key, ...value] = pair.split('=');
    return key === undefined || value.length === 0 ? [] : [[key.trim(), decoded(value.join('=').trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
