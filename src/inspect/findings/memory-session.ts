import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';

/** Sessions kept in the memory of one process: lost when it restarts, unknown to the other instances. */
export function memorySession(evidence: Evidence): readonly Finding[] {
  const { sessions, framework } = evidence.stack;
  if (!sessions.used || sessions.store !== 'memory') return [];
  const { kind, instances, chosen } = evidence.deployment;
  const several = kind === 'autoscale' || kind === 'functions' || instances.minimum.low > 1;
  const finding: Finding = {
    kind: 'memory-session',
    subject: 'sessions',
    severity: several ? 'serious' : 'moderate',
    at: sessions.at ?? framework.at,
    evidence: several && chosen !== undefined ? [chosen.at] : [],
    message: message(several ? 'finding.memory-session-several' : 'finding.memory-session'),
    routes: [],
  };
  return [finding];
}
