import type { Finding } from '../../model/finding.ts';
import { message } from '../../model/message.ts';
import type { Evidence } from './evidence.ts';
import { distinctPlaces } from './groups.ts';

/**
 * Nothing tells who the caller is, although passwords are checked: no session, no token, no guard. Or session packages that
 * nothing imports, while something else does the work.
 */
export function missingSessions(evidence: Evidence): readonly Finding[] {
  const { sessions } = evidence.stack;
  if (sessions.used) return [];
  if (evidence.authentication !== undefined) return unusedPackages(evidence);
  const passwords = [...evidence.sites.cpu, ...evidence.sites.threads].filter(
    (site) => site.step.work === 'hash' && site.step.derives === undefined,
  );
  const first = passwords[0];
  if (first === undefined) return unusedPackages(evidence);
  const packages = sessions.unusedPackages.map((each) => each.name);
  const finding: Finding = {
    kind: 'missing-sessions',
    subject: 'server',
    severity: 'critical',
    at: first.route.at,
    evidence: distinctPlaces(sessions.unusedPackages.map((each) => each.at)),
    message:
      packages.length > 0
        ? message('finding.missing-authentication-packages', { packages, count: packages.length })
        : message('finding.missing-authentication'),
    routes: [],
  };
  return [finding];
}

function unusedPackages(evidence: Evidence): readonly Finding[] {
  const { unusedPackages: unused } = evidence.stack.sessions;
  const first = unused[0];
  if (first === undefined) return [];
  const finding: Finding = {
    kind: 'missing-sessions',
    subject: 'packages',
    severity: 'minor',
    at: first.at,
    evidence: distinctPlaces(
      unused.map((each) => each.at),
      [first.at],
    ),
    message: message('finding.unused-session-packages', {
      packages: unused.map((each) => each.name),
      count: unused.length,
    }),
    routes: [],
  };
  return [finding];
}
