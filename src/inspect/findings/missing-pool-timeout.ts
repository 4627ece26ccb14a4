import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';

/** A pool that lets requests wait for a connection for ever. */
export function missingPoolTimeout(evidence: Evidence): readonly Finding[] {
  return evidence.databases
    .filter(({ pool, engine }) => pool.size.high > 0 && pool.acquireTimeout === undefined && engine !== 'sqlite')
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
