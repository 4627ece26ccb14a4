import { requireAmount } from './arguments.ts';
import { metrics, requireStation, type StationMetrics } from './station-metrics.ts';

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
