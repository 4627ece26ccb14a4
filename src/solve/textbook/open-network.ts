import { refuse } from '../faults.ts';
import { requireAmounts, requireTable } from './arguments.ts';

export interface OpenNetworkSolution {
  readonly utilizations: readonly number[];
  /** Residence time and mean number present: by station, by class. */
  readonly residence: readonly (readonly number[])[];
  readonly present: readonly (readonly number[])[];
  readonly responseTimes: readonly number[];
}

/**
 * Open multi-class BCMP network of single servers (Lazowska et al. 1984, §7.3): R_rk = D_rk / (1 − Σ λ_r D_rk). `demands[k][r]` in seconds.
 * Throws an InvalidModelError when a station is full.
 */
export function openNetwork(demands: readonly (readonly number[])[], rates: readonly number[]): OpenNetworkSolution {
  requireTable('demands', demands, rates.length);
  requireAmounts('rates', rates);
  const utilizations = demands.map((row) => row.reduce((sum, demand, r) => sum + demand * (rates[r] as number), 0));
  const full = utilizations.findIndex((u) => u >= 1);
  if (full >= 0) refuse([{ kind: 'bad-number', subject: 'rates', detail: `station ${full} is full` }]);
  const residence = demands.map((row, k) => row.map((demand) => demand / (1 - (utilizations[k] as number))));
  return {
    utilizations,
    residence,
    present: residence.map((row) => row.map((time, r) => time * (rates[r] as number))),
    responseTimes: rates.map((_, r) => residence.reduce((sum, row) => sum + (row[r] as number), 0)),
  };
}
