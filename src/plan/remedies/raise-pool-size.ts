import { message } from '../../model/message.ts';
import type { Remedy } from '../../model/tier.ts';
import { exact } from '../interval.ts';
import type { Situation } from '../situation.ts';

/** Twice the connections, when the pool is what binds and the database accepts them. */
export function raisePoolSize(situation: Situation): readonly Remedy[] {
  if (situation.bottleneck.station !== 'connections') return [];
  const pool = situation.model.stations.find((station) => station.id === 'connections');
  const database = situation.inventory.databases.find((candidate) => candidate.pool.size.typical > 0);
  if (pool === undefined || database === undefined) return [];
  const { databasePlans, currentDatabasePlan } = situation.derivation.offers;
  const limit = databasePlans.find((plan) => plan.id === currentDatabasePlan)?.maxConnections ?? 100;
  const size = Math.min(pool.servers * 2, Math.floor((limit * 0.9) / situation.model.instances));
  if (size <= pool.servers) return [];
  return [
    {
      id: 'raise-pool-size',
      kind: 'configuration',
      title: message('remedy.raise-pool-size.title', { from: pool.servers, to: size }),
      explanation: message('remedy.raise-pool-size.why', { limit }),
      at: [database.at],
      effort: 'minutes',
      monthlyCost: exact(0),
      changes: [{ kind: 'set-servers', station: 'connections', servers: size }],
    },
  ];
}
