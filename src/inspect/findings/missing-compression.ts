import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { isAbsent, whereToAdd } from './protections.ts';

/** Frameworks and platforms that compress by themselves. */
const COMPRESSING_FRAMEWORKS: ReadonlySet<string> = new Set(['next', 'nuxt']);
const COMPRESSING_PLATFORMS: ReadonlySet<string> = new Set(['vercel', 'netlify', 'cloud-run', 'app-engine', 'render']);

/** Answers sent uncompressed although nothing before the application compresses them. */
export function missingCompression(evidence: Evidence): readonly Finding[] {
  const { stack, deployment } = evidence;
  if (!isAbsent(evidence, 'compression') || evidence.routes.length === 0) return [];
  if (COMPRESSING_FRAMEWORKS.has(stack.framework.name.toLowerCase())) return [];
  if (COMPRESSING_PLATFORMS.has(deployment.platform)) return [];
  const finding: Finding = {
    kind: 'missing-compression',
    subject: 'responses',
    severity: 'minor',
    at: whereToAdd(evidence),
    evidence: [],
    message: message('finding.missing-compression'),
    routes: [],
  };
  return [finding];
}
