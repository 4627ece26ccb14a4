import type { Finding } from '../../model/finding.ts';
import type { Route } from '../../model/inventory.ts';
import { message } from '../../model/message.ts';
import { children, type Step } from '../../model/program.ts';
import type { Evidence } from './evidence.ts';
import { distinctPlaces, routeParams } from './groups.ts';
import { isAbsent } from './protections.ts';

const LOGIN = /log-?in|sign-?in|signin|session|authenticate|password|register|sign-?up/i;

/** How files and commands that count attempts are called, when the project counts them itself. */
const LIMITER = /rate-?_?limit|throttl|brute-?_?force|limiter/i;

/** Whether the request goes through a limiter of the project's own. */
function isLimited(step: Step): boolean {
  const places = step.kind === 'sequence' ? [] : [step.at, ...(('via' in step ? step.via : undefined) ?? [])];
  if (places.some(({ file }) => LIMITER.test(file))) return true;
  if (step.kind === 'call' && LIMITER.test(step.endpoint ?? '')) return true;
  return children(step).some(isLimited);
}

/** Routes where a password is tried, open to any number of attempts: each costs a hash. */
export function missingRateLimit(evidence: Evidence): readonly Finding[] {
  if (!isAbsent(evidence, 'rate-limit')) return [];
  const hashing = new Set(
    [...evidence.sites.cpu, ...evidence.sites.threads]
      .filter((site) => site.step.work === 'hash' && site.step.derives === undefined)
      .map((site) => site.route.id),
  );
  const isLogin = (route: Route): boolean =>
    route.shadowedBy === undefined &&
    route.method !== 'GET' &&
    hashing.has(route.id) &&
    LOGIN.test(route.path) &&
    !isLimited(route.program);
  const logins = evidence.routes.filter(isLogin);
  const first = logins[0];
  if (first === undefined) return [];
  const routes = logins.map((route) => route.id);
  const finding: Finding = {
    kind: 'missing-rate-limit',
    subject: 'login',
    severity: 'serious',
    at: first.at,
    evidence: distinctPlaces(
      logins.map((route) => route.at),
      [first.at],
    ),
    message: message('finding.missing-rate-limit', routeParams(routes)),
    routes,
  };
  return [finding];
}
