import type { Inventory, Route, Service } from '../model/inventory.ts';
import { type Step, walk } from '../model/program.ts';
import type { Purpose } from '../model/scenario.ts';

/** What a route is for, from its path, its method and what it does. The first rule that holds wins. */
export function purposeOf(route: Route, inventory: Inventory): Purpose {
  const steps = [...walk(route.program)];
  const path = route.path.toLowerCase();
  const kinds = serviceKinds(steps, inventory.services);
  const writes = route.method !== 'GET' && route.method !== 'HEAD' && route.method !== 'OPTIONS';
  const rules: readonly (readonly [Purpose, boolean])[] = [
    ['health', /\/(health|healthz|health-check|ping|ready|live|readyz|livez)$|^\/(api\/)?status$/.test(path)],
    ['scheduled', /\/(crons?|cron-?jobs?|scheduled(-?(tasks?|jobs?))?)(\/|$)/.test(path)],
    [
      'webhook',
      /webhook|\/hooks?\b/.test(path) || steps.some((step) => step.kind === 'cpu' && step.work === 'signature-verify'),
    ],
    [
      'login',
      writes && hashes(steps) && /log-?in|sign-?in|auth|session|token/.test(path) && !/register|sign-?up/.test(path),
    ],
    [
      'register',
      writes &&
        (hashes(steps) || /register|sign-?up/.test(path)) &&
        /register|sign-?up|accounts?$|users?$|password|invite|reset|claim/.test(path),
    ],
    ['check-in', /scan|check-?in|\/verify|qr-?code|badge/.test(path) && !/e-?mail/.test(path)],
    ['ai', kinds.has('ai')],
    ['payment', (writes && kinds.has('payments')) || /checkout|pay(ment)?s?\/.*(session|intent)/.test(path)],
    [
      'export',
      /export|\.csv|\.xlsx|\.pdf|\/download/.test(path) ||
        steps.some((step) => step.kind === 'cpu' && (step.work === 'pdf' || step.work === 'spreadsheet')),
    ],
    ['upload', writes && (/upload|photo|avatar|image|(?<!pro)file/.test(path) || kinds.has('storage'))],
    ['page', isPage(route, steps)],
    ['admin', /\/(admin|platform|owner|back-?office|superadmin|internal)(\/|$)/.test(path)],
    ['dashboard', /dashboard|stats|statistics|metrics|analytics|overview|summary/.test(path)],
    ['email', writes && kinds.has('email')],
    ['write', writes],
    ['list', returnsList(steps) && !isOne(path, steps)],
  ];
  return rules.find(([, holds]) => holds)?.[0] ?? 'read';
}

function serviceKinds(steps: readonly Step[], services: readonly Service[]): ReadonlySet<string> {
  const kinds = new Map(services.map((service) => [service.id, service.kind]));
  return new Set(steps.flatMap((step) => (step.kind === 'call' ? [kinds.get(step.service) ?? 'other'] : [])));
}

function hashes(steps: readonly Step[]): boolean {
  return steps.some(
    (step) => (step.kind === 'cpu' || step.kind === 'thread') && step.work === 'hash' && step.derives === undefined,
  );
}

/** A file of the site: served without asking anything of anyone. */
function isPage(route: Route, steps: readonly Step[]): boolean {
  const asks = steps.some((step) => step.kind === 'query' || step.kind === 'call');
  const serves = steps.some((step) => step.kind === 'cpu' && step.work === 'static-file');
  return !asks && (serves || (route.method === 'GET' && /\*/.test(route.path) && !/^\/api\b/.test(route.path)));
}

/** `/orders/:id`, where the order is read by its key: what is read beside it belongs to it. */
function isOne(path: string, steps: readonly Step[]): boolean {
  const [of, one] = path.split('/').slice(-2);
  if (of === undefined || one === undefined || !/^[:{]/.test(one)) return false;
  const noun = singular(of);
  return steps.some(
    (step) =>
      step.kind === 'query' &&
      step.operation === 'select' &&
      step.rows.kind === 'exactly' &&
      step.rows.count <= 1 &&
      singular(step.tables[0]?.toLowerCase() ?? '').endsWith(noun),
  );
}

function singular(noun: string): string {
  return noun.replace(/[-_]/g, '').replace(/ies$/, 'y').replace(/s$/, '');
}

function returnsList(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'query' && step.operation === 'select' && step.rows.kind !== 'exactly');
}
