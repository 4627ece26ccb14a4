import { requireAmount, requireServers } from './arguments.ts';

/**
 * Erlang B: probability that a call is lost by `servers` trunks offered `load` erlangs.
 * B(0) = 1, B(i) = a·B(i−1) / (i + a·B(i−1)): stable for any size, no factorial (Gross, Shortle, Thompson & Harris,
 * Fundamentals of Queueing Theory, 4th ed., §2.5). A fraction of a server interpolates linearly.
 */
export function erlangB(load: number, servers: number): number {
  requireAmount('load', load);
  requireAmount('servers', servers);
  const whole = Math.floor(servers);
  let blocked = 1;
  for (let i = 1; i <= whole; i++) blocked = (load * blocked) / (i + load * blocked);
  if (whole === servers) return blocked;
  const next = (load * blocked) / (whole + 1 + load * blocked);
  return blocked + (servers - whole) * (next - blocked);
}

/**
 * Erlang C: probability of waiting with `servers` offered `load` erlangs. C = B / (1 − ρ(1 − B)) (ibid. §2.5). 1 when the load is at or
 * over the servers.
 */
export function erlangC(load: number, servers: number): number {
  requireAmount('load', load);
  requireServers('servers', servers);
  if (load >= servers) return 1;
  const blocked = erlangB(load, servers);
  return blocked / (1 - (load / servers) * (1 - blocked));
}
