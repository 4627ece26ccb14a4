import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';

/** More connections than the database accepts, once every instance has filled its pool. */
export function poolOverLimit(evidence: Evidence): readonly Finding[] {
  const instances = evidence.deployment.instances.maximum;
  const processes = evidence.stack.processes.value;
  return evidence.databases.flatMap((database) => {
    const limit = evidence.connectionLimits[database.id];
    const size = database.pool.size.typical;
    const wanted = size * processes * instances.typical;
    if (limit === undefined || size === 0 || wanted <= limit.high) return [];
    return [
      {
        kind: 'pool-over-limit',
        subject: database.id,
        severity: 'serious',
        at: database.at,
        evidence: evidence.deployment.chosen === undefined ? [] : [evidence.deployment.chosen.at],
        message: message('finding.pool-over-limit', {
          size,
          processes,
          instances: instances.typical,
          wanted,
          limit: limit.typical,
        }),
        routes: [],
      } satisfies Finding,
    ];
  });
}
