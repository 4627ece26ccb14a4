import { requireWhole } from './arguments.ts';
import { requireStation, type StationMetrics } from './station-metrics.ts';

/** M/M/c/K: at most K present, others lost (Gross et al. §2.4). `throughput` counts those served; `lost` is the share refused. */
export function mmck(
  rate: number,
  service: number,
  servers: number,
  most: number,
): StationMetrics & { readonly lost: number; readonly empty: number } {
  requireStation(rate, service, servers);
  requireWhole('most', most, 1);
  let [p, total, present, busy] = [1, 1, 0, 0];
  for (let n = 1; n <= most; n++) {
    p *= (rate * service) / Math.min(n, servers);
    total += p;
    present += n * p;
    busy += Math.min(n, servers) * p;
  }
  const lost = p / total;
  const throughput = rate * (1 - lost);
  const responseTime = present / total / throughput;
  return {
    utilization: busy / total / servers,
    throughput,
    responseTime,
    waitingTime: responseTime - service,
    present: present / total,
    lost,
    empty: 1 / total,
  };
}
