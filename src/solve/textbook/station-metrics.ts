import { requireAmount, requireServers } from './arguments.ts';

/** Steady state of one station. */
export interface StationMetrics {
  readonly utilization: number;
  readonly throughput: number;
  readonly responseTime: number;
  readonly waitingTime: number;
  /** Mean number present, in service included. */
  readonly present: number;
}

/** What Little’s law makes of a waiting time. */
export function metrics(rate: number, utilization: number, service: number, waitingTime: number): StationMetrics {
  const responseTime = service + waitingTime;
  return { utilization, throughput: rate, responseTime, waitingTime, present: rate * responseTime };
}

/** Refuses a station that makes no sense. */
export function requireStation(rate: number, service: number, servers: number): void {
  requireAmount('rate', rate);
  requireAmount('service', service);
  requireServers('servers', servers);
}
