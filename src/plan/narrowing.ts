import type { Capacity } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import type { MeasurementUse } from '../model/measurement-use.ts';
import { assess } from './capacity.ts';

/** Capacity of each scenario, requests per second, without a measurement (`before`) and with it. */
export function narrowing(before: Derivation, after: readonly Capacity[]): MeasurementUse['capacities'] {
  return after.flatMap(({ scenario, throughput }) => {
    const old = before.scenarios.find(({ name }) => name === scenario);
    if (old === undefined) return [];
    return [{ scenario, before: assess(old, before).capacity.throughput, after: throughput }];
  });
}
