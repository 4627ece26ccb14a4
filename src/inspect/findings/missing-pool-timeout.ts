import type { Finding } from '../../model/finding.ts';
import type { ConnectionPool } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';

/** A pool that lets requests wait for a connection for ever. */
export function missingPoolTimeout(evidence: Evidence): readonly Finding[] {
  return evidence.databases
    .filter(({ pool, engine }) => isPool(pool) && pool.acquireTimeout === undefined && engine !== 'sqlite')
    .map((database) => ({
      kind: 'missing-pool-timeout',
      subject: database.id,
      severity: 'moderate',
      at: database.at,
      evidence: [],
      message: message('finding.missing-pool-timeout', { driver: database.driver, size: database.pool.size.typical }),
      routes: [],
    }));
}

/** A connection opened by itself is not one that requests wait for. */
function isPool({ size }: ConnectionPool): boolean {
  return size.high > 0 && size.source.reason !== 'inspect.lone-connection';
}
