import { services as knownServices } from '../facts/services/index.ts';
import type { Allowance } from '../model/derivation.ts';
import type { Inventory, Route } from '../model/inventory.ts';
import type { Quota, ServiceKnowledge } from '../model/knowledge.ts';
import type { Step } from '../model/program.ts';
import type { Settings } from '../model/settings.ts';
import { knownRange } from './parameter-book.ts';

/** Units of quotas that one call consumes one of. */
const PER_CALL = new Set(['email', 'message', 'call', 'request', 'command', 'sms']);

/** Allowances of the plans of the services that routes reach, and how much each route consumes. */
export function allowancesOf(inventory: Inventory, settings: Settings): readonly Allowance[] {
  return inventory.services.flatMap((service) => {
    const known = knownServices.find((candidate) => candidate.id === service.id);
    if (known === undefined) return [];
    const plan = settings.plans?.[service.id];
    const quotas = known.quotas.filter(
      (quota) => PER_CALL.has(quota.unit) && (plan === undefined || quota.plan === plan),
    );
    const perRequest = consumption(inventory.routes, service.id);
    return quotas.map((quota) => allowance(known, quota, perRequest));
  });
}

function allowance(service: ServiceKnowledge, quota: Quota, perRequest: Readonly<Record<string, number>>): Allowance {
  const next = service.plans[service.plans.findIndex((plan) => plan.id === quota.plan) + 1];
  return {
    service: service.id,
    unit: quota.unit,
    period: quota.period,
    amount: knownRange(quota.amount),
    plan: quota.plan,
    perRequest,
    ...(next === undefined ? {} : { nextPlan: { id: next.id, monthlyCost: next.monthlyCost } }),
  };
}

function consumption(routes: readonly Route[], service: string): Readonly<Record<string, number>> {
  const entries = routes.map((route) => [route.id, expectedCalls(route.program, service)] as const);
  return Object.fromEntries(entries.filter(([, calls]) => calls > 0));
}

/** Calls of a service that one request makes on its usual path; a loop counts once, for its length is not a constant. */
function expectedCalls(step: Step, service: string): number {
  switch (step.kind) {
    case 'call':
      return step.service === service ? 1 : 0;
    case 'sequence':
    case 'parallel':
      return step.steps.reduce((total, child) => total + expectedCalls(child, service), 0);
    case 'choice': {
      const likely = step.branches.filter((branch) => branch.likelihood !== 'rare');
      return (
        likely.reduce((total, branch) => total + expectedCalls(branch.body, service), 0) / Math.max(1, likely.length)
      );
    }
    case 'repeat':
    case 'transaction':
    case 'detached':
      return expectedCalls(step.body, service);
    default:
      return 0;
  }
}
