import { message } from '../../model/message.ts';
import type { Remedy } from '../../model/tier.ts';
import { exact } from '../interval.ts';
import type { Situation } from '../situation.ts';

/** Upgrades worth proposing: the newest major in long-term support. */
const LONG_TERM = 24;

/** A newer major of Node: the same code, at a lower cost per request. */
export function upgradeNode(situation: Situation): readonly Remedy[] {
  const upgrade = situation.derivation.upgrades.find((candidate) => candidate.major === LONG_TERM);
  if (upgrade === undefined || upgrade.changes.length === 0) return [];
  const { node } = situation.inventory.stack;
  return [
    {
      id: 'upgrade-node',
      kind: 'configuration',
      title: message('remedy.upgrade-node.title', { from: node.value, to: upgrade.major }),
      explanation: message('remedy.upgrade-node.why', { from: node.value, to: upgrade.major }),
      at: node.source.at === undefined ? [] : [node.source.at],
      effort: 'hours',
      monthlyCost: exact(0),
      changes: upgrade.changes,
    },
  ];
}
