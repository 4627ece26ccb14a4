import type { Change } from '../../model/change.ts';
import { message } from '../../model/message.ts';
import type { Remedy } from '../../model/tier.ts';
import { exact } from '../interval.ts';
import { findingsOf, parameterOf, type Situation } from '../situation.ts';

/** Password hashes computed by libuv's threads (the native package) in place of JavaScript on the event loop. */
export function hashOffTheLoop(situation: Situation): readonly Remedy[] {
  const findings = findingsOf(situation, 'blocking-hash');
  if (findings.length === 0) return [];
  const native = parameterOf(situation.model, nativeCost(situation));
  const scripted = situation.model.parameters.find((parameter) => /^cost\.hash\./.test(parameter.id))?.range.typical;
  const factor = native !== undefined && scripted !== undefined ? Math.min(1, native / scripted) : 1;
  const changes: Change[] = [{ kind: 'rework', tag: 'work:hash', station: 'threads', factor }];
  return [
    {
      id: 'hash-off-the-loop',
      kind: 'code',
      title: message('remedy.hash-off-the-loop.title'),
      explanation: message('remedy.hash-off-the-loop.why', { factor }),
      at: findings.map((finding) => finding.at),
      effort: 'hours',
      monthlyCost: exact(0),
      changes,
    },
  ];
}

function nativeCost(situation: Situation): string {
  return (
    situation.model.parameters.find((parameter) => /^cost\.hash-thread/.test(parameter.id))?.id ?? 'cost.hash-thread'
  );
}
