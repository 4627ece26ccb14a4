import { refuse } from '../faults.ts';
import { erlangC } from './erlang.ts';
import { metrics, requireStation, type StationMetrics } from './station-metrics.ts';

/** M/M/c: Poisson arrivals, exponential services of mean `service` (Gross et al., 4th ed., §2.3). Infinite times when full. */
export function mmc(rate: number, service: number, servers: number): StationMetrics {
  requireStation(rate, service, servers);
  const load = rate * service;
  const waitingTime = load < servers ? (erlangC(load, servers) * service) / (servers - load) : Number.POSITIVE_INFINITY;
  return metrics(rate, load / servers, service, waitingTime);
}

/** M/M/c percentile: the response time a share `p` of the customers does not exceed, by bisection of the exact law (Gross et al. §2.3). */
export function mmcPercentile(rate: number, service: number, servers: number, p: number): number {
  requireStation(rate, service, servers);
  if (!(p > 0 && p < 1)) refuse([{ kind: 'bad-number', subject: 'p', detail: `${p}` }]);
  if (service === 0) return 0;
  if (rate * service >= servers) return Number.POSITIVE_INFINITY;
  const load = rate * service;
  const waits = erlangC(load, servers);
  const [mu, drain] = [1 / service, servers / service - rate];
  const tail = (t: number) => {
    if (Math.abs(drain - mu) < 1e-9 * mu) return Math.exp(-mu * t) * (1 + waits * mu * t);
    return (
      (1 - waits) * Math.exp(-mu * t) + (waits * (drain * Math.exp(-mu * t) - mu * Math.exp(-drain * t))) / (drain - mu)
    );
  };
  let [low, high] = [0, service];
  while (tail(high) > 1 - p) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (tail(middle) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
