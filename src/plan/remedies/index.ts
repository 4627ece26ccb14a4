/**
 * In: a Situation (the project, its model so far, what binds). Out: the remedies that could apply, with the changes they make to the model.
 * It must not: judge what a remedy is worth; `tiers.ts` does, by solving again.
 */
import type { Remedy } from '../../model/tier.ts';
import type { Situation } from '../situation.ts';
import { addIndexes } from './add-indexes.ts';
import { buyMachines } from './buy-machines.ts';
import { enlargeDatabase } from './enlarge-database.ts';
import { hashOffTheLoop } from './hash-off-the-loop.ts';
import { paginateLists } from './paginate-lists.ts';
import { raisePoolSize } from './raise-pool-size.ts';
import { reworkByTag } from './rework-by-tag.ts';
import { upgradeNode } from './upgrade-node.ts';

const LIGHT: readonly ((situation: Situation) => readonly Remedy[])[] = [
  hashOffTheLoop,
  addIndexes,
  reworkByTag,
  paginateLists,
  raisePoolSize,
  upgradeNode,
];
const INFRASTRUCTURE: readonly ((situation: Situation) => readonly Remedy[])[] = [
  buyMachines,
  enlargeDatabase,
  raisePoolSize,
];

/** Changes to the code or its configuration. */
export function lightRemedies(situation: Situation): readonly Remedy[] {
  return LIGHT.flatMap((propose) => propose(situation));
}

/** Changes to what is rented. */
export function infrastructureRemedies(situation: Situation): readonly Remedy[] {
  return INFRASTRUCTURE.flatMap((propose) => propose(situation));
}
