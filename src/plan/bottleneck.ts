import type { Bottleneck } from '../model/capacity.ts';
import type { Values } from '../model/expression.ts';
import type { QueueingModel } from '../model/queueing-model.ts';
import type { Scenario } from '../model/scenario.ts';
import type { CapacityPoint } from '../solve/index.ts';
import { sharesOf } from './shares.ts';

/** What gives way at a capacity found, and who fills it with what. */
export function bottleneckOf(
  found: CapacityPoint,
  model: QueueingModel,
  values: Values,
  scenario: Scenario,
): Bottleneck {
  const { routes, causes } = sharesOf(model, values, scenario.mix, found.station);
  return { station: found.station, utilization: found.utilization, routes, causes, reason: found.reason };
}
