import { refuse } from '../faults.ts';
import { requireAmount, requireServers, requireWhole } from './arguments.ts';
import { erlangC } from './erlang.ts';

/** Steady state of one station. */
export interface StationMetrics {
  readonly utilization: number;
  readonly throughput: number;
  readonly responseTime: number;
  readonly waitingTime: number;
  /** Mean number present, in service included. */
  readonly present: number;
}

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

/** M/G/1, first come first served (Pollaczek–Khinchine; Kleinrock I, §5.7): W = λE[S²] / 2(1 − ρ). `scv` is the service's squared coefficient of variation. */
export function mg1(rate: number, service: number, scv: number): StationMetrics {
  requireStation(rate, service, 1);
  requireAmount('scv', scv);
  const load = rate * service;
  const waitingTime = load < 1 ? (rate * service ** 2 * (1 + scv)) / (2 * (1 - load)) : Number.POSITIVE_INFINITY;
  return metrics(rate, load, service, waitingTime);
}

/** M/G/1 processor sharing: R = S/(1 − ρ) whatever the law (Kleinrock II, §4.4). */
export function mg1Sharing(rate: number, service: number): StationMetrics {
  requireStation(rate, service, 1);
  const load = rate * service;
  const waitingTime = load < 1 ? (service * load) / (1 - load) : Number.POSITIVE_INFINITY;
  return metrics(rate, load, service, waitingTime);
}

function metrics(rate: number, utilization: number, service: number, waitingTime: number): StationMetrics {
  const responseTime = service + waitingTime;
  return { utilization, throughput: rate, responseTime, waitingTime, present: rate * responseTime };
}

function requireStation(rate: number, service: number, servers: number): void {
  requireAmount('rate', rate);
  requireAmount('service', service);
  requireServers('servers', servers);
}
