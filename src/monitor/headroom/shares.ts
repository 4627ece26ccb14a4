import type { Limits, Threshold } from '../limits/limits.ts';
import type { ResourceId, Usage } from './resources.ts';

/**
 * Shares of each resource at which to look, and at which to act, for the alerts and for the page alike; those of a capacity are the report's own.
 * Memory fills by design: a heap grows until it is collected. A pool is full at its best: it is judged by how long callers wait for a connection
 * (seconds at the 95th percentile), the event loop by the limits of the estimate.
 */
export const SHARES: Readonly<Partial<Record<ResourceId, Threshold>>> = {
  capacity: { watch: 0.5, act: 0.8 },
  cpu: { watch: 0.75, act: 0.9 },
  memory: { watch: 0.75, act: 0.88 },
  heap: { watch: 0.75, act: 0.88 },
  database: { watch: 0.7, act: 0.9 },
};

export type Level = 'ok' | 'watch' | 'act';

export const POOL_WAIT: Threshold = { watch: 0.02, act: 0.2 };

/** How full a resource is, by the thresholds of its alert, without the alert's patience. */
export function levelOf({ resource, used, value, wait = 0 }: Usage, limits: Limits): Level {
  if (resource === 'pool') return levelAt(wait, POOL_WAIT);
  if (resource === 'event-loop') return levelAt(value, limits.thresholds['event-loop-utilization']);
  return levelAt(used, SHARES[resource]);
}

/** Where a value stands between two thresholds. */
function levelAt(value: number, threshold: Threshold | undefined): Level {
  if (threshold === undefined || value < threshold.watch) return 'ok';
  return value < threshold.act ? 'watch' : 'act';
}
