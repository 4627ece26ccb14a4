import type { Bottleneck } from '../model/capacity.ts';
import type { Derivation } from '../model/derivation.ts';
import type { Finding, FindingKind } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { QueueingModel } from '../model/queueing-model.ts';

/** What a remedy is proposed for: the project, its model as changed so far, and what binds now. */
export interface Situation {
  readonly inventory: Inventory;
  readonly derivation: Derivation;
  readonly model: QueueingModel;
  readonly bottleneck: Bottleneck;
}

export function findingsOf(situation: Situation, kind: FindingKind): readonly Finding[] {
  return situation.inventory.findings.filter((finding) => finding.kind === kind);
}

/** Typical value of a parameter as the model stands, or undefined when the model does not use it. */
export function parameterOf(model: QueueingModel, id: string): number | undefined {
  return model.parameters.find((parameter) => parameter.id === id)?.range.typical;
}
