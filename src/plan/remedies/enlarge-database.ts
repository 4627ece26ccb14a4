import type { Change } from '../../model/change.ts';
import type { Cost } from '../../model/cost.ts';
import type { DatabasePlan } from '../../model/knowledge.ts';
import { message } from '../../model/message.ts';
import type { Remedy } from '../../model/tier.ts';
import { dearerBy } from '../cost.ts';
import { parameterOf, type Situation } from '../situation.ts';

/** The next plan with at least twice the processors, when the database is what binds; a replica when there is none. */
export function enlargeDatabase(situation: Situation): readonly Remedy[] {
  if (situation.bottleneck.station !== 'database') return [];
  const station = situation.model.stations.find((candidate) => candidate.id === 'database');
  if (station === undefined) return [];
  const cpu = station.servers / Math.max(1, parameterOf(situation.model, 'database.share') ?? 1);
  const { databasePlans, databaseCost } = situation.derivation.offers;
  const next = databasePlans.find((plan) => plan.cpu !== null && plan.cpu >= cpu * 2);
  const at = situation.inventory.databases[0] === undefined ? [] : [situation.inventory.databases[0].at];
  if (next === undefined) return [replica(station.servers, at, databaseCost)];
  return [
    {
      id: 'enlarge-database',
      kind: 'infrastructure',
      title: message('remedy.enlarge-database.title', { plan: next.name, cpu: next.cpu ?? 0 }),
      explanation: message('remedy.enlarge-database.why', { cpu: next.cpu ?? 0 }),
      at,
      effort: 'minutes',
      monthlyCost: dearerBy(next.monthlyCost, databaseCost),
      changes: grown(next),
    },
  ];
}

function grown(plan: DatabasePlan): readonly Change[] {
  const cpu = plan.cpu ?? 1;
  const share = 1 / Math.min(1, cpu);
  return [
    { kind: 'set-servers', station: 'database', servers: Math.max(1, Math.floor(cpu)) },
    { kind: 'set-parameter', parameter: 'database.share', low: share, typical: share, high: share },
  ];
}

/** A copy is taken to cost what the original costs. */
function replica(servers: number, at: Remedy['at'], cost: Cost): Remedy {
  return {
    id: 'add-read-replica',
    kind: 'infrastructure',
    title: message('remedy.add-read-replica.title'),
    explanation: message('remedy.add-read-replica.why'),
    at,
    effort: 'days',
    monthlyCost: { low: cost.low, typical: cost.typical, high: cost.high },
    changes: [{ kind: 'set-servers', station: 'database', servers: servers * 2 }],
  };
}
