import type { Change } from '../../model/change.ts';
import { message } from '../../model/message.ts';
import type { Remedy } from '../../model/tier.ts';
import { dearerBy, timesCost } from '../cost.ts';
import { findingsOf, parameterOf, type Situation } from '../situation.ts';

/** More instances, a whole core, or all the cores of the machine: infrastructure that the platform sells. */
export function buyMachines(situation: Situation): readonly Remedy[] {
  return [...addInstances(situation), ...wholeCore(situation)];
}

/** Twice the instances, up to what the platform allows; sessions kept in memory must leave it first. */
function addInstances(situation: Situation): readonly Remedy[] {
  const { offers } = situation.derivation;
  const now = situation.model.instances;
  const most = Math.max(now, Math.floor(offers.maximumInstances.high));
  const wanted = Math.min(now * 2, most);
  if (!offers.horizontal || wanted <= now) return [];
  const sticky = findingsOf(situation, 'memory-session');
  const chosen = situation.inventory.deployment.chosen;
  return [
    {
      id: 'add-instances',
      kind: 'infrastructure',
      title: message('remedy.add-instances.title', { from: now, to: wanted }),
      explanation: message(sticky.length > 0 ? 'remedy.add-instances.why-sessions' : 'remedy.add-instances.why', {
        to: wanted,
      }),
      at: [...sticky.map((finding) => finding.at), ...(chosen === undefined ? [] : [chosen.at])],
      effort: sticky.length > 0 ? 'days' : 'minutes',
      monthlyCost: timesCost(offers.instanceCost, wanted - now),
      changes: [{ kind: 'set-instances', instances: wanted }],
    },
  ];
}

/** The smallest machine with a whole core, when the event loop only has a share of one. */
function wholeCore(situation: Situation): readonly Remedy[] {
  const share = parameterOf(situation.model, 'machine.share') ?? 1;
  const certainly = situation.inventory.deployment.machine.cpu.source.provenance !== 'assumed';
  const offer = situation.derivation.offers.machines.find((machine) => machine.cpu >= 1);
  if (share <= 1.01 || !certainly || offer === undefined) return [];
  const changes: Change[] = [{ kind: 'set-parameter', parameter: 'machine.share', low: 1, typical: 1, high: 1 }];
  return [
    {
      id: 'take-a-whole-core',
      kind: 'infrastructure',
      title: message('remedy.take-a-whole-core.title', { machine: offer.id, cpu: offer.cpu, memory: offer.memory }),
      explanation: message('remedy.take-a-whole-core.why', { share: 1 / share }),
      at: situation.inventory.deployment.chosen === undefined ? [] : [situation.inventory.deployment.chosen.at],
      effort: 'minutes',
      monthlyCost: timesCost(
        dearerBy(offer.monthlyCost, situation.derivation.offers.instanceCost),
        situation.model.instances,
      ),
      changes,
    },
  ];
}
